// Citations: the marks of an answer on the pages, one of them looked at; each has an address of its own.
import { armAsk } from "./ask";
import { armCitations, settle } from "./citations";
import { $, $$, el, html } from "./dom";
import type { Mark } from "./boxes";
import { toView, type Reader } from "./reader";

const cited = (href: string) => new URL(href, location.href).searchParams.get("cite") ?? "";

/** current shows which mark is looked at, in a text and on the chips of the answer. */
export function current(r: Reader) {
  const on = r.marks.find(m => m.on);
  for (const m of $$("mark[data-mark], mark[id^=mark-]", r.doc)) m.classList.toggle("mark-on", !!on && (Number(m.dataset.mark) === on.n && on.n > 0 || m.id === `mark-${on.id}`));
  for (const c of $$<HTMLAnchorElement>("a[data-cite]")) {
    if (on && cited(c.href) === on.id) c.setAttribute("aria-current", "true");
    else c.removeAttribute("aria-current");
  }
}

// The words that were gone to stay in view while the parts around them are drawn, until the student moves on.
const settling = 2500; // ms
let held = "";
for (const by of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(by, () => { held = ""; }, { passive: true, capture: true });
export function hold(r: Reader) {
  const e = held && $(held, r.doc);
  if (e) toView(r.doc, e.getBoundingClientRect(), e.getBoundingClientRect(), { jump: true });
}

/** show goes to a citation's words; false if they do not stand in this document. first: as the reader opens. */
export async function show(r: Reader, id: string, o: { push?: string; first?: boolean } = {}) {
  const m = r.marks.find(x => x.id === id);
  if (!m) return false;
  for (const x of r.marks) {
    x.fresh = x.id === id && !x.on; // it goes from strong to stronger once
    x.on = x.id === id;
  }
  if (o.push) history.pushState(null, "", o.push);
  if (!o.first) r.panel.yield(); // the server has set it up already
  if (r.pdf) {
    r.pdf.marks = r.marks;
    r.pdf.redraw();
    await r.pdf.reveal(m.page, m.boxes);
  } else {
    const at = `#mark-${CSS.escape(m.id)}`;
    if (!$(at, r.doc)) await r.loadPart(m.page);
    current(r);
    const e = $(at, r.doc);
    held = at;
    setTimeout(() => { if (held === at) held = ""; }, settling);
    if (e) toView(r.doc, e.getBoundingClientRect(), ($$("mark.mark-on", r.doc).at(-1) ?? e).getBoundingClientRect(), { jump: o.first, always: o.first });
    else r.part(m.page)?.scrollIntoView();
  }
  current(r);
  r.onPage(m.page);
  return true;
}

/** addressOf is the page's address at a citation. */
function addressOf(m: Mark) {
  const u = new URL(location.href);
  for (const k of ["from", "to"]) u.searchParams.delete(k);
  u.searchParams.set("page", String(m.page));
  u.searchParams.set("cite", m.id);
  return u.href;
}

/** step goes to the citation before or after the one looked at, in the order of the pages. */
export function step(r: Reader, dir: 1 | -1) {
  const list = [...r.marks].sort((a, b) => a.page - b.page || a.from - b.from).filter((m, i, all) => all.findIndex(x => x.id === m.id) === i);
  if (!list.length) return;
  const at = list.findIndex(m => m.on);
  const to = at < 0 ? list[dir > 0 ? 0 : list.length - 1] : list[(at + dir + list.length) % list.length];
  void show(r, to.id, to.n > 0 && to.id !== list[at]?.id ? { push: addressOf(to) } : {});
}

export function armCites(r: Reader) {
  const thread = $("[data-thread]", r.root)!, form = $<HTMLFormElement>("form[data-ask]", r.root)!;
  addEventListener("popstate", () => {
    const id = cited(location.href);
    if (id && r.marks.some(m => m.id === id)) return void show(r, id);
    if (!id && r.marks.some(m => m.on)) { // back to before the first one
      for (const m of r.marks) m.on = m.fresh = false;
      r.pdf?.redraw();
      current(r);
    }
    r.turn(Number(new URL(location.href).searchParams.get("page")) || 1);
  });
  armAsk(form, {
    thread,
    begin(live) {
      r.panel.open();
      for (const a of $$(":scope > article.answer", thread)) {
        const fold = el("details", { class: "border-b border-base-300 pb-3 mb-4" }, el("summary", { class: "font-semibold" }, a.querySelector("h2")?.textContent ?? ""));
        a.replaceWith(fold);
        fold.append(a);
      }
      for (const x of [...thread.children]) if (!x.matches("details")) x.remove();
      thread.append(live);
    },
    answer(d) {
      thread.querySelector("[data-live]")?.remove();
      thread.append(html(d.html));
      settle(thread);
      (form.elements.namedItem("conversation") as HTMLInputElement).value = d.conversation ?? "";
      const before = r.marks;
      r.marks = (d.marks ?? []) as Mark[];
      if (r.pdf) {
        r.pdf.marks = r.marks;
        r.pdf.redraw();
      } else for (const n of new Set([...before, ...r.marks].map(m => m.page))) if (r.part(n)) void r.loadPart(n);
    },
    begun(url) {
      const u = new URL(location.href);
      u.searchParams.set("c", url.slice("/ask/".length));
      u.searchParams.delete("cite");
      history.replaceState(history.state, "", u);
    },
  });
  settle(thread);
  armCitations((_, href) => {
    const id = cited(href);
    if (new URL(href, location.href).pathname !== location.pathname || !r.marks.some(m => m.id === id)) return false;
    void show(r, id, id === cited(location.href) ? {} : { push: href });
    return true;
  });
  $("[data-question]", form)!.addEventListener("focus", () => r.panel.open());
}
