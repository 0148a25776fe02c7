// More of a document that is still being read: its pages come as they are done, and nothing that is shown moves.
import { $ } from "./dom";
import { draw } from "./draw";
import type { Reader } from "./reader";

const first = 2000, most = 10_000; // ms between two looks

export async function follow(r: Reader) {
  for (let wait = first; ; wait = Math.min(wait * 1.5, most)) {
    await new Promise(done => setTimeout(done, wait));
    if (document.hidden) continue;
    const u = new URL(location.href);
    u.searchParams.set("page", String(r.page));
    const got = await fetch(u, { headers: { Accept: "text/html" } }).catch(() => undefined);
    if (!got?.ok) continue;
    const now = new DOMParser().parseFromString(await got.text(), "text/html");
    const state = now.querySelector("#reader-data")?.textContent;
    if (!state) return; // signed out meanwhile
    const data = JSON.parse(state) as Reader["data"];
    if (now.querySelector("[data-blocked]")) return location.reload(); // it failed: what mends it stands there
    swap(now, "[data-doc] [data-notes]");
    swap(now, "[data-ask] [data-notes]");
    const text = $("[data-text]", r.doc);
    for (const p of now.querySelectorAll<HTMLElement>("[data-text] [data-part]")) if (text && !r.part(Number(p.dataset.part))) {
      const e = document.importNode(p, true);
      text.append(e);
      if (e.dataset.more) r.watch(e);
      void draw(e);
    }
    r.data.pages = data.pages;
    r.labels.learn(data.labels);
    if (r.pdf) r.pdf.problems = data.problems ?? {};
    swap(now, "[data-of-pages]");
    if (data.reading) continue;
    if (!$("[data-thread] [data-answer-id], [data-thread] [data-live], [data-thread] figure, [data-thread] details")) swap(now, "[data-thread]");
    swap(now, "#p-cards");
    return;
  }
}

/** swap takes over what an element holds, if it is another. */
function swap(now: Document, css: string) {
  const e = $(css), other = now.querySelector(css);
  if (!e || !other || e.innerHTML === other.innerHTML) return;
  e.replaceChildren(...[...other.childNodes].map(n => document.importNode(n, true)));
}
