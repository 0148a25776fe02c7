// How small and how large pages can be shown; 1 is as in print.
export const leastZoom = 0.25, mostZoom = 5;
