// What the parts of the reader share: the document, where one is in it, and what is marked.
import type { Mark } from "./boxes";
import type { PDFView } from "./pdf";
import type { Labels } from "./reader-labels";
import type { Panel } from "./reader-panel";

export interface Data {
  id: string; file: string; page: number; pages: number; paged: boolean; labels?: Record<number, string>; marks: Mark[]; conversation: string; reading: boolean; problems: Record<number, string> | null; assets: Record<string, string>;
}

export interface Reader {
  readonly root: HTMLElement;
  readonly doc: HTMLElement; // what scrolls
  readonly data: Data;
  readonly panel: Panel;
  readonly labels: Labels;
  page: number;
  marks: Mark[];
  pdf?: PDFView; // not for a text
  onPage(n: number): void; // the student is on this page now
  turn(to: number): void; // goes there
  part(n: number): HTMLElement | null; // of a text
  loadPart(n: number): Promise<HTMLElement | undefined>;
  watch(part: HTMLElement): void; // loads it when it comes near
}

export const smooth = (): ScrollBehavior => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/** toView brings a place of a text to a third from the top, unless it is in view. */
export function toView(doc: HTMLElement, first: DOMRect, last: DOMRect, o: { jump?: boolean; always?: boolean } = {}) {
  const d = doc.getBoundingClientRect();
  if (o.always || first.top < d.top + 8 || last.bottom > d.bottom - 8) doc.scrollTo({ top: doc.scrollTop + first.top - d.top - doc.clientHeight / 3, behavior: o.jump || Math.abs(first.top - d.top) > 2 * d.height ? "auto" : smooth() }); // far away it would lose its way among parts that come
}
