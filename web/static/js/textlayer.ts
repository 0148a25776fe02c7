// The text layer of a page, fitted to the letters below it. pdf.js stretches each run in a face of the system until
// it is as long as the run that is drawn; words inside of it then lie beside their letters, by more than a short word
// is wide. Where the document's own face is loaded, its widths are known: the run is set in it, and what is missing
// goes between the words, as the typesetter did.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import type { TextContent, TextItem } from "pdfjs-dist/types/src/display/api";

const sample = 100; // CSS pixels at which faces are measured
const tallest = 2; // of a face, in its size: one that says it is taller would make selected lines overlap
const leastSpace = 0.08, mostSpace = 1.2; // between two words of a run, in its size; beyond them it is no line of words

interface Face { base: number; height: number } // of its line of height 1, in its size: where letters stand, how tall it is

/** Layer is pdf.js's text layer of one page. */
export class Layer {
  private items: TextItem[] = [];
  private layer: pdfjs.TextLayer;
  private brush = document.createElement("canvas").getContext("2d")!;
  private faces = new Map<string, Face>();

  constructor(source: ReadableStream<TextContent>, container: HTMLElement, viewport: pdfjs.PageViewport) {
    const noted = source.pipeThrough(new TransformStream<TextContent, TextContent>({
      transform: (part, to) => {
        for (const i of part.items) if ("str" in i) this.items.push(i);
        to.enqueue(part);
      },
    }));
    this.layer = new pdfjs.TextLayer({ textContentSource: noted, container, viewport });
  }

  async render() {
    await this.layer.render();
    const loaded = new Set([...document.fonts].filter(f => f.status === "loaded").map(f => f.family.replaceAll(/["']/g, "")));
    this.layer.textDivs.forEach((e, i) => {
      const item = this.items[i];
      if (item?.str && item.str.trim() && item.dir === "ltr" && item.width > 0 && loaded.has(item.fontName)) this.fit(e, item);
    });
  }

  cancel() { this.layer.cancel(); }

  private face(family: string): Face {
    let f = this.faces.get(family);
    if (!f) {
      this.brush.font = `${sample}px ${family}`;
      const m = this.brush.measureText(""), up = m.fontBoundingBoxAscent / sample, down = m.fontBoundingBoxDescent / sample;
      this.faces.set(family, (f = { base: (1 + up - down) / 2, height: up + down }));
    }
    return f;
  }

  private fit(e: HTMLElement, item: TextItem) {
    const size = parseFloat(e.style.getPropertyValue("--font-height")); // PDF units, as item.width
    const before = e.style.fontFamily, family = `"${item.fontName}", ${before}`;
    const face = this.face(family);
    if (!(size > 0) || face.height > tallest || face.height < 0.3) return;
    this.brush.font = `${sample}px ${family}`;
    const wide = this.brush.measureText(item.str).width, target = item.width / size * sample;
    if (!(wide > 0)) return;
    const gaps = item.str.trim().match(/[ \u00a0]/g)?.length ?? 0;
    const space = this.brush.measureText(" ").width, more = gaps ? (target - wide) / gaps : 0;
    const words = gaps > 0 && space + more > leastSpace * sample && space + more < mostSpace * sample;
    e.style.fontFamily = family;
    e.style.wordSpacing = words ? `${(more / sample).toFixed(4)}em` : "";
    e.style.setProperty("--scale-x", words ? "1" : String(target / wide));
    e.style.setProperty("--lift", `${(this.face(before).base - face.base).toFixed(4)}em`);
  }
}
