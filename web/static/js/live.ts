// What the event stream sends: rows of documents and the head of the page take the place of what they were.
import htmx from "./htmx";
import { $, $$, fragment, html } from "./dom";

const busy = (row: Element) => !!row.querySelector("details[open]") || row.contains(document.activeElement);

const heights = new CSSStyleSheet(); // no element has a style of its own
document.adoptedStyleSheets.push(heights);

/** keep holds an element at least so high, in pixels. */
function keep(id: string, height: number) {
  const selector = "#" + CSS.escape(id);
  const old = [...heights.cssRules].findIndex(r => (r as CSSStyleRule).selectorText === selector);
  if (old >= 0) heights.deleteRule(old);
  heights.insertRule(`${selector} { min-height: ${height}px; }`, heights.cssRules.length);
}

/** place puts a new version where the old one stands. It is no lower, so that nothing below it moves up. */
function place(old: HTMLElement, fresh: HTMLElement) {
  if (old.isEqualNode(fresh)) return;
  const height = old.getBoundingClientRect().height;
  old.replaceWith(fresh);
  if (fresh.getBoundingClientRect().height < height) keep(fresh.id, height);
  htmx.process(fresh);
}

function rows(text: string) {
  for (const fresh of html(text).querySelectorAll<HTMLElement>("li.doc")) {
    const row = document.getElementById(fresh.id);
    if (!row) continue; // another page's
    if (busy(row)) row.dataset.behind = "";
    else place(row, fresh);
  }
}

/** head brings the sentence, the buttons and the number beside Today up to date. The focus stays where it was. */
function head(text: string) {
  const old = $("#head"), fresh = html(text).querySelector<HTMLElement>("#head");
  if (!old || !fresh || old.querySelector("details[open]")) return;
  const held = old.contains(document.activeElement) ? document.activeElement as HTMLElement : undefined;
  place(old, fresh);
  if (held) {
    const like = ["input[type=file]", "summary", ".btn-primary", "h1"].find(s => held.matches(s)) ?? "h1";
    (fresh.querySelector<HTMLElement>(like) ?? fresh.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
  }
  for (const n of $$("[data-nav-due]")) {
    n.hidden = !fresh.dataset.due;
    n.lastElementChild!.textContent = fresh.dataset.due ?? "";
  }
}

/**
 * armLive listens. A row keeps still while its menu is open or it has the focus, and is fetched afterwards.
 */
export function armLive() {
  document.addEventListener("htmx:beforeSwap", e => { // more rows: the focus goes on with the first of them
    const old = (e as CustomEvent<{ target: Element }>).detail.target;
    if (!old.matches?.("[data-more]")) return;
    const before = old.previousElementSibling;
    setTimeout(() => before?.nextElementSibling?.querySelector<HTMLElement>("a, summary")?.focus(), 60);
  });
  document.addEventListener("htmx:sseBeforeMessage", e => {
    const target = e.target as Element, text = (e as CustomEvent<MessageEvent<string>>).detail.data;
    const take = target.matches?.("[data-live-rows]") ? rows : target.matches?.("[data-live-head]") ? head : undefined;
    if (!take) return;
    e.preventDefault();
    take(text);
  });
  const late = (e: Event) => {
    const row = (e.target as HTMLElement).closest?.<HTMLElement>("[data-behind]");
    setTimeout(async () => {
      if (!row?.isConnected || busy(row)) return;
      const r = await fragment(`/documents/${row.id.replace("doc-", "")}/row`).catch(() => undefined);
      const fresh = r?.ok ? html(await r.text()).querySelector<HTMLElement>("li") : null;
      if (fresh) place(row, fresh);
    }, 50);
  };
  document.addEventListener("toggle", late, true);
  document.addEventListener("focusout", late);
}
