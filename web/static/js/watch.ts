// How long an answer takes: the time that its card was really before the student.

/** stopwatch measures time in ms, and stands still while the page is hidden or something lies over it. */
export function stopwatch() {
  let sum = 0;
  let since = document.hidden ? 0 : performance.now(); // 0 while it stands still
  let held = false;
  const set = (run: boolean) => {
    if (run === since > 0) return;
    if (run) since = performance.now();
    else {
      sum += performance.now() - since;
      since = 0;
    }
  };
  const settle = () => set(!held && !document.hidden);
  document.addEventListener("visibilitychange", settle);
  window.addEventListener("pagehide", () => set(false));
  window.addEventListener("pageshow", settle);
  return {
    restart() { sum = 0; since = held || document.hidden ? 0 : performance.now(); },
    hold(on: boolean) { held = on; settle(); },
    elapsed: () => Math.round(sum + (since ? performance.now() - since : 0)),
  };
}
