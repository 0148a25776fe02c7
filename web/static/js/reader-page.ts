// The page one is on: told to the address and to the server, and gone to.
import { $, $$ } from "./dom";
import type { Reader } from "./reader";

const settled = 1500; // ms on a page until it counts as read

export function armPage(r: Reader) {
  const field = $<HTMLInputElement>("[data-page-no]");
  const shown = () => r.pdf?.pages || r.data.pages;
  let telling = 0;
  // Looking a quote up does not lose the place where one stopped: only who moves on from there is reading.
  let reading = !r.marks.some(m => m.on);
  for (const by of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(by, () => { reading = true; }, { once: true, passive: true });
  const tell = () => {
    clearTimeout(telling);
    telling = 0;
    void fetch(`/documents/${r.data.id}/read`, { method: "POST", body: new URLSearchParams({ page: String(r.page) }), keepalive: true }).catch(() => {});
  };
  addEventListener("pagehide", () => { if (telling) tell(); }); // who leaves at once is not forgotten
  r.onPage = n => {
    if (n === r.page) return;
    r.page = n;
    if (field && document.activeElement !== field) field.value = r.labels.of(n);
    const after = $("[data-of-pages]");
    if (after) after.textContent = r.labels.after(n, shown());
    const u = new URL(location.href);
    u.searchParams.set("page", String(n));
    history.replaceState(history.state, "", u);
    clearTimeout(telling);
    telling = reading ? window.setTimeout(tell, settled) : 0;
  };
  r.turn = to => {
    const n = Math.min(Math.max(to, 1), shown());
    if (r.pdf) r.pdf.goto(n);
    else r.part(n)?.scrollIntoView({ behavior: "auto", block: "start" });
    r.onPage(n);
  };
  let ticking = false;
  r.doc.addEventListener("scroll", () => {
    if (ticking) return;
    ticking = true;
    requestAnimationFrame(() => {
      ticking = false;
      if (r.pdf?.pages) r.onPage(r.pdf.current());
      else if (!r.pdf) {
        const top = r.doc.getBoundingClientRect().top + r.doc.clientHeight / 3;
        const p = $$("[data-part]", r.doc).findLast(p => p.getBoundingClientRect().top <= top);
        if (p) r.onPage(Number(p.dataset.part));
      }
    });
  }, { passive: true });
  for (const [s, d] of [["[data-prev]", -1], ["[data-next]", 1]] as const)
    $(s)?.addEventListener("click", e => { e.preventDefault(); r.turn(r.page + d); });
  $("[data-goto]")?.addEventListener("submit", e => {
    e.preventDefault();
    r.turn(r.labels.page(field!.value) ?? r.page);
    field!.blur();
    field!.value = r.labels.of(r.page);
  });
}
