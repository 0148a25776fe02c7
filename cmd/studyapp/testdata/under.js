// The words that stand under the current highlight of a PDF page, letters and digits only: those of the text layer
// whose middle lies in one of its boxes. Call with the page's number.
(page => {
  const sheet = document.querySelector(`.pdf-page[data-page="${page}"]`);
  const boxes = [...sheet.querySelectorAll(".marks rect.on")].map(r => r.getBoundingClientRect());
  if (!boxes.length || !sheet.hasAttribute("data-drawn")) return null;
  let text = "";
  const walk = document.createTreeWalker(sheet.querySelector(".textLayer"), NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) for (const m of n.data.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const r = document.createRange();
    r.setStart(n, m.index);
    r.setEnd(n, m.index + m[0].length);
    const b = r.getBoundingClientRect(), x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2;
    if (boxes.some(q => x > q.left && x < q.right && y > q.top && y < q.bottom)) text += m[0];
  }
  return text.normalize("NFKC");
})
