// KaTeX over the LaTeX that the server left in .math. Its DOM renderer sets styles through the
// object model, which the strict CSP allows; its HTML renderer would write style attributes.
import katex from "katex";
import { $$ } from "./dom";

let sheet: Promise<void> | undefined;
const styles = () =>
  (sheet ??= new Promise(done => {
    const href = document.querySelector<HTMLMetaElement>("meta[name=asset-math-css]")?.content;
    if (!href) return done();
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = () => done();
    document.head.append(link);
  }));

export async function drawMath(in_: ParentNode) {
  await styles();
  for (const e of $$(".math:not(.math-on)", in_)) {
    const source = e.textContent ?? "";
    try {
      katex.render(source, e, { displayMode: e.classList.contains("math-block"), throwOnError: true, strict: false, trust: false, maxExpand: 200, maxSize: 20 });
      e.classList.add("math-on");
    } catch {
      e.textContent = source; // what KaTeX cannot draw stays as it was written
      e.classList.add("math-on");
    }
    if (e.classList.contains("math-block")) e.tabIndex = 0; // it may scroll
  }
}
