// An answer while it is written: what is settled stands, the sentence behind it grows.
import type { Sentence } from "./ask-events";
import { $, $$, el, html } from "./dom";
import { draw } from "./draw";
import { words } from "./words";

/** begunHTML is what stands there from the question until the answer is complete: liveArticle of package page, empty. */
export function begunHTML(question: string, heading: "h1" | "h2", where?: Node) {
  const out = document.createDocumentFragment();
  if (where) out.append(where);
  const big = heading === "h1", long = [...question].length > 200; // as questionClass of package page
  out.append(el("article", { class: `answer${big ? " answer-big" : ""}`, "data-live": "" },
    el(heading, { class: big && !long ? "text-xl sm:text-2xl tracking-tight mt-2 break-words" : `text-lg break-words${big ? " mt-2" : ""}`, dir: "auto" }, question),
    el("p", { class: "text-muted mt-5 flex items-center gap-2", role: "status", "data-status": "" }, words.lookingUp),
    el("div", { "data-tokens": "" }),
    el("p", { class: "text-muted mt-5 text-xs", "data-compared": "" }, words.comparedLater)));
  return out;
}

/** say lets a screen reader hear something more. */
export function say(text: string) {
  $("[data-say]")?.append(el("span", {}, `${text} `));
}

const mark = /\s*\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]/g;
const endsMarked = /\]\s*[.!?…。！？"'”’»)]*\s*$/;

export class Live {
  private text = ""; // of the sentence that is not settled
  private drawing = 0;
  private open = el("span");
  private caret = el("span", { class: "caret", "aria-hidden": "true" });
  private drawn = new Map<number, string>();
  private told = 0; // sentences that were said

  constructor(private at: () => HTMLElement | null) {}

  private get into() { return this.at()?.querySelector<HTMLElement>("[data-tokens]"); }

  /** append takes the next words of the sentence that is being written. */
  append(text: string) {
    this.text += text;
    this.drawing ||= requestAnimationFrame(() => {
      this.drawing = 0;
      this.draw();
    });
  }

  /** again forgets the sentence that is not settled: a stream tells what stands anew. */
  again() {
    this.clear();
  }

  /** restart drops everything: something else answers. */
  restart() {
    this.clear();
    this.drawn.clear();
    this.told = 0;
    this.into?.replaceChildren();
  }

  /** settle puts a sentence in the place of its words. What stands before it stays where it is. */
  settle(s: Sentence) {
    const into = this.into, article = this.at();
    if (!into || !article) return;
    const there = into.querySelector(`[data-s="${s.n}"]`);
    if (there) {
      if (this.drawn.has(s.n) && this.drawn.get(s.n) !== s.html) there.replaceWith(html(s.html));
    } else {
      this.clear();
      this.paragraph(into, s.break, s.quoted).append(html(s.html), ...(s.quoted ? [] : [this.caret]));
    }
    this.drawn.set(s.n, s.html);
    for (const pop of [...html(s.popovers).children]) if (!article.querySelector(`[id="${pop.id}"]`)) article.append(pop);
    void draw(into);
    if (s.n >= this.told) {
      this.told = s.n + 1;
      say(s.said);
    }
  }

  /** end stops the caret. */
  end() {
    cancelAnimationFrame(this.drawing);
    this.drawing = 0;
    this.caret.remove();
  }

  private clear() {
    this.text = "";
    cancelAnimationFrame(this.drawing);
    this.drawing = 0;
    const p = this.open.parentElement;
    this.open.remove();
    this.caret.remove();
    if (p && !p.firstElementChild) p.remove();
  }

  private paragraph(into: HTMLElement, breaks: boolean, quoted: boolean): Element {
    const last = into.lastElementChild;
    if (last && (quoted || !breaks)) return last;
    return into.appendChild(quoted ? el("div", { class: "answer-quotes" }) : el("p", { class: "answer-p", dir: "auto" }));
  }

  /** draw shows the words with their marks as hollow chips behind them: nothing is checked yet. */
  private draw() {
    const into = this.into, text = this.text;
    if (!into || !text.trim()) return;
    if (!this.open.isConnected) this.paragraph(into, text.startsWith("\n"), false).append(this.open);
    const chips = endsMarked.test(text) ? [...text.matchAll(mark)].flatMap(m => m[1].match(/\d+/g)!) : [];
    this.open.replaceChildren(text.replace(mark, "").trim(), ...chips.map(() => el("span", { class: "cite cite-wait", "aria-label": words.notChecked, role: "img" }, "…")));
    if (!chips.length && /\s$/.test(text)) this.open.append(" ");
    this.open.after(this.caret);
  }
}

/** cite puts passages that a sentence rests on before those that were only found. */
export function cite(column: HTMLElement, passages: string) {
  const list = $("[data-found-passages]", column);
  if (!list) return;
  for (const li of html(passages).querySelectorAll<HTMLElement>("[data-passage]")) {
    if (list.querySelector(`[data-passage="${li.dataset.passage}"]`)) continue;
    for (const found of $$(`[data-chunk="${li.dataset.chunk}"]:not([data-passage])`, list)) found.remove();
    list.insertBefore(li, list.querySelector("li:not([data-passage])"));
  }
}

/** verdictSaid lets a screen reader hear how an answer that is complete turned out. */
export function verdictSaid(thread: HTMLElement) {
  const last = $$(".answer[data-answer-id]", thread).at(-1);
  const of = last && ($("[data-verdict]", last) ?? $(".answer-p", last));
  if (of) say(of.textContent!.replace(/\s+/g, " ").trim());
}
