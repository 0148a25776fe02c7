// The pages of a PDF: placeholders of the right size, drawn while they are near the view and given up behind it.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentProxy } from "pdfjs-dist";
import type { Box, Found, Mark } from "./boxes";
import { Sheet } from "./sheet";
import { leastZoom, mostZoom } from "./zoom";

export interface Entry { title: string; level: number; url?: string; dest?: unknown }

/** Zoom is a number (1 = as large as in print), the width of the desk, or that width up to what reads well. */
export type Zoom = number | "auto" | "fit";

const widest = 736; // CSS pixels of a page at zoom "auto", as the text pages
const inPrint = 96 / 72; // CSS pixels in a point

export class PDFView {
  sheets: Sheet[] = [];
  marks: Mark[] = [];
  found: Found[] = [];
  problems: Record<number, string> = {};
  zoom: Zoom = "auto";
  turn = 0; // degrees clockwise, by the student
  dark = false;
  /** follow is called for a link inside the document. */
  follow = (page: number, part: number) => this.goto(page, part);
  href = (page: number) => `?page=${page}`;
  /** name is what a page is called. */
  name = (page: number) => page.toLocaleString("en");
  private doc?: PDFDocumentProxy;
  private anchor?: { sheet: number; part: number };

  constructor(private host: HTMLElement, private scroller: HTMLElement) {}

  async open(o: { file: string; worker: string; pdfjs: string }) {
    pdfjs.GlobalWorkerOptions.workerSrc = o.worker;
    const doc = await pdfjs.getDocument({
      url: o.file, cMapUrl: `${o.pdfjs}cmaps/`, cMapPacked: true, standardFontDataUrl: `${o.pdfjs}standard_fonts/`, wasmUrl: `${o.pdfjs}wasm/`, iccUrl: `${o.pdfjs}iccs/`,
      rangeChunkSize: 1 << 18, disableAutoFetch: true, enableXfa: false, verbosity: 0,
      useSystemFonts: false, // the standard faces come with us: a local one of other widths makes letters collide
    }).promise;
    this.doc = doc;
    const first = await doc.getPage(1);
    this.sheets = Array.from({ length: doc.numPages }, (_, i) => new Sheet(i + 1, doc, first, this));
    for (const s of this.sheets) s.size();
    this.host.replaceChildren(...this.sheets.map(s => s.box));
    const watch = new IntersectionObserver(entries => {
      for (const e of entries) {
        const s = this.sheets[Number((e.target as HTMLElement).dataset.page) - 1];
        s.near = e.isIntersecting;
        if (s.near) this.draw(s);
        else s.drop();
      }
    }, { root: this.scroller, rootMargin: "120% 0px" });
    for (const s of this.sheets) watch.observe(s.box);
    let width = this.host.clientWidth, density = devicePixelRatio;
    new ResizeObserver(() => {
      if (this.host.clientWidth === width && devicePixelRatio === density) return;
      width = this.host.clientWidth;
      density = devicePixelRatio;
      this.resize();
    }).observe(this.host);
  }

  private draw(s: Sheet) { void s.draw().catch(e => console.warn("page", s.n, e)); }

  get pages() { return this.sheets.length; }

  scaleFor(pageWidth: number) {
    if (typeof this.zoom === "number") return this.zoom * inPrint;
    const desk = this.host.clientWidth || widest;
    return (this.zoom === "fit" ? desk : Math.min(desk, widest)) / pageWidth;
  }

  /** shown is the zoom of the page in view, in per cent of its size in print. */
  get shown() { return Math.round((this.sheets[this.current() - 1]?.scale() ?? inPrint) / inPrint * 100); }

  setZoom(z: Zoom) {
    this.zoom = typeof z === "number" ? Math.min(mostZoom, Math.max(leastZoom, z)) : z;
    this.resize();
  }

  setTurn(turn: number) {
    const { page } = this.place();
    this.turn = ((turn % 360) + 360) % 360;
    for (const s of this.sheets) s.turn();
    this.resize();
    this.goto(page);
  }

  setDark(on: boolean) {
    this.dark = on;
    for (const s of this.sheets) if (s.near) this.draw(s);
  }

