// The study panel beside a document: dragged to a width on a desk, a sheet of three heights on a phone.
import { $, $$ } from "./dom";
import { setLook } from "./reader-look";

const small = matchMedia("(width < 64rem)");
const least = 320, most = 560, usual = 400; // CSS pixels
const heights = ["tabs", "half", "full"];
const key = "reader:panel";

export type Panel = ReturnType<typeof armPanel>;

export function armPanel(root: HTMLElement) {
  const edge = $("[data-panel-edge]", root), grip = $("[data-grip]", root), toggle = $("[data-panel-toggle]", root), box = $("[data-panel-box]", root)!;
  let width = usual;
  const widen = (w: number, keep = true) => {
    width = Math.round(Math.min(most, Math.max(least, w)));
    setLook("--panel", `${width}px`);
    edge?.setAttribute("aria-valuenow", String(width));
    if (keep) localStorage.setItem(key, String(width));
  };
  const kept = Number(localStorage.getItem(key));
  if (kept) widen(kept, false);

  edge?.addEventListener("pointerdown", e => {
    e.preventDefault();
    edge.setPointerCapture(e.pointerId);
    const from = e.clientX, was = width;
    const move = (m: PointerEvent) => widen(was + from - m.clientX, false);
    const end = () => {
      edge.removeEventListener("pointermove", move);
      widen(width);
    };
    edge.addEventListener("pointermove", move);
    edge.addEventListener("lostpointercapture", end, { once: true });
  });
  edge?.addEventListener("dblclick", () => widen(usual));
  edge?.addEventListener("keydown", e => {
    const by = { ArrowLeft: 16, ArrowRight: -16, Home: most, End: -most }[e.key];
    if (!by) return;
    e.preventDefault();
    widen(width + by);
  });

  const set = (height: string) => {
    root.dataset.panel = height;
    grip?.setAttribute("aria-expanded", String(height !== "tabs"));
    $(".panel-body", box)!.inert = small.matches && height === "tabs"; // what cannot be seen is not gone through
  };
  const shown = (on: boolean) => {
    document.documentElement.toggleAttribute("data-panel-off", !on);
    localStorage.setItem("reader:off", on ? "" : "1");
    toggle?.setAttribute("aria-pressed", String(on));
  };
  toggle?.setAttribute("aria-pressed", String(!document.documentElement.hasAttribute("data-panel-off")));
  set(root.dataset.panel ?? "half");
  small.addEventListener("change", () => set(root.dataset.panel ?? "half"));
  const open = () => {
    if (!small.matches) shown(true);
    else if (root.dataset.panel === "tabs") set("half");
  };

  // The sheet goes to the height that is nearest to where it is let go; a tap goes to the next one.
  let dragged = false;
  grip?.addEventListener("pointerdown", e => {
    const from = e.clientY, was = box.getBoundingClientRect().height, all = box.parentElement!.clientHeight;
    dragged = false;
    grip.setPointerCapture(e.pointerId);
    const move = (m: PointerEvent) => {
      const h = was + from - m.clientY;
      if (!dragged && Math.abs(m.clientY - from) < 8) return;
      dragged = true;
      set(h > all * 0.75 ? "full" : h > all * 0.28 ? "half" : "tabs");
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("lostpointercapture", () => grip.removeEventListener("pointermove", move), { once: true });
  });
  grip?.addEventListener("click", () => {
    if (dragged) return void (dragged = false);
    set(heights[(heights.indexOf(root.dataset.panel ?? "half") + 1) % heights.length]);
  });
  grip?.addEventListener("keydown", e => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[e.key];
    if (!by && e.key !== "Escape") return;
    const now = heights.indexOf(root.dataset.panel ?? "half");
    if (e.key === "Escape" && now === 0) return;
    e.preventDefault();
    e.stopPropagation();
    set(heights[by ? Math.min(2, Math.max(0, now + by)) : 0]);
  });

  toggle?.addEventListener("click", () => {
    shown(document.documentElement.hasAttribute("data-panel-off"));
  });

  const tabs = $$("[data-tab]", root);
  const tab = (name: string) => {
    for (const t of tabs) {
      const on = t.dataset.tab === name;
      t.setAttribute("aria-selected", String(on));
      t.tabIndex = on ? 0 : -1;
      document.getElementById(t.getAttribute("aria-controls")!)!.hidden = !on;
    }
    open();
  };
  for (const t of tabs) {
    t.addEventListener("click", () => tab(t.dataset.tab!));
    t.tabIndex = t.getAttribute("aria-selected") === "true" ? 0 : -1;
    t.addEventListener("keydown", e => {
      if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
      const to = tabs[(tabs.indexOf(t) + (e.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length];
      tab(to.dataset.tab!);
      to.focus();
    });
  }

  return {
    tab,
    /** open shows what is in the panel, where it was only tabs. */
    open,
    /** yield lets the page be seen above it: half, whatever it was. */
    yield() { if (small.matches) set("half"); },
  };
}
