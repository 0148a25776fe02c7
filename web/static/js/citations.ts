// What an answer brings: citations with their popovers, the buttons below it, and the way through its sentences.
import htmx from "./htmx";
import { $, $$, visible } from "./dom";
import { draw } from "./draw";
import { lettersOn } from "./keys";

/** settle wakes what an answer brings: popovers, buttons, maths. */
export function settle(in_: ParentNode) {
  for (const b of $$("[data-supported]", in_)) b.hidden = false;
  for (const b of $$("[data-supported]", in_)) {
    b.onclick = () => {
      const on = b.getAttribute("aria-pressed") !== "true";
      b.setAttribute("aria-pressed", String(on));
      const answer = b.closest(".answer"), note = answer?.querySelector<HTMLElement>("[data-hides]");
      answer?.classList.toggle("supported-only", on);
      if (note) note.textContent = on ? note.dataset.hides! : "";
    };
  }
  if (in_ instanceof Element) htmx.process(in_);
  void draw(in_);
}

/** armCitations shows a citation's popover on hover, focus and tap. open leads to its place, or says that it cannot here. */
export function armCitations(open?: (n: string, href: string) => boolean) {
  let timer = 0;
  let from: HTMLElement | undefined;
  const popOf = (chip: Element) => chip.closest(".answer")?.querySelector<HTMLElement>(`[data-pop="${chip.getAttribute("data-cite")}"]`) ?? null;
  const passage = (n: string | null, on: boolean) => {
    for (const p of $$(`[data-passage="${n}"]`)) p.classList.toggle("passage-on", on);
  };
  const hide = () => {
    const pop = $(":popover-open.cite-pop");
    if (pop) {
      pop.hidePopover();
      passage(pop.dataset.pop ?? null, false);
    }
    from?.removeAttribute("aria-expanded");
    from = undefined;
  };
  const show = (chip: HTMLElement) => {
    const pop = popOf(chip);
    if (!pop || pop.matches(":popover-open")) return;
    hide();
    from = chip;
    chip.setAttribute("aria-expanded", "true");
    pop.showPopover();
    const c = chip.getBoundingClientRect(), w = pop.offsetWidth, h = pop.offsetHeight;
    pop.style.left = `${Math.max(8, Math.min(c.left - 16, innerWidth - w - 8))}px`;
    pop.style.top = `${c.bottom + 6 + h > innerHeight && c.top - 6 - h > 0 ? c.top - 6 - h : c.bottom + 6}px`;
    passage(chip.dataset.cite ?? null, true);
  };
  const later = (f: () => void, ms: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(f, ms);
  };
  const chip = (t: EventTarget | null) => (t instanceof Element ? t.closest<HTMLElement>("a[data-cite]") : null);
  document.addEventListener("pointerover", e => {
    const c = chip(e.target);
    if (e.pointerType === "touch") return;
    if (c) later(() => show(c), 150);
    else if ((e.target as Element).closest?.(".cite-pop")) clearTimeout(timer);
    else if ($(":popover-open.cite-pop")) later(hide, 300);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", e => {
    const c = chip(e.target);
    if (c?.matches(":focus-visible")) later(() => show(c), 150);
    else if ($(":popover-open.cite-pop") && !(e.target as Element).closest(".cite-pop")) hide();
  });
  let touch = false;
  document.addEventListener("pointerdown", e => (touch = e.pointerType === "touch"));
  document.addEventListener("click", e => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey) return;
    const c = chip(e.target);
    if (c && touch) {
      e.preventDefault();
      return show(c);
    }
    const a = (e.target as Element).closest<HTMLAnchorElement>("a[data-cite], a[data-open]");
    if (!a) return;
    const n = a.dataset.cite ?? a.dataset.open!;
    hide();
    if (open?.(n, a.href)) e.preventDefault();
  });
  document.addEventListener("toggle", e => {
    const pop = e.target as HTMLElement;
    if (pop.matches?.(".cite-pop") && (e as ToggleEvent).newState === "closed") passage(pop.dataset.pop ?? null, false);
  }, true);
  document.addEventListener("keydown", e => {
    const pop = $(":popover-open.cite-pop");
    if (!pop || e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") {
      e.preventDefault();
      const back = from;
      hide();
      back?.focus();
    } else if (lettersOn() && (e.key === "o" || e.key === "c")) {
      e.preventDefault();
      pop.querySelector<HTMLElement>(e.key === "o" ? "[data-open]" : "[data-card]")?.click();
    }
  }, true);
}

/** step goes to the next or previous sentence without support. */
export function stepUnsupported(dir: 1 | -1) {
  const list = $$("[data-unsupported]").filter(visible);
  if (!list.length) return;
  const at = list.findIndex(x => x === document.activeElement);
  const to = list[(at + dir + list.length) % list.length] ?? list[0];
  to.focus();
  to.scrollIntoView({ block: "center" });
}
