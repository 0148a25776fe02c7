// The reader: pages or text on the left, the panel on the right, citations between them.
import { $, el } from "./dom";
import { draw } from "./draw";
import { free } from "./keys";
import type { Data, Reader } from "./reader";
import { armCites, current, hold, show, step } from "./reader-cites";
import { armContents } from "./reader-contents";
import { armFind } from "./reader-find";
import { follow } from "./reader-follow";
import { Labels } from "./reader-labels";
import { armPage } from "./reader-page";
import { armPanel } from "./reader-panel";
import { armParts } from "./reader-parts";
import { armSelection } from "./reader-select";
import { armView } from "./reader-view";
import { words } from "./words";

const root = $("[data-reader]")!;
const data = JSON.parse($("#reader-data")!.textContent!) as Data;
const nothing = () => {};
const r: Reader = {
  root, data, doc: $("[data-doc]")!, panel: armPanel(root), labels: new Labels(data.labels), page: data.page, marks: data.marks,
  onPage: nothing, turn: nothing, part: () => null, loadPart: () => Promise.resolve(undefined), watch: nothing,
};
armPage(r);
armParts(r, () => {
  current(r);
  find.mark();
  hold(r);
});
const find = armFind(r);
armCites(r);
const selection = armSelection(r, () => r.panel.tab("ask"));

document.addEventListener("keydown", e => {
  if (!free(e) || document.documentElement.dataset.keys !== "on") return;
  const tab = $(`[data-tab][data-key="${CSS.escape(e.key)}"]`, root);
  if (tab && !tab.checkVisibility()) r.panel.tab(tab.dataset.tab!); // the panel is off: the key brings it back
  else if (e.key === "[") step(r, -1);
  else if (e.key === "]") step(r, 1);
  else if (e.key.toLowerCase() !== "c" || !selection.make()) return;
  e.preventDefault();
});

const on = r.marks.find(m => m.on);
if (data.file) await openPDF();
else await openText();
if (data.reading) void follow(r);

async function openPDF() {
  const host = $("[data-pdf]")!;
  const { PDFView } = await import("./pdf");
  const pdf = (r.pdf = new PDFView(host, r.doc));
  pdf.marks = r.marks;
  pdf.problems = data.problems ?? {};
  pdf.name = n => r.labels.name(n);
  pdf.follow = (to, at) => {
    history.pushState(null, "", `?page=${to}`);
    pdf.goto(to, at);
    r.onPage(to);
  };
  armView(root, pdf);
  try {
    await pdf.open({ file: data.file, worker: data.assets.worker, pdfjs: data.assets.pdfjs });
    for (const m of r.marks) m.on = false;
    if (on) await show(r, on.id, { first: true });
    else if (r.page > 1) pdf.goto(r.page);
    root.dataset.ready = "";
    void armContents(pdf);
  } catch (e) {
    const name = (e as Error).name, locked = name === "PasswordException", away = /^(MissingPDF|UnexpectedResponse|ResponseException)/.test(name);
    host.replaceChildren(el("p", { class: "max-w-[46rem] mx-auto", role: "alert" }, locked ? words.pdfLocked : away ? words.serverAway : words.pdfFailed, " ",
      el("a", { class: "link link-primary", href: `?page=${r.page}&as=text` }, words.asText), " ", el("a", { class: "link link-primary", href: data.file }, words.openFile)));
  }
}

async function openText() {
  armView(root);
  await draw(r.doc);
  if (on) await show(r, on.id, { first: true });
  else if (r.page > 1) r.part(r.page)?.scrollIntoView();
  root.dataset.ready = "";
  void armContents(undefined, async (n, heading) => {
    const p = r.part(n)?.dataset.more ? await r.loadPart(n) : r.part(n);
    (p?.querySelectorAll("h2, h3, h4, h5, h6")[heading] ?? p)?.scrollIntoView({ block: "start" });
    r.onPage(n);
  });
}
