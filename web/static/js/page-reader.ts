// The reader: pages or text on the left, the panel on the right, citations between them.
import { armAsk } from "./ask";
import { armCitations, settle } from "./citations";
import { openDialog } from "./dialog";
import { $, $$, draw, el, fragment, html } from "./dom";
import { free } from "./keys";
import type { Found, Mark, PDFView } from "./pdf";
import { armContents } from "./reader-contents";
import { armPanel } from "./reader-panel";
import { armView } from "./reader-view";
import { toast } from "./toast";
import { words } from "./words";

interface Hit { page: number; from: number; to: number; boxes?: [number, number, number, number][] }
const data = JSON.parse($("#reader-data")!.textContent!) as {
  id: string; file: string; page: number; pages: number; paged: boolean; marks: Mark[]; conversation: string; reading: boolean; problems: Record<number, string> | null; assets: Record<string, string>;
};
const root = $("[data-reader]")!, doc = $("[data-doc]")!;
let marks = data.marks;
let page = data.page;
let pdf: PDFView | undefined;
const smooth = (): ScrollBehavior => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

// --- the page one is on ---
const pageField = $<HTMLInputElement>("[data-page-no]");
let telling = 0;
// Looking a quote up does not lose the place where one stopped: only who moves on from there is reading.
let reading = !marks.some(m => m.on);
for (const by of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(by, () => { reading = true; }, { once: true, passive: true });
function tellPage() {
  clearTimeout(telling);
  telling = 0;
  void fetch(`/documents/${data.id}/read`, { method: "POST", body: new URLSearchParams({ page: String(page) }), keepalive: true }).catch(() => {});
}
addEventListener("pagehide", () => { if (telling) tellPage(); }); // who leaves at once is not forgotten
function onPage(n: number) {
  if (n === page) return;
  page = n;
  if (pageField && document.activeElement !== pageField) pageField.value = String(n);
  const u = new URL(location.href);
  u.searchParams.set("page", String(n));
  history.replaceState(history.state, "", u);
  clearTimeout(telling);
  telling = reading ? window.setTimeout(tellPage, 1500) : 0;
}
function turn(to: number) {
  const n = Math.min(Math.max(to, 1), pdf?.pages ?? data.pages);
  if (pdf) pdf.goto(n);
  else if (part(n)) part(n)!.scrollIntoView({ behavior: "auto", block: "start" });
  onPage(n);
}
let ticking = false;
doc.addEventListener("scroll", () => {
  if (ticking) return;
  ticking = true;
  requestAnimationFrame(() => {
    ticking = false;
    if (pdf?.pages) onPage(pdf.current());
    else if (!pdf) {
      const top = doc.getBoundingClientRect().top + doc.clientHeight / 3;
      const p = $$("[data-part]", doc).findLast(p => p.getBoundingClientRect().top <= top);
      if (p) onPage(Number(p.dataset.part));
    }
  });
}, { passive: true });
for (const [s, d] of [["[data-prev]", -1], ["[data-next]", 1]] as const)
  $(s)?.addEventListener("click", e => { e.preventDefault(); turn(page + d); });
$("[data-goto]")?.addEventListener("submit", e => {
  e.preventDefault();
  turn(Number(pageField!.value) || page);
  pageField!.blur();
  pageField!.value = String(page);
});

// --- text: parts come when they are near ---
const part = (n: number) => $(`[data-part="${n}"]`, doc);
const markQuery = (n: number) => marks.filter(m => m.page === n && m.to > m.from).map(m => `mark=${m.from}-${m.to}-${m.n}-${m.id}`).join("&");
async function loadPart(n: number) {
  const old = part(n);
  if (!old) return undefined;
  old.removeAttribute("data-more");
  const r = await fragment(`/documents/${data.id}/part/${n}?${markQuery(n)}`).catch(() => undefined);
  if (!r?.ok) {
    old.dataset.more = old.dataset.more || "again";
    old.replaceChildren(el("p", { class: "font-sans text-sm", role: "alert" }, words.textFailed, " ", again(n)));
    return undefined;
  }
  const fresh = html(await r.text()).querySelector<HTMLElement>("[data-part]");
  if (!fresh) return undefined;
  part(n)?.replaceWith(fresh);
  await draw(fresh);
  current();
  return fresh;
}
function again(n: number) {
  const b = el("button", { type: "button", class: "btn btn-quiet btn-sm" }, words.tryAgain);
  b.onclick = () => void loadPart(n);
  return b;
}
function watchParts() {
  const watch = new IntersectionObserver(list => {
    for (const e of list) if (e.isIntersecting) {
      watch.unobserve(e.target);
      if ((e.target as HTMLElement).dataset.more) void loadPart(Number((e.target as HTMLElement).dataset.part));
    }
  }, { root: doc, rootMargin: "150% 0px" });
  for (const p of $$("[data-more]", doc)) watch.observe(p);
  return watch;
}

// --- citations ---
function current() {
  const on = marks.find(m => m.on);
  for (const m of $$("mark[data-mark], mark[id^=mark-]", doc)) m.classList.toggle("mark-on", !!on && (Number(m.dataset.mark) === on.n && on.n > 0 || m.id === `mark-${on.id}`));
  for (const c of $$("a[data-cite], a[data-open]")) {
    const is = !!on && (c as HTMLAnchorElement).href.includes(on.id);
    if (is && c.matches("[data-cite]")) c.setAttribute("aria-current", "true");
    else c.removeAttribute("aria-current");
  }
}
async function show(id: string, o: { push?: string; jump?: boolean } = {}) {
  const m = marks.find(x => x.id === id);
  if (!m) return false;
  for (const x of marks) {
    x.fresh = x.id === id && !x.on; // it goes from strong to stronger once
    x.on = x.id === id;
  }
  if (o.push) history.pushState(null, "", o.push);
  panel.yield();
  if (pdf) {
    pdf.marks = marks;
    pdf.redraw();
    await pdf.reveal(m.page, m.boxes);
  } else {
    if (!$(`#mark-${CSS.escape(m.id)}`, doc)) await loadPart(m.page);
    current();
    const e = $(`#mark-${CSS.escape(m.id)}`, doc);
    if (e) {
      const r = e.getBoundingClientRect(), d = doc.getBoundingClientRect();
      const last = $$("mark.mark-on", doc).at(-1)?.getBoundingClientRect() ?? r;
      if (o.jump || r.top < d.top + 8 || last.bottom > d.bottom - 8) doc.scrollTo({ top: doc.scrollTop + r.top - d.top - doc.clientHeight / 3, behavior: o.jump ? "auto" : smooth() });
    } else part(m.page)?.scrollIntoView();
  }
  current();
  onPage(m.page);
  return true;
}
const cited = (href: string) => new URL(href, location.href).searchParams.get("cite") ?? "";
addEventListener("popstate", () => {
  const id = cited(location.href);
  if (id) void show(id);
  else turn(Number(new URL(location.href).searchParams.get("page")) || 1);
});
function step(dir: 1 | -1) {
  const list = [...marks].sort((a, b) => a.page - b.page || a.from - b.from).filter((m, i, all) => all.findIndex(x => x.id === m.id) === i);
  if (!list.length) return;
  const at = list.findIndex(m => m.on);
  const to = list[(at + dir + list.length) % list.length] ?? list[0];
  void show(to.id);
}

// --- the panel ---
const panel = armPanel(root);
const tabs = $$("[data-tab]");
function tab(name: string) {
  for (const t of tabs) {
    const on = t.dataset.tab === name;
    t.setAttribute("aria-selected", String(on));
    t.tabIndex = on ? 0 : -1;
    document.getElementById(t.getAttribute("aria-controls")!)!.hidden = !on;
  }
  panel.open();
}
for (const t of tabs) {
  t.addEventListener("click", () => tab(t.dataset.tab!));
  t.tabIndex = t.getAttribute("aria-selected") === "true" ? 0 : -1;
  t.addEventListener("keydown", e => {
    if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
    const to = tabs[(tabs.indexOf(t) + (e.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length];
    tab(to.dataset.tab!);
    to.focus();
  });
}
const thread = $("[data-thread]", root)!;
const form = $<HTMLFormElement>("form[data-ask]", root)!;
armAsk(form, {
  thread,
  begin(live) {
    panel.open();
    for (const a of $$(":scope > article.answer", thread)) {
      const fold = el("details", { class: "border-b border-base-300 pb-3 mb-4" }, el("summary", { class: "font-semibold" }, a.querySelector("h2")?.textContent ?? ""));
      a.replaceWith(fold);
      fold.append(a);
    }
    for (const x of [...thread.children]) if (!x.matches("details")) x.remove();
    thread.append(live);
  },
  answer(d) {
    thread.querySelector("[data-live]")?.remove();
    thread.append(html(d.html));
    settle(thread);
    (form.elements.namedItem("conversation") as HTMLInputElement).value = d.conversation ?? "";
    const before = marks;
    marks = (d.marks ?? []) as Mark[];
    if (pdf) {
      pdf.marks = marks;
      pdf.redraw();
    } else for (const n of new Set([...before, ...marks].map(m => m.page))) if (part(n)) void loadPart(n);
  },
  begun(url) {
    const u = new URL(location.href);
    u.searchParams.set("c", url.slice("/ask/".length));
    u.searchParams.delete("cite");
    history.replaceState(history.state, "", u);
  },
});
settle(thread);
armCitations((_, href) => {
  const u = new URL(href, location.href);
  if (u.pathname !== location.pathname) return false;
  const id = cited(href);
  if (!marks.some(m => m.id === id)) return false;
  void show(id, { push: href });
  return true;
});
const field = form.querySelector<HTMLTextAreaElement>("[data-question]")!;
field.addEventListener("focus", () => panel.open());

// --- find ---
const findForm = $<HTMLFormElement>("[data-find-form]")!, findField = findForm.querySelector("input")!, findButton = $("[data-find]")!;
let hits: Hit[] = [], hit = -1, hitWords = "", searched = "";
function openFind(on: boolean) {
  findForm.hidden = !on;
  findButton.setAttribute("aria-expanded", String(on));
  if (on) findField.select(), findField.focus();
  else {
    hits = [];
    searched = "";
    paint();
    doc.focus({ preventScroll: true });
  }
}
async function find(dir: 1 | -1) {
  const q = findField.value.trim();
  if (!q) return;
  if (q !== searched) {
    const r = await fetch(`/documents/${data.id}/find?q=${encodeURIComponent(q)}`, { headers: { Accept: "application/json" } }).catch(() => undefined);
    if (!r?.ok) return toast(words.noAnswer, { failed: true });
    const found = (await r.json()) as { hits: Hit[]; words: string };
    searched = q;
    hits = found.hits;
    hitWords = found.words;
    hit = hits.findIndex(h => h.page >= page) - (dir === 1 ? 1 : 0);
  }
  if (hits.length) hit = (hit + dir + hits.length) % hits.length;
  $("[data-find-status]")!.textContent = words.hit(hit + 1, hits.length, hitWords);
  paint();
}
async function paint() {
  const h = hits[hit];
  if (pdf) {
    pdf.found = hits.map((x, i): Found => ({ page: x.page, boxes: x.boxes, now: i === hit }));
    pdf.redraw();
    if (h) void pdf.reveal(h.page, h.boxes);
    return;
  }
  const css = CSS as unknown as { highlights?: Map<string, unknown> };
  css.highlights?.delete("found");
  if (!h) return;
  if (part(h.page)?.dataset.more) await loadPart(h.page);
  const range = rangeOf(part(h.page)!, searched, hits.filter((x, i) => x.page === h.page && i <= hit).length);
  if (!range) return part(h.page)?.scrollIntoView();
  const Highlight = (window as unknown as { Highlight?: new (r: Range) => unknown }).Highlight;
  if (Highlight) css.highlights?.set("found", new Highlight(range));
  const r = range.getBoundingClientRect(), d = doc.getBoundingClientRect();
  if (r.top < d.top + 8 || r.bottom > d.bottom - 8) doc.scrollTo({ top: doc.scrollTop + r.top - d.top - doc.clientHeight / 3 });
  onPage(h.page);
}
/** rangeOf finds the nth place of the words in a part, over its elements. */
function rangeOf(e: Element, q: string, nth: number) {
  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  const nodes: [Text, number][] = [];
  let text = "";
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    nodes.push([n as Text, text.length]);
    text += (n as Text).data;
  }
  const at = new RegExp(q.trim().split(/\s+/).map(w => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "giu");
  const m = [...text.matchAll(at)][nth - 1];
  if (!m) return null;
  const spot = (i: number, end: boolean): [Text, number] => {
    const k = nodes.findLast(([, from]) => (end ? from < i : from <= i)) ?? nodes[0];
    return [k[0], Math.min(i - k[1], k[0].data.length)];
  };
  const range = document.createRange();
  range.setStart(...spot(m.index, false));
  range.setEnd(...spot(m.index + m[0].length, true));
  return range;
}
findButton.addEventListener("click", () => openFind(findForm.hidden));
findForm.addEventListener("submit", e => { e.preventDefault(); void find(1); });
$("[data-find-next]")!.addEventListener("click", () => void find(1));
$("[data-find-prev]")!.addEventListener("click", () => void find(-1));
$("[data-find-close]")!.addEventListener("click", () => openFind(false));
findForm.addEventListener("keydown", e => {
  if (e.key === "Escape") { e.preventDefault(); openFind(false); }
  if (e.key === "Enter" && e.shiftKey) { e.preventDefault(); void find(-1); }
});

// --- selected text ---
const bar = el("div", { class: "select-bar", role: "toolbar", "aria-label": words.selection });
let picked = "", pickedPage = 0;
const cardURL = () => `/cards/new?${new URLSearchParams({ document: data.id, page: String(pickedPage), quote: picked.slice(0, 1500), text: picked.slice(0, 1500), back: location.pathname + location.search })}`;
for (const [label, act] of [
  [words.ask, () => { tab("ask"); panel.open(); field.value = `“${picked.slice(0, 600)}”\n`; field.focus(); field.setSelectionRange(field.value.length, field.value.length); }],
  [words.makeCard, () => void openDialog(cardURL())],
  [words.copy, () => void navigator.clipboard.writeText(picked).then(() => toast(words.copied), () => {})],
] as [string, () => void][]) {
  const b = el("button", { type: "button", class: "btn btn-ghost btn-sm" }, label);
  b.onmousedown = e => e.preventDefault(); // the selection stays
  b.onclick = () => { act(); bar.remove(); };
  bar.append(b);
}
document.addEventListener("selectionchange", () => {
  const s = getSelection();
  const text = s?.toString().replace(/\s+/g, " ").trim() ?? "";
  if (!s || !s.rangeCount || text.length < 3 || !doc.contains(s.anchorNode)) return void bar.remove();
  picked = text;
  const at = (s.anchorNode instanceof Element ? s.anchorNode : s.anchorNode!.parentElement)?.closest<HTMLElement>("[data-page], [data-part]");
  pickedPage = Number(at?.dataset.page ?? at?.dataset.part ?? page);
  const r = s.getRangeAt(s.rangeCount - 1).getBoundingClientRect();
  if (!bar.isConnected) root.append(bar);
  bar.style.left = `${Math.max(8, Math.min(r.left, innerWidth - bar.offsetWidth - 8))}px`;
  bar.style.top = `${r.bottom + 8 + bar.offsetHeight < innerHeight ? r.bottom + 8 : Math.max(8, r.top - bar.offsetHeight - 8)}px`;
});

document.addEventListener("keydown", e => {
  if (!free(e) || document.documentElement.dataset.keys !== "on") return;
  if (e.key === "[") step(-1);
  else if (e.key === "]") step(1);
  else if (e.key.toLowerCase() === "c" && picked && bar.isConnected) void openDialog(cardURL());
  else return;
  e.preventDefault();
});

// --- more of a document that is still being read ---
async function follow() {
  for (let wait = 2000; ; wait = Math.min(wait * 1.5, 10_000)) {
    await new Promise(r => setTimeout(r, wait));
    if (document.hidden) continue;
    const u = new URL(location.href);
    u.searchParams.set("page", String(page));
    const r = await fetch(u, { headers: { Accept: "text/html" } }).catch(() => undefined);
    if (!r?.ok) continue;
    const now = new DOMParser().parseFromString(await r.text(), "text/html");
    const state = now.querySelector("#reader-data")?.textContent;
    if (!state) return; // signed out meanwhile
    const notes = now.querySelector("[data-notes]");
    if (notes && notes.innerHTML !== $("[data-notes]")!.innerHTML) $("[data-notes]")!.innerHTML = notes.innerHTML;
    const text = $("[data-text]", doc);
    for (const p of now.querySelectorAll<HTMLElement>("[data-text] [data-part]")) if (text && !part(Number(p.dataset.part))) {
      const e = document.importNode(p, true);
      text.append(e);
      if (e.dataset.more) parts?.observe(e);
      void draw(e);
    }
    const of = now.querySelector("[data-of-pages]");
    if (of) $("[data-of-pages]")!.textContent = of.textContent;
    if (!(JSON.parse(state) as { reading: boolean }).reading) return;
  }
}

// --- begin ---
const on = marks.find(m => m.on);
let parts: IntersectionObserver | undefined;
if (data.file) {
  const host = $("[data-pdf]")!;
  const { PDFView } = await import("./pdf");
  pdf = new PDFView(host, doc);
  pdf.marks = marks;
  pdf.problems = data.problems ?? {};
  pdf.follow = (to, at) => {
    history.pushState(null, "", `?page=${to}`);
    pdf!.goto(to, at);
    onPage(to);
  };
  armView(root, pdf);
  try {
    await pdf.open({ file: data.file, worker: data.assets.worker, pdfjs: data.assets.pdfjs });
    for (const m of marks) m.on = false;
    if (on) await show(on.id);
    else if (page > 1) pdf.goto(page);
    root.dataset.ready = "";
    void armContents(pdf);
  } catch (e) {
    const name = (e as Error).name, locked = name === "PasswordException", away = /^(MissingPDF|UnexpectedResponse|ResponseException)/.test(name);
    host.replaceChildren(el("p", { class: "max-w-[46rem] mx-auto", role: "alert" }, locked ? words.pdfLocked : away ? words.serverAway : words.pdfFailed, " ",
      el("a", { class: "link link-primary", href: `?page=${page}&as=text` }, words.asText), " ", el("a", { class: "link link-primary", href: data.file }, words.openFile)));
  }
} else {
  armView(root);
  parts = watchParts();
  await draw(doc);
  if (on) await show(on.id, { jump: true });
  else if (page > 1) part(page)?.scrollIntoView();
  root.dataset.ready = "";
  void armContents(undefined, async (n, heading) => {
    const p = part(n)?.dataset.more ? await loadPart(n) : part(n);
    (p?.querySelectorAll("h2, h3, h4, h5, h6")[heading] ?? p)?.scrollIntoView({ block: "start" });
    onPage(n);
  });
}
if (data.reading) void follow();
