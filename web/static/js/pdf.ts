// The pages of a PDF: placeholders of the right size, drawn while they are near the view and given up behind it.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import { el, svg } from "./dom";
import { words } from "./words";

export interface Mark { n: number; id: string; page: number; boxes: [number, number, number, number][] | null; from: number; to: number; on: boolean }
export interface Found { page: number; boxes?: [number, number, number, number][]; now: boolean }

/** merged joins the boxes of one line, so that their overlap is not drawn twice. */
export function merged(boxes: [number, number, number, number][]) {
  const out: [number, number, number, number][] = [];
  for (const b of boxes) {
    const last = out[out.length - 1];
    const overlap = last ? Math.min(last[3], b[3]) - Math.max(last[1], b[1]) : 0;
    if (last && overlap > 0.6 * Math.min(last[3] - last[1], b[3] - b[1]) && b[0] <= last[2] + 6 && b[0] >= last[0] - 1) {
      last[2] = Math.max(last[2], b[2]);
      last[1] = Math.min(last[1], b[1]);
      last[3] = Math.max(last[3], b[3]);
    } else out.push([...b]);
  }
  return out;
}

const widest = 736; // CSS pixels at zoom 1, as the text pages
const mostPixels = 16e6; // of one canvas

class Sheet {
  readonly box: HTMLElement;
  width: number; height: number; // page units
  private page?: PDFPageProxy;
  private task?: RenderTask;
  private drawn = 0; // scale it was drawn at
  private marks?: SVGElement;
  private layer?: { cancel(): void };
  near = false;

  constructor(readonly n: number, private doc: PDFDocumentProxy, size: { width: number; height: number }, private view: PDFView) {
    this.width = size.width;
    this.height = size.height;
    this.box = el("div", { class: "pdf-page", "data-page": String(n), role: "region", "aria-label": words.loadingPage(n) });
  }

  size() {
    const scale = this.scale();
    this.box.style.width = `${Math.round(this.width * scale)}px`;
    this.box.style.height = `${Math.round(this.height * scale)}px`;
  }

  scale() { return this.view.scaleFor(this.width); }