  /** resize keeps the place that is at the top of the view, and the middle of its width. */
  private resize() {
    const at = this.place(), room = this.scroller;
    const middle = (room.scrollLeft + room.clientWidth / 2) / room.scrollWidth;
    for (const s of this.sheets) s.size();
    this.goto(at.page, at.part);
    room.scrollLeft = middle * room.scrollWidth - room.clientWidth / 2;
    for (const s of this.sheets) if (s.near) this.draw(s);
  }

  /** resized keeps a target in view when a page above it turns out to be of another size. */
  resized(s: Sheet) {
    if (this.anchor && s.n <= this.anchor.sheet) this.goto(this.anchor.sheet, this.anchor.part, true);
  }

  /** place is the page a third down the view, and which part of it is above the view. */
  place() {
    const top = this.scroller.getBoundingClientRect().top, third = top + this.scroller.clientHeight / 3;
    let low = 0, high = this.sheets.length - 1; // the last page that begins above the third
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.sheets[mid].box.getBoundingClientRect().top <= third) low = mid;
      else high = mid - 1;
    }
    const r = this.sheets[low].box.getBoundingClientRect();
    return { page: low + 1, part: (top - r.top) / r.height };
  }

  private offset(s: Sheet) { return s.box.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop; }

  current() { return this.sheets.length ? this.place().page : 1; }

  goto(page: number, part = 0, keep = false) {
    const s = this.sheets[Math.min(Math.max(page, 1), this.pages) - 1];
    if (!s) return;
    if (!keep) {
      const anchor = (this.anchor = { sheet: s.n, part });
      setTimeout(() => { if (this.anchor === anchor) this.anchor = undefined; }, 2500);
    }
    this.scroller.scrollTop = this.offset(s) + part * s.box.offsetHeight - (part ? 0 : 8);
  }

  /** reveal brings boxes of a page to a third from the top, unless they are in view. */
  async reveal(page: number, boxes?: Box[] | null) {
    const s = this.sheets[page - 1];
    if (!s) return;
    if (!boxes?.length) return this.goto(page);
    await s.measure();
    const at = boxes.map(b => s.at(b)), top = Math.min(...at.map(b => b[1])), bottom = Math.max(...at.map(b => b[3]));
    const y = this.offset(s), view = this.scroller, from = view.scrollTop, height = view.clientHeight;
    if (y + top < from + 8 || y + Math.min(bottom, top + height / 2) > from + height - 8) this.goto(page, (top - height / 3) / s.box.offsetHeight || 0.0001);
    const x = s.box.getBoundingClientRect().left - view.getBoundingClientRect().left + view.scrollLeft;
    const left = x + Math.min(...at.map(b => b[0])), right = x + Math.max(...at.map(b => b[2]));
    if (left < view.scrollLeft + 8 || right > view.scrollLeft + view.clientWidth - 8) view.scrollLeft = Math.min(left - 24, Math.max(0, (left + right - view.clientWidth) / 2));
  }

  redraw() { for (const s of this.sheets) if (s.near) s.mark(); }

  /** outline is the PDF's bookmarks, flat, in order. */
  async outline(): Promise<Entry[]> {
    const out: Entry[] = [];
    type Node = { title: string; dest: unknown; url?: string | null; items: Node[] };
    const walk = (list: Node[], level: number) => {
      for (const n of list) {
        out.push({ title: n.title.trim(), level, dest: n.dest, url: n.url ?? undefined });
        walk(n.items, level + 1);
      }
    };
    walk(((await this.doc?.getOutline()) ?? []) as Node[], 1);
    return out.filter(e => e.title && (e.dest || e.url));
  }

  /** target is the page that a destination names and which part of it lies above. */
  async target(dest: unknown): Promise<{ page: number; part: number } | undefined> {
    const d = typeof dest === "string" ? await this.doc!.getDestination(dest) : dest;
    if (!Array.isArray(d)) return undefined;
    try {
      const page = (typeof d[0] === "number" ? d[0] : await this.doc!.getPageIndex(d[0])) + 1;
      const sheet = this.sheets[page - 1], kind = (d[1] as { name?: string })?.name;
      if (!sheet) return undefined;
      const y = kind === "XYZ" ? d[3] : kind === "FitH" || kind === "FitBH" ? d[2] : null;
      const part = typeof y === "number" ? await sheet.top(kind === "XYZ" && typeof d[2] === "number" ? d[2] : 0, y) : 0;
      return { page, part: part > 0.02 && part < 1 ? part - 0.01 : 0 };
    } catch {
      return undefined; // it names a page that is not there
    }
  }
}
