// What the server leaves to the browser to draw: maths. What draws it is fetched by pages that have any.
/** draw renders what came into the page: maths. */
export async function draw(in_: ParentNode = document) {
  if (in_.querySelector(".math:not(.math-on)")) await (await import("./math")).drawMath(in_);
}

/** undrawn is an element's HTML with its maths as the server left it. */
export function undrawn(e: Element) {
  const copy = e.cloneNode(true) as Element;
  for (const m of copy.querySelectorAll(".math-on")) {
    m.textContent = m.querySelector("annotation")?.textContent ?? m.textContent;
    m.classList.remove("math-on");
    m.removeAttribute("tabindex");
  }
  return copy.outerHTML;
}
