// The parts of a text: drawn by the server, fetched when they come near the view.
import { $, $$, el, fragment, html } from "./dom";
import { draw } from "./draw";
import type { Reader } from "./reader";
import { words } from "./words";

/** armParts makes parts load; drawn is called for each that was drawn anew. */
export function armParts(r: Reader, drawn: () => void) {
  const marked = (n: number) => r.marks.filter(m => m.page === n && m.to > m.from).map(m => `mark=${m.from}-${m.to}-${m.n}-${m.id}`).join("&");
  r.part = n => $(`[data-part="${n}"]`, r.doc);
  r.loadPart = async n => {
    const old = r.part(n);
    if (!old) return undefined;
    old.removeAttribute("data-more");
    const got = await fragment(`/documents/${r.data.id}/part/${n}?${marked(n)}`).catch(() => undefined);
    if (!got?.ok) {
      const again = el("button", { type: "button", class: "btn btn-quiet btn-sm" }, words.tryAgain);
      again.onclick = () => void r.loadPart(n);
      old.dataset.more = old.dataset.more || "again";
      old.replaceChildren(el("p", { class: "font-sans text-sm", role: "alert" }, words.textFailed, " ", again));
      return undefined;
    }
    const fresh = html(await got.text()).querySelector<HTMLElement>("[data-part]");
    if (!fresh) return undefined;
    r.part(n)?.replaceWith(fresh);
    await draw(fresh);
    drawn();
    return fresh;
  };
  if (r.data.file) return;
  const near = new IntersectionObserver(list => {
    for (const e of list) if (e.isIntersecting) {
      near.unobserve(e.target);
      const p = e.target as HTMLElement;
      if (p.dataset.more) void r.loadPart(Number(p.dataset.part));
    }
  }, { root: r.doc, rootMargin: "150% 0px" });
  r.watch = p => {
    for (const a of $$("a", p)) a.tabIndex = -1; // it goes when its part comes: no place for the focus
    near.observe(p);
  };
  for (const p of $$("[data-more]", r.doc)) r.watch(p);
}
