// One page of a PDF on its desk: a placeholder of the right size, drawn while it is near the view.
import type { PageViewport, PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import type { TextContent } from "pdfjs-dist/types/src/display/api";
import { merged, turned, type Box, type Found, type Mark } from "./boxes";
import { darken } from "./darken";
import { el, svg } from "./dom";
import { Layer } from "./textlayer";
import { words } from "./words";

/** Desk is what the pages of a document have in common. */
export interface Desk {
  readonly turn: number; // degrees clockwise, by the student
  readonly dark: boolean;
  readonly marks: Mark[];
  readonly found: Found[];
  readonly problems: Record<number, string>; // by page
  /** scaleFor is CSS pixels in a point, for a page so many points wide. */
  scaleFor(pageWidth: number): number;
  /** resized is told when a page turns out to be of another size than was thought. */
  resized(s: Sheet): void;
  target(dest: unknown): Promise<{ page: number; part: number } | undefined>;
  href(page: number): string;
  name(page: number): string;
  follow(page: number, part: number): void;
}

const mostPixels = 16e6; // of one canvas

export class Sheet {
  readonly box: HTMLElement;
  width: number; height: number; // CSS pixels at scale 1, as the student has turned it
  near = false;
  private unit: { width: number; height: number; scale: number }; // the page before turning, in points, and CSS pixels per point at scale 1
  private page?: PDFPageProxy;
  private task?: RenderTask;
  private drawn = ""; // how it was drawn; empty = not
  private marks?: SVGElement;
  private layer?: { cancel(): void };

  constructor(readonly n: number, private doc: PDFDocumentProxy, first: PDFPageProxy, private view: Desk) {
    this.unit = unitOf(first);
    this.width = this.height = 0;
    this.turn();
    this.box = el("div", { class: "pdf-page", "data-page": String(n), role: "region", "aria-label": words.loadingPage(view.name(n)) });
  }

  /** turn takes over how the student has turned the pages. */
  turn() {
    const { width, height, scale } = this.unit, upright = this.view.turn % 180 === 0;
    this.width = (upright ? width : height) * scale;
    this.height = (upright ? height : width) * scale;
  }

  size() {
    const scale = this.scale();
    this.box.style.width = `${Math.round(this.width * scale)}px`;
    this.box.style.height = `${Math.round(this.height * scale)}px`;
  }

  scale() { return this.view.scaleFor(this.width); }

  /** at is where a box of the page lies on the sheet, in CSS pixels. */
  at(b: Box): Box {
    const k = this.scale() * this.unit.scale;
    return turned(b, this.view.turn, this.unit.width, this.unit.height).map(v => v * k) as Box;
  }

  /** top is how far down the sheet a point of the PDF's own space lies, as a part of its height. */
  async top(x: number, y: number) {
    this.page ??= await this.doc.getPage(this.n);
    const v = this.viewport(1);
    return v.convertToViewportPoint(x, y)[1] / v.height;
  }

  /** measure learns the page's own size, before anything is placed on it. */
  async measure() {
    this.page ??= await this.doc.getPage(this.n);
    const before = this.unit, unit = (this.unit = unitOf(this.page));
    if (before.width * before.scale === unit.width * unit.scale && before.height * before.scale === unit.height * unit.scale) return false;
    this.turn();
    this.size();
    this.view.resized(this);
    return true;
  }

  private viewport(scale: number) { return this.page!.getViewport({ scale, rotation: (this.page!.rotate + this.view.turn) % 360 }); }

  async draw(): Promise<void> {
    const scale = this.scale(), density = Math.min(devicePixelRatio || 1, 2);
    const how = [scale, this.view.turn, this.view.dark, density].join();
    if (this.drawn === how) return;
    this.drawn = how;
    this.task?.cancel();
    try {
      const other = await this.measure();
      if (!this.near || this.drawn !== how) return;
      if (other) {
        this.drawn = "";
        return this.draw();
      }
      const viewport = this.viewport(scale);
      const ratio = Math.min(density, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
      const canvas = document.createElement("canvas");
      canvas.width = Math.floor(viewport.width * ratio);
      canvas.height = Math.floor(viewport.height * ratio);
      canvas.setAttribute("aria-hidden", "true");
      const page = this.page!;
      const task = page.render({ canvas, viewport, transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0], recordImages: this.view.dark });
      this.task = task;
      await task.promise;
      if (!this.near || this.drawn !== how) return;
      if (this.view.dark) darken(canvas, page.imageCoordinates as Float32Array | null);
      await this.put(canvas, viewport, how);
    } catch (e) {
      if ((e as Error).name === "RenderingCancelledException") return;
      if (this.drawn === how) this.drawn = "";
      if (this.near) this.failed();
      throw e;
    }
  }

  /** put shows a drawn page with its text, links and marks. */
  private async put(canvas: HTMLCanvasElement, viewport: PageViewport, how: string) {
    const text = el("div", { class: "textLayer" });
    text.style.setProperty("--total-scale-factor", String(viewport.scale * this.page!.userUnit));
    this.layer?.cancel();
    delete this.box.dataset.drawn;
    this.box.replaceChildren(canvas, text);
    const problem = this.view.problems[this.n];
    if (problem) this.box.append(el("p", { class: "page-problem", role: "note" }, problem));
    const layer = new Layer(this.page!.streamTextContent() as ReadableStream<TextContent>, text, viewport);
    this.layer = layer;
    this.mark();
    await Promise.all([
      layer.render().then(() => { text.append(el("div", { class: "endOfContent" })); this.box.dataset.drawn = ""; }).catch(() => {}),
      this.link(viewport, how).catch(() => {}), // a page can be read without its links
    ]);
  }

  /** link lays the page's own links over it: inside to their page, outside in a tab of their own. */
  private async link(viewport: PageViewport, how: string) {
    const all = await this.page!.getAnnotations();
    const layer = el("div", { class: "link-layer" });
    for (const a of all) {
      if (a.subtype !== "Link" || !a.rect) continue;
      const to = a.dest ? await this.view.target(a.dest) : undefined;
      const web = /^(https?|mailto):/i.test(a.url ?? "") ? (a.url as string) : "";
      if (!to && !web) continue;
      const link = to ? el("a", { href: this.view.href(to.page), "aria-label": words.toPage(this.view.name(to.page)) })
        : el("a", { href: web, target: "_blank", rel: "noopener noreferrer nofollow", title: web, "aria-label": words.outside(web) });
      if (to) link.addEventListener("click", e => {
        if (e.metaKey || e.ctrlKey || e.shiftKey) return;
        e.preventDefault();
        this.view.follow(to.page, to.part);
      });
      const [ax, ay, bx, by] = viewport.convertToViewportRectangle(a.rect);
      const place = { left: Math.min(ax, bx) / viewport.width, top: Math.min(ay, by) / viewport.height, width: Math.abs(bx - ax) / viewport.width, height: Math.abs(by - ay) / viewport.height };
      for (const [k, v] of Object.entries(place)) link.style.setProperty(k, `${(v * 100).toFixed(3)}%`);
      layer.append(link);
    }
    if (layer.childNodes.length && this.drawn === how) this.box.append(layer);
  }

  private failed() {
    const again = el("button", { type: "button", class: "btn btn-quiet btn-sm" }, words.tryAgain);
    again.onclick = () => { this.box.replaceChildren(); void this.draw().catch(() => {}); };
    this.box.replaceChildren(el("div", { class: "pdf-wait" }, el("p", { role: "alert", class: "grid gap-3 justify-items-center" }, words.pageFailed(this.view.name(this.n)), again)));
  }

  /** mark draws the highlights over the page, in page units. */
  mark() {
    this.marks?.remove();
    this.marks = undefined;
    if (!this.drawn) return;
    const { width: w, height: h } = this.unit, turn = this.view.turn;
    const upright = turn % 180 === 0;
    const g = svg("svg", { class: "marks", viewBox: upright ? `0 0 ${w} ${h}` : `0 0 ${h} ${w}`, preserveAspectRatio: "none", "aria-hidden": "true" });
    const put = (b: Box, attrs: Record<string, string | number>) => {
      const [x0, y0, x1, y1] = turned(b, turn, w, h);
      g.append(svg("rect", { x: x0, y: y0, width: x1 - x0, height: y1 - y0, ...attrs }));
    };
    const marks = this.view.marks.filter(m => m.page === this.n && m.boxes?.length);
    for (const m of [...marks.filter(m => !m.on), ...marks.filter(m => m.on)]) for (const b of merged(m.boxes!)) {
      put([b[0] - 0.8, b[1], b[2] + 0.8, b[3]], { rx: 1, "data-mark": m.n, "data-cite-id": m.id, ...(m.on ? { class: m.fresh ? "on fresh" : "on" } : {}) });
      if (!m.on) continue;
      const [x0, y0, x1, y1] = turned([b[0] - 0.8, b[3], b[2] + 0.8, b[3]], turn, w, h);
      g.append(svg("line", { x1: x0, y1: y0, x2: x1, y2: y1, class: "on" }));
    }
    for (const f of this.view.found) if (f.page === this.n) for (const b of f.boxes ?? []) put(b, { class: f.now ? "seen now" : "seen" });
    if (!g.childNodes.length) return;
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
    delete this.box.dataset.drawn;
    this.marks = undefined;
    this.drawn = "";
    this.page?.cleanup();
  }
}

/** unitOf is the page's size in points after its own rotation, and the CSS pixels of a point at scale 1 (its user unit). */
function unitOf(page: PDFPageProxy) {
  const v = page.getViewport({ scale: 1 });
  return { width: v.width / page.userUnit, height: v.height / page.userUnit, scale: page.userUnit };
}
