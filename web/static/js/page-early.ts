// Runs before the reader is drawn: what is kept on the device about its look, so that nothing moves when its script comes.
// A classic script: it imports nothing.
{
  const root = document.documentElement;
  try {
    const kept = (key: string) => Number(localStorage.getItem(`reader:${key}`));
    const panel = kept("panel"), size = kept("size");
    const look = new CSSStyleSheet();
    look.replaceSync(`:root {${panel ? `--panel: ${panel}px;` : ""}${size ? `--reader-size: ${size};` : ""}}`);
    document.adoptedStyleSheets = [look];
    root.toggleAttribute("data-lines-wide", !!kept("lines"));
    root.toggleAttribute("data-panel-off", !!kept("off"));
  } catch { /* storage is off */ }
}
export {};
