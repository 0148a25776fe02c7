// How a document is shown: zoom, turned pages and dark pages of a PDF; size and line height of a text. Kept on the device.
import { $, $$ } from "./dom";
import { leastZoom, mostZoom } from "./zoom";
import type { PDFView, Zoom } from "./pdf";
import { setLook } from "./reader-look";
import { toast } from "./toast";
import { words } from "./words";

const stored = (key: string) => localStorage.getItem(`reader:${key}`) ?? "";
const store = (key: string, value: string) => (value ? localStorage.setItem(`reader:${key}`, value) : localStorage.removeItem(`reader:${key}`));

export function armView(root: HTMLElement, pdf?: PDFView) {
  for (const menu of $$<HTMLDetailsElement>("[data-view]", root)) menu.addEventListener("click", e => {
    if ((e.target as HTMLElement).closest("[data-fit]")) menu.open = false;
  });
  if (pdf) armPDF(root, pdf);
  else armText(root);
}

function armPDF(root: HTMLElement, pdf: PDFView) {
  const shown = $("[data-zoom-now]", root), dark = $<HTMLInputElement>("[data-dark]", root);
  const tell = () => { if (shown && pdf.pages) shown.textContent = words.zoomed(pdf.shown); };
  const zoom = (z: Zoom) => {
    pdf.setZoom(z);
    store("zoom", z === "auto" ? "" : String(z));
    tell();
  };
  const kept = stored("zoom");
  if (kept) pdf.zoom = kept === "fit" ? "fit" : Math.min(mostZoom, Math.max(leastZoom, Number(kept) || 1));
  if (dark) {
    dark.checked = !!stored("dark");
    dark.addEventListener("change", () => {
      store("dark", dark.checked ? "1" : "");
      pdf.setDark(dark.checked && isDark());
    });
  }
  darkTheme.addEventListener("change", () => pdf.setDark(!!stored("dark") && isDark()));
  pdf.dark = !!stored("dark") && isDark();
  // A step is a tenth of the size in print, so that 60, 100 and 200 % are among them.
  for (const b of $$("[data-zoom]", root)) b.addEventListener("click", () => {
    const now = pdf.shown / 10, by = now < 20 ? 1 : 5;
    zoom((Number(b.dataset.zoom) > 0 ? Math.floor(now + 1e-6) + by : Math.ceil(now - 1e-6) - by) / 10);
  });
  for (const b of $$("[data-fit]", root)) b.addEventListener("click", () => zoom(b.dataset.fit === "1" ? 1 : (b.dataset.fit as Zoom)));
  $("[data-turn]", root)?.addEventListener("click", () => {
    pdf.setTurn(pdf.turn + 90);
    tell();
  });
  // Ctrl and the wheel zoom the pages, not the program around them.
  $("[data-doc]", root)!.addEventListener("wheel", e => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    zoom((pdf.shown / 100) * Math.exp(-e.deltaY / 300));
  }, { passive: false });
  new ResizeObserver(tell).observe($("[data-pdf]", root)!);
}

const darkTheme = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => document.documentElement.dataset.theme === "ink" || (document.documentElement.dataset.theme !== "paper" && darkTheme.matches);

function armText(root: HTMLElement) {
  const lines = $<HTMLInputElement>("[data-lines]", root);
  const page = document.documentElement; // page-early.ts has set what was kept
  let size = Number(stored("size")) || 1;
  const set = () => setLook("--reader-size", String(size));
  for (const b of $$("[data-zoom]", root)) b.addEventListener("click", () => {
    size = Math.min(2, Math.max(0.7, size * (Number(b.dataset.zoom) > 0 ? 1.1 : 1 / 1.1)));
    if (Math.abs(size - 1) < 0.02) size = 1;
    store("size", size === 1 ? "" : size.toFixed(3));
    set();
  });
  if (lines) {
    lines.checked = !!stored("lines");
    lines.addEventListener("change", () => {
      store("lines", lines.checked ? "1" : "");
      page.toggleAttribute("data-lines-wide", lines.checked);
    });
  }
  const theme = $<HTMLFormElement>("[data-theme-form]", root);
  theme?.addEventListener("change", () => {
    const data = new FormData(theme), now = String(data.get("theme"));
    if (now === "system") delete page.dataset.theme;
    else page.dataset.theme = now;
    void fetch(theme.action, { method: "POST", body: new URLSearchParams(data as unknown as Record<string, string>), headers: { "HX-Request": "true" } })
      .then(r => { if (!r.ok) throw new Error(String(r.status)); }).catch(() => toast(words.noAnswer, { failed: true }));
  });
}