  async draw(): Promise<void> {
    const scale = this.scale();
    if (this.drawn === scale) return;
    this.drawn = scale;
    this.task?.cancel();
    this.page ??= await this.doc.getPage(this.n);
    if (!this.near || this.drawn !== scale) return;
    const one = this.page.getViewport({ scale: 1 });
    if (Math.abs(one.width - this.width) > 0.5 || Math.abs(one.height - this.height) > 0.5) {
      this.width = one.width;
      this.height = one.height;
      this.size();
      this.view.resized(this);
      if (this.drawn !== this.scale()) return this.draw();
    }
    const viewport = this.page.getViewport({ scale });
    const ratio = Math.min(devicePixelRatio || 1, 2, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width * ratio);
    canvas.height = Math.floor(viewport.height * ratio);
    canvas.setAttribute("aria-hidden", "true");
    try {
      this.task = this.page.render({ canvas, viewport, transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0] });
      await this.task.promise;
    } catch (e) {
      if ((e as Error).name === "RenderingCancelledException") return;
      this.drawn = 0;
      throw e;
    }
    if (!this.near || this.drawn !== scale) return;
    const text = el("div", { class: "textLayer" });
    text.style.setProperty("--total-scale-factor", String(scale));
    this.box.replaceChildren(canvas, text);
    const layer = new pdfjs.TextLayer({ textContentSource: this.page.streamTextContent(), container: text, viewport });
    this.layer = layer;
    layer.render().then(() => text.append(el("div", { class: "endOfContent" }))).catch(() => {});
    this.mark();
  }

  /** mark draws the highlights over the page, in page units. */
  mark() {
    this.marks?.remove();
    const g = svg("svg", { class: "marks", viewBox: `0 0 ${this.width} ${this.height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
    const marks = this.view.marks.filter(m => m.page === this.n && m.boxes?.length);
    for (const m of [...marks.filter(m => !m.on), ...marks.filter(m => m.on)]) for (const [x0, y0, x1, y1] of merged(m.boxes!)) {
      const on: Record<string, string> = m.on ? { class: "on" } : {};
      g.append(svg("rect", { x: x0 - 0.8, y: y0, width: x1 - x0 + 1.6, height: y1 - y0, rx: 1, "data-mark": m.n, ...on }));
      if (m.on) g.append(svg("line", { x1: x0 - 0.8, x2: x1 + 0.8, y1: y1, y2: y1, class: "on" }));
    }
    for (const f of this.view.found.filter(f => f.page === this.n)) for (const [x0, y0, x1, y1] of f.boxes ?? [])
      g.append(svg("rect", { x: x0, y: y0, width: x1 - x0, height: y1 - y0, class: f.now ? "seen now" : "seen" }));
    if (!g.childNodes.length || !this.drawn) return;
    this.marks = g;
    this.box.append(g);
  }

  drop() {
    this.task?.cancel();
    this.layer?.cancel();
    this.layer = undefined;
    const canvas = this.box.querySelector("canvas");
    if (canvas) canvas.width = canvas.height = 0; // the memory goes now, not with the next collection
    this.box.replaceChildren();
    this.marks = undefined;
    this.drawn = 0;
    this.page?.cleanup();
  }
}

export class PDFView {
  sheets: Sheet[] = [];
  marks: Mark[] = [];
  found: Found[] = [];
  zoom = 1;
  private anchor?: { sheet: number; part: number };

  constructor(private host: HTMLElement, private scroller: HTMLElement) {}

  async open(o: { file: string; worker: string; pdfjs: string }) {
    pdfjs.GlobalWorkerOptions.workerSrc = o.worker;
    const doc = await pdfjs.getDocument({
      url: o.file, cMapUrl: `${o.pdfjs}cmaps/`, cMapPacked: true, standardFontDataUrl: `${o.pdfjs}standard_fonts/`, wasmUrl: `${o.pdfjs}wasm/`, iccUrl: `${o.pdfjs}iccs/`,
      rangeChunkSize: 1 << 18, disableAutoFetch: true, enableXfa: false, verbosity: 0,
    }).promise;
    const first = (await doc.getPage(1)).getViewport({ scale: 1 });
    this.sheets = Array.from({ length: doc.numPages }, (_, i) => new Sheet(i + 1, doc, first, this));
    this.host.replaceChildren(...this.sheets.map(s => s.box));
    for (const s of this.sheets) s.size();
    const watch = new IntersectionObserver(entries => {
      for (const e of entries) {
        const s = this.sheets[Number((e.target as HTMLElement).dataset.page) - 1];
        s.near = e.isIntersecting;
        if (s.near) void s.draw().catch(err => console.warn("page", s.n, err));
        else s.drop();
      }
    }, { root: this.scroller, rootMargin: "120% 0px" });
    for (const s of this.sheets) watch.observe(s.box);
    let width = this.host.clientWidth;
    new ResizeObserver(() => {
      if (this.host.clientWidth === width) return;
      width = this.host.clientWidth;
      this.resize();
    }).observe(this.host);
  }

  get pages() { return this.sheets.length; }

  scaleFor(pageWidth: number) { return (Math.min(this.host.clientWidth || widest, widest) / pageWidth) * this.zoom; }

  setZoom(z: number) {
    this.zoom = Math.min(4, Math.max(0.5, z));
    this.resize();
  }

  /** resize keeps the place that is at the top of the view. */
  private resize() {
    const at = this.place();
    for (const s of this.sheets) {
      s.size();
      if (s.near) void s.draw();
    }
    this.goto(at.page, at.part);
  }

  /** resized keeps a target in view when a page above it turns out to be of another size. */
  resized(s: Sheet) {
    if (this.anchor && s.n <= this.anchor.sheet) this.goto(this.anchor.sheet, this.anchor.part, true);
  }

  /** place is the page at the top of the view and which part of it is above. */
  place() {
    const top = this.scroller.scrollTop + this.scroller.clientHeight / 3;
    const s = this.sheets.findLast(s => s.box.offsetTop - this.host.offsetTop + this.top() <= top) ?? this.sheets[0];
    const y = this.scroller.scrollTop - this.offset(s);
    return { page: s.n, part: y / s.box.offsetHeight };
  }

  private top() { return this.host.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop; }
  private offset(s: Sheet) { return s.box.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop; }

  current() { return this.place().page; }

  goto(page: number, part = 0, keep = false) {
    const s = this.sheets[Math.min(Math.max(page, 1), this.pages) - 1];
    if (!s) return;
    if (!keep) {
      this.anchor = { sheet: s.n, part };
      setTimeout(() => (this.anchor = undefined), 2500);
    }
    this.scroller.scrollTop = this.offset(s) + part * s.box.offsetHeight - (part ? 0 : 8);
  }

  /** reveal brings boxes of a page to a third from the top, unless they are in view. */
  reveal(page: number, boxes?: [number, number, number, number][] | null) {
    const s = this.sheets[page - 1];
    if (!s) return;
    if (!boxes?.length) return this.goto(page);
    const scale = s.scale(), y = this.offset(s) + boxes[0][1] * scale, end = this.offset(s) + boxes[boxes.length - 1][3] * scale;
    const from = this.scroller.scrollTop, height = this.scroller.clientHeight;
    if (y >= from + 8 && end <= from + height - 8) return;
    this.goto(page, (boxes[0][1] * scale - height / 3) / s.box.offsetHeight || 0.0001);
  }

  redraw() { for (const s of this.sheets) if (s.near) s.mark(); }
}
