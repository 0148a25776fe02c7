// The time by the server's clock, so that a wrong one on the device does no harm.
const told = Date.parse(document.documentElement.dataset.now ?? "");
const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
// What the device's clock showed when the page's first byte came: the server drew it then.
const drawn = Date.now() - (performance.now() - (load?.responseStart ?? 0));
const ahead = Number.isNaN(told) ? 0 : told - drawn;

/** now is the time by the server's clock; by the device's where the page does not tell it. */
export const now = () => new Date(Date.now() + ahead);
