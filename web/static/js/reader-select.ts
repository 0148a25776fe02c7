// Selected text: a small bar with what can be made of it.
import { openDialog } from "./dialog";
import { $, el } from "./dom";
import type { Reader } from "./reader";
import { toast } from "./toast";
import { words } from "./words";

const least = 3, most = 1500; // letters of a selection, and of what is taken over from it

/** armSelection shows the bar; make makes a card of what is selected, if anything is. */
export function armSelection(r: Reader, ask: () => void) {
  const bar = el("div", { class: "select-bar", role: "toolbar", "aria-label": words.selection });
  const field = $<HTMLTextAreaElement>("[data-question]", r.root)!;
  let picked = "", page = 0;
  const card = () => `/cards/new?${new URLSearchParams({ document: r.data.id, page: String(page), quote: picked.slice(0, most), text: picked.slice(0, most), back: location.pathname + location.search })}`;
  for (const [label, act] of [
    [words.ask, () => { ask(); field.value = `“${picked.slice(0, 600)}”\n`; field.focus(); field.setSelectionRange(field.value.length, field.value.length); }],
    [words.makeCard, () => void openDialog(card())],
    [words.copy, () => void navigator.clipboard.writeText(picked).then(() => toast(words.copied), () => {})],
  ] as [string, () => void][]) {
    const b = el("button", { type: "button", class: "btn btn-ghost btn-sm" }, label);
    b.onpointerdown = e => e.preventDefault(); // the selection stays
    b.onmousedown = e => e.preventDefault();
    b.onclick = () => { act(); bar.remove(); };
    bar.append(b);
  }
  const place = () => {
    const s = getSelection();
    const text = s?.toString().replace(/\s+/g, " ").trim() ?? "";
    if (!s || !s.rangeCount || text.length < least || !r.doc.contains(s.anchorNode)) {
      if (!bar.contains(document.activeElement)) bar.remove();
      return;
    }
    picked = text;
    const at = (s.anchorNode instanceof Element ? s.anchorNode : s.anchorNode!.parentElement)?.closest<HTMLElement>("[data-page], [data-part]");
    page = Number(at?.dataset.page ?? at?.dataset.part ?? r.page);
    const b = s.getRangeAt(s.rangeCount - 1).getBoundingClientRect(), room = r.doc.getBoundingClientRect();
    if (!bar.isConnected) r.root.append(bar);
    const below = b.bottom + 8, above = b.top - bar.offsetHeight - 8;
    bar.style.left = `${Math.max(8, Math.min(b.left, innerWidth - bar.offsetWidth - 8))}px`;
    bar.style.top = `${below + bar.offsetHeight < room.bottom ? below : Math.max(room.top + 8, above)}px`; // never over the panel
  };
  document.addEventListener("selectionchange", place);
  r.doc.addEventListener("scroll", () => { if (bar.isConnected) place(); }, { passive: true });
  return {
    /** make opens the form of a card from the selection; false if nothing is selected. */
    make() {
      if (!picked || !bar.isConnected) return false;
      void openDialog(card());
      return true;
    },
  };
}
