// Dark pages: a drawn page turned to light on dark, its pictures left as they are.
const paper = "#1c1f26", dimmed = "#e6e6e6";
const scanned = 0.7; // a picture that covers more of the page than this is the page

/** darken inverts the canvas outside its pictures. pictures holds three corners of each (x, y as parts of the canvas): top left, bottom left, top right. */
export function darken(canvas: HTMLCanvasElement, pictures: ArrayLike<number> | null) {
  const c = canvas.getContext("2d");
  if (!c) return;
  const { width: w, height: h } = canvas;
  const outside = new Path2D();
  outside.rect(0, 0, w, h);
  for (let i = 0; pictures && i + 5 < pictures.length; i += 6) {
    const [ax, ay, bx, by, cx, cy] = Array.from({ length: 6 }, (_, k) => pictures[i + k]);
    const area = Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
    if (area > scanned || area < 1e-4) continue; // a scan is paper; a speck is a letter or a rule
    const hole = new Path2D();
    hole.moveTo(ax * w, ay * h);
    hole.lineTo(bx * w, by * h);
    hole.lineTo((bx + cx - ax) * w, (by + cy - ay) * h);
    hole.lineTo(cx * w, cy * h);
    hole.closePath();
    outside.addPath(hole);
  }
  c.save();
  c.resetTransform();
  c.clip(outside, "evenodd");
  for (const [mode, fill] of [["difference", "#fff"], ["multiply", dimmed], ["screen", paper]] as [GlobalCompositeOperation, string][]) {
    c.globalCompositeOperation = mode;
    c.fillStyle = fill;
    c.fillRect(0, 0, w, h);
  }
  c.restore();
}
