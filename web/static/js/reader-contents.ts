// The contents of a document: a PDF's bookmarks, a text's headings, in a dialog.
import { $, $$, el } from "./dom";
import type { PDFView } from "./pdf";

export async function armContents(pdf?: PDFView, heading?: (part: number, n: number) => Promise<void>) {
  const button = $("[data-contents]"), box = $<HTMLDialogElement>("[data-contents-box]"), list = $("[data-contents-list]");
  if (!button || !box || !list) return;
  if (pdf) {
    const entries = await pdf.outline().catch(() => []);
    if (!entries.length) return;
    list.replaceChildren(el("nav", { "aria-labelledby": "contents-title" }, el("ul", { class: "contents" }, ...entries.slice(0, 2000).map(e => {
      const a = e.url ? el("a", { href: e.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, e.title) : el("a", { href: "?page=1", dir: "auto" }, e.title);
      if (!e.url) a.addEventListener("click", async c => {
        c.preventDefault();
        box.close();
        const to = await pdf.target(e.dest);
        if (to) pdf.follow(to.page, to.part);
      });
      return el("li", { class: `level-${Math.min(e.level, 4)}` }, a);
    }))));
    button.hidden = false;
  } else for (const a of $$<HTMLAnchorElement>("[data-heading]", list)) a.addEventListener("click", e => {
    e.preventDefault();
    box.close();
    const [part, n] = a.dataset.heading!.split("-").map(Number);
    void heading?.(part, n);
  });
  button.addEventListener("click", () => box.showModal());
  box.addEventListener("click", e => { if (e.target === box) box.close(); });
}
