// Boxes on a page: in PDF points from the top left, after the page's own rotation, as the extractor gives them.
export type Box = [number, number, number, number]; // x0, y0, x1, y1

/** merged joins the boxes of one line, so that their overlap is not drawn twice. */
export function merged(boxes: Box[]) {
  const out: Box[] = [];
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

/** turned is where a box lies once its page of width w and height h was turned clockwise by the student. */
export function turned([x0, y0, x1, y1]: Box, turn: number, w: number, h: number): Box {
  switch (turn) {
    case 90: return [h - y1, x0, h - y0, x1];
    case 180: return [w - x1, h - y1, w - x0, h - y0];
    case 270: return [y0, w - x1, y1, w - x0];
  }
  return [x0, y0, x1, y1];
}

/** A stretch of one page that is marked. A citation over two pages is two marks with one id. */
export interface Mark { n: number; id: string; page: number; boxes: Box[] | null; from: number; to: number; on: boolean; fresh?: boolean }
export interface Found { page: number; boxes?: Box[]; now: boolean }
