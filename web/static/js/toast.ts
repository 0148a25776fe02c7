// Messages at the foot of the page: one at a time, 6 s, as long as nobody looks at them.
import { $, el, html } from "./dom";
import { words } from "./words";

const box = () => $("#toasts")!;

function arm(t: HTMLElement) {
  const close = () => t.remove();
  t.querySelector("[data-close]")?.addEventListener("click", close);
  if (t.hasAttribute("data-stay")) return;
  let timer = setTimeout(close, 6000);
  for (const e of ["mouseenter", "focusin"]) t.addEventListener(e, () => clearTimeout(timer));
  for (const e of ["mouseleave", "focusout"]) t.addEventListener(e, () => {
    clearTimeout(timer);
    if (!t.matches(":hover") && !(e === "mouseleave" && t.contains(document.activeElement))) timer = setTimeout(close, 6000);
  });
}

export function armToasts() {
  for (const t of box()?.children ?? []) arm(t as HTMLElement);
}

/** toast shows a message; a failed one stays until it is closed. What it says can be undone where undo is given. */
export function toast(text: string, o: { failed?: boolean; link?: string; url?: string; undo?: () => void } = {}) {
  const t = el("div", { class: "toast-one", role: o.failed ? "alert" : "status", ...(o.failed ? { "data-stay": "" } : {}) }, el("p", {}, text));
  if (o.link && o.url) t.append(el("a", { class: "btn btn-plain btn-sm", href: o.url }, o.link));
  if (o.undo) {
    const b = el("button", { type: "button", class: "btn btn-plain btn-sm" }, words.undo);
    b.onclick = () => { t.remove(); o.undo!(); };
    t.append(b);
  }
  t.append(el("button", { type: "button", class: "btn btn-ghost btn-xs btn-square", "data-close": "", "aria-label": words.close }, "×"));
  box().replaceChildren(t);
  arm(t);
}

/** toastHTML shows a message that the server drew. */
export function toastHTML(text: string) {
  const t = html(text).querySelector<HTMLElement>(".toast-one");
  if (!t) return toast(words.noAnswer, { failed: true });
  box().replaceChildren(t);
  arm(t);
}
