// What is wrong with the page that is open, as a list of sentences. axe-core is loaded already.
(async () => {
  await document.fonts.ready;
  // Chromium leaves some colours behind when the emulated scheme changes under an open page: let it draw anew.
  const focused = document.activeElement, root = document.documentElement;
  root.hidden = true;
  root.offsetHeight;
  root.hidden = false;
  focused?.focus({ preventScroll: true });
  const frame = () => new Promise(requestAnimationFrame);
  await frame(); // the colours of another theme are there with the next picture
  await frame();
  await Promise.allSettled(document.getAnimations().filter(a => a.effect?.getComputedTiming().iterations !== Infinity).map(a => a.finished));
  const found = [];
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) found.push(`scrolls sideways by ${over} px`);
  const primary = [...document.querySelectorAll(".btn-primary")].filter(b => b.checkVisibility() && !b.closest("dialog:not([open])"));
  if (primary.length > 1 && !document.querySelector("dialog[open]")) found.push(`${primary.length} primary buttons`);
  if (document.querySelector("[style]:not(.pdf-page, .textLayer, .textLayer *, .cite-pop, .katex *, [data-face], [data-text], .select-bar, .hiddenCanvasElement)")) found.push("a style attribute");
  // Only what is wrong is looked at closely, and no style sheet is fetched again: half the time.
  const r = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"], preload: false });
  for (const v of r.violations) {
    const n = v.nodes[0];
    found.push(`axe ${v.id} ×${v.nodes.length}: ${n.target} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""}`);
  }
  return found;
})()
