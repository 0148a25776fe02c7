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

/** byObject lets f set style attributes through the object model: KaTeX writes those of stretched arrows, as in \vec. */
function byObject(f: () => void) {
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") (this as SVGElement).style.cssText = value;
    else set.call(this, name, value);
  };
  try {
    f();
  } finally {
    Element.prototype.setAttribute = set;
  }
}

/** parses reports whether LaTeX can be drawn. */
export function parses(tex: string) {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: false, trust: false, maxExpand: 200, maxSize: 20 });
    return true;
  } catch {
    return false;
  }
}

export async function drawMath(in_: ParentNode) {
  await styles();
  for (const e of $$(".math:not(.math-on)", in_)) {
    const source = e.textContent ?? "";
    try {
      byObject(() => katex.render(source, e, { displayMode: e.classList.contains("math-block"), throwOnError: true, strict: false, trust: false, maxExpand: 200, maxSize: 20 }));
      e.classList.add("math-on");
    } catch {
      e.textContent = source; // what KaTeX cannot draw stays as it was written
      e.classList.add("math-on");
    }
    if (e.classList.contains("math-block")) e.tabIndex = 0; // it may scroll
  }
}
