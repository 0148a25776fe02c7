// Find in the document: the server looks through all of its pages, here the places are shown one after another.
import { $, composing } from "./dom";
import { places } from "./fold";
import type { Found } from "./boxes";
import { toView, type Reader } from "./reader";
import { toast } from "./toast";
import { words } from "./words";

interface Hit { page: number; from: number; to: number; boxes?: [number, number, number, number][] }
interface Highlights { set(name: string, h: unknown): void; delete(name: string): void }
const highlights = (CSS as unknown as { highlights?: Highlights }).highlights;
const highlight = (ranges: Range[]) => new (window as unknown as { Highlight: new (...r: Range[]) => unknown }).Highlight(...ranges);

export function armFind(r: Reader) {
  const form = $<HTMLFormElement>("[data-find-form]")!, field = form.querySelector("input")!, button = $("[data-find]")!, status = $("[data-find-status]")!;
  let hits: Hit[] = [], now = -1, summary = "", searched = "", asked = 0;

  function open(on: boolean) {
    form.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
    if (on) return field.select(), field.focus();
    asked++;
    hits = [];
    searched = status.textContent = "";
    void paint();
    r.doc.focus({ preventScroll: true });
  }
  async function find(dir: 1 | -1) {
    const q = field.value.trim();
    if (!q) return;
    if (q !== searched) {
      const mine = ++asked;
      const got = await fetch(`/documents/${r.data.id}/find?q=${encodeURIComponent(q)}`, { headers: { Accept: "application/json" } }).catch(() => undefined);
      if (mine !== asked) return; // closed meanwhile, or other words are looked for
      if (!got?.ok) return toast(words.noAnswer, { failed: true });
      const found = (await got.json()) as { hits: Hit[]; words: string };
      searched = q;
      hits = found.hits;
      summary = found.words;
      const next = hits.findIndex(h => h.page >= r.page);
      now = next < 0 ? (dir === 1 ? -1 : 0) : next - (dir === 1 ? 1 : 0);
    }
    if (hits.length) now = (now + dir + hits.length) % hits.length;
    status.textContent = words.hit(now + 1, hits.length, summary);
    await paint();
  }
  async function paint() {
    const h = hits[now];
    if (r.pdf) {
      r.pdf.found = hits.map((x, i): Found => ({ page: x.page, boxes: x.boxes, now: i === now }));
      r.pdf.redraw();
      if (h) void r.pdf.reveal(h.page, h.boxes);
      return;
    }
    if (h && r.part(h.page)?.dataset.more) await r.loadPart(h.page);
    const range = mark();
    if (!h) return;
    if (range) toView(r.doc, range.getBoundingClientRect(), range.getBoundingClientRect(), { jump: true });
    else r.part(h.page)?.scrollIntoView();
    r.onPage(h.page);
  }
  /** mark shows the places in the parts that are there, and returns that of the hit one is at. */
  function mark() {
    highlights?.delete("found");
    highlights?.delete("seen");
    if (!hits.length || r.pdf) return undefined;
    const all: Range[] = [];
    let at: Range | undefined;
    for (const page of new Set(hits.map(h => h.page))) {
      const part = r.part(page);
      if (!part || part.dataset.more) continue;
      const here = places(part, searched), nth = page === hits[now]?.page ? hits.slice(0, now).filter(h => h.page === page).length : -1;
      if (nth >= 0) at = here[Math.min(nth, here.length - 1)];
      all.push(...here);
    }
    if (highlights) {
      highlights.set("seen", highlight(all.filter(x => x !== at)));
      if (at) highlights.set("found", highlight([at]));
    }
    return at;
  }
  button.addEventListener("click", () => open(form.hidden || !form.contains(document.activeElement) && document.activeElement !== button));
  form.addEventListener("submit", e => { e.preventDefault(); void find(1); });
  $("[data-find-next]")!.addEventListener("click", () => void find(1));
  $("[data-find-prev]")!.addEventListener("click", () => void find(-1));
  $("[data-find-close]")!.addEventListener("click", () => open(false));
  form.addEventListener("keydown", e => {
    if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); open(false); }
    if (e.key === "Enter" && e.shiftKey && e.target === field && !composing(e)) { e.preventDefault(); void find(-1); }
  });
  return { mark };
}
