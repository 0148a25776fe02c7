// Questions and their answers as they are written: used by the Ask page and by the reader's panel.
import htmx from "./htmx";
import { $, $$, draw, el, html, visible } from "./dom";
import { lettersOn } from "./keys";
import { toast } from "./toast";
import { uuid } from "./uuid";
import { words } from "./words";

export interface AskOptions {
  thread: HTMLElement; // where answers stand
  heading?: "h1" | "h2"; // of the question; h2 when left out
  where?(): string; // words of where is looked, above the question
  passages?: HTMLElement | null; // the column of passages, where there is one
  begin(live: Node): void;
  begun?(url: string): void; // the question is kept, at this address
  answer(data: Settled): void;
  stopped?(): void; // taken back before it was kept
}

/** Settled is a complete answer as the server drew it. */
export interface Settled { html: string; url?: string; title?: string; conversation?: string; marks?: unknown[] }

/** events reads server-sent events from an answer to a POST, which EventSource cannot make. */
async function* events(body: ReadableStream<Uint8Array>) {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const lines = rest.slice(0, end).split("\n");
      rest = rest.slice(end + 2);
      const name = lines.find(l => l.startsWith("event: "))?.slice(7);
      const data = lines.filter(l => l.startsWith("data: ")).map(l => l.slice(6)).join("\n");
      if (name) yield { name, data: JSON.parse(data) };
    }
  }
}

/** written shows text with its numbered marks as hollow chips: nothing is proven yet. Paragraphs stand where the checked ones will. */
function written(into: HTMLElement, text: string) {
  // A mark stands behind the full stop of its sentence, as it will when it is checked.
  const paragraphs = text.replace(/\s*((?:\[\d{1,2}\])+)([.!?…])/g, "$2$1").replace(/\s+(?=\[\d{1,2}\])/g, "").split(/\n{2,}/);
  paragraphs.forEach((paragraph, i) => {
    const p = into.children[i] ?? into.appendChild(el("p", { class: "answer-p" }));
    if (i < paragraphs.length - 1 && p.hasAttribute("data-whole")) return; // it does not change any more
    p.toggleAttribute("data-whole", i < paragraphs.length - 1);
    p.replaceChildren(...paragraph.split(/\[(\d{1,2})\]/).map((t, n) => (n % 2 ? el("span", { class: "cite cite-wait", "aria-label": words.notChecked(t), role: "img" }, t) : t)));
    if (i === paragraphs.length - 1) p.append(el("span", { class: "caret", "aria-hidden": "true" }));
  });
}

/** begun is what stands there from the question until the answer is complete. */
function begunHTML(question: string, o: AskOptions) {
  const where = o.where?.();
  const out = document.createDocumentFragment();
  if (where) out.append(el("p", { class: "text-muted flex items-center gap-1.5" }, el("span", { class: "truncate", dir: "auto" }, where)));
  const big = o.heading === "h1", long = [...question].length > 200; // as questionClass of package page
  out.append(el("article", { class: `answer${big ? " answer-big" : ""}`, "data-live": "" },
    el(o.heading ?? "h2", { class: big && !long ? "text-xl sm:text-2xl tracking-tight mt-2 break-words" : `text-lg break-words${big ? " mt-2" : ""}`, dir: "auto" }, question),
    el("div", { "data-tokens": "" }),
    el("p", { class: "text-muted mt-5 flex items-center gap-2", role: "status", "data-status": "" }, words.lookingUp),
    el("p", { class: "text-muted mt-2 text-xs" }, words.comparedLater)));
  return out;
}

// What is typed is kept on the device until the server has it.
const draftKey = (form: HTMLFormElement) => {
  const of = new FormData(form);
  return `draft:${document.documentElement.dataset.account ?? ""}:${of.get("conversation") || of.get("reader") || "new"}`;
};
function keep(form: HTMLFormElement, text: string) {
  try {
    if (text) localStorage.setItem(draftKey(form), text);
    else localStorage.removeItem(draftKey(form));
  } catch { /* storage is off */ }
}
function kept(form: HTMLFormElement) {
  try {
    return localStorage.getItem(draftKey(form)) ?? "";
  } catch {
    return "";
  }
}

class Refused extends Error {}

export function armAsk(form: HTMLFormElement, o: AskOptions) {
  const field = form.querySelector<HTMLTextAreaElement>("[data-question]")!;
  const send = form.querySelector<HTMLButtonElement>("[data-send]")!;
  const stop = form.querySelector<HTMLButtonElement>("[data-stop]")!;
  const reader = (form.elements.namedItem("reader") as HTMLInputElement | null)?.value ?? "";
  // A question on its way: its id, what is typed, whether the server has it, and how to give it up.
  let asking: { id: string; question: string; at: string; abort: AbortController; stopped: boolean } | undefined;

  const writing = (on: boolean) => {
    send.hidden = on;
    stop.hidden = !on;
  };
  const live = () => o.thread.querySelector<HTMLElement>("[data-live], [data-running]");
  const status = (s: string) => {
    const e = live()?.matches("[data-running]") ? live() : live()?.querySelector("[data-status]");
    if (e && e.textContent !== s) e.textContent = s;
  };
  const fail = (message: string) => {
    live()?.querySelector(".caret")?.remove();
    const e = live()?.querySelector("[data-status]");
    if (e) {
      e.className = "text-error mt-5";
      e.setAttribute("role", "alert");
      e.textContent = message;
    } else toast(message, { failed: true });
    field.value ||= asking?.question ?? "";
    keep(form, field.value);
  };
  /** away counts down until the next try. */
  const away = async (seconds: number, signal: AbortSignal) => {
    for (let s = seconds; s > 0 && !signal.aborted; s--) {
      status(words.awayAsk(s));
      await new Promise(r => setTimeout(r, 1000));
    }
    signal.throwIfAborted();
  };

  /** settled waits for the last answer of a conversation, over a restart of the server too. */
  const settled = async (conversation: string, signal: AbortSignal): Promise<Settled> => {
    for (let wait = 1; ; ) {
      try {
        const r = await fetch(`/ask/${conversation}/answer?${new URLSearchParams(reader ? { reader } : {})}`, { signal, headers: { Accept: "application/json" } });
        if (r.status >= 400 && r.status < 500) throw new Refused(((await r.json().catch(() => ({}))) as { detail?: string }).detail ?? words.noAnswer);
        if (r.ok) {
          const d = (await r.json()) as Settled & { running: boolean };
          if (!d.running) return d;
          wait = 1;
          status(words.stillWriting);
          await new Promise(r => setTimeout(r, 1000));
          signal.throwIfAborted();
          continue;
        }
      } catch (e) {
        if (signal.aborted || e instanceof Refused) throw e;
      }
      await away(wait, signal);
      wait = Math.min(wait * 2, 15);
    }
  };

  /** once sends the question and shows what comes, until the answer or the end of the stream. */
  const once = async (body: URLSearchParams, a: NonNullable<typeof asking>): Promise<Settled | undefined> => {
    let text = "", drawing = 0;
    const r = await fetch("/ask", { method: "POST", body, signal: a.abort.signal, headers: { Accept: "text/event-stream" } });
    if (!r.ok || !r.body || !r.headers.get("Content-Type")?.startsWith("text/event-stream")) {
      if (r.status >= 500) throw new Error();
      const problem = (await r.json().catch(() => ({}))) as { detail?: string };
      throw new Refused(problem.detail ?? words.noAnswer);
    }
    for await (const e of events(r.body)) {
      if (e.name === "begun") {
        a.at = e.data.conversation;
        keep(form, "");
        (form.elements.namedItem("conversation") as HTMLInputElement).value = a.at;
        o.begun?.(e.data.url);
      } else if (e.name === "passages") {
        status(e.data.status);
        if (o.passages) {
          o.passages.hidden = false;
          o.passages.innerHTML = e.data.html;
        }
      } else if (e.name === "token") {
        text += e.data.text;
        drawing ||= requestAnimationFrame(() => {
          drawing = 0;
          const into = live()?.querySelector<HTMLElement>("[data-tokens]");
          if (into) written(into, text);
        });
      } else if (e.name === "answer") return e.data;
      else if (e.name === "error") throw new Refused(e.data.message);
    }
    return undefined;
  };

  const run = async () => {
    const question = field.value.trim();
    if (!question || asking) return;
    const a = (asking = { id: uuid(), question, at: "", abort: new AbortController(), stopped: false });
    const body = new URLSearchParams();
    for (const [k, v] of new FormData(form)) body.append(k, v as string);
    body.set("message", a.id);
    keep(form, question);
    field.value = "";
    writing(true);
    o.begin(begunHTML(question, o));
    try {
      let answer: Settled | undefined;
      for (let wait = 1; !answer; ) {
        try {
          answer = await once(body, a);
        } catch (e) {
          if (a.abort.signal.aborted || e instanceof Refused) throw e;
        }
        if (answer) break;
        if (a.at) answer = await settled(a.at, a.abort.signal); // the stream broke off, the question is kept
        else {
          await away(wait, a.abort.signal); // sending it again asks once: it has its own id
          wait = Math.min(wait * 2, 15);
        }
      }
      o.answer(answer);
      say(o.thread);
    } catch (e) {
      if (a.abort.signal.aborted) { // taken back
        live()?.querySelector(".caret")?.remove();
        status(a.at ? words.stopped : words.takenBack);
        if (!a.at) field.value ||= question;
        o.stopped?.();
      } else fail((e as Error).message || words.noAnswer);
    } finally {
      asking = undefined;
      writing(false);
    }
  };

  /** halt stops the writing: the server keeps and checks what is there. What it does not have yet is taken back. */
  const halt = () => {
    if (!asking || asking.stopped) return;
    const a = asking;
    a.stopped = true;
    if (!a.at) return a.abort.abort();
    status(words.stopped);
    void fetch("/ask/stop", { method: "POST", body: new URLSearchParams({ message: a.id }) }).catch(() => {
      a.stopped = false;
      status(words.noAnswer);
    });
  };

  // An answer that was being written when the page was left.
  const follow = async () => {
    const at = o.thread.querySelector<HTMLElement>("[data-running]")?.closest<HTMLElement>("[data-answer-id]");
    const conversation = at?.dataset.conversation;
    if (!conversation || asking) return;
    const a = (asking = { id: at.dataset.answerId!, question: "", at: conversation, abort: new AbortController(), stopped: false });
    writing(true);
    try {
      o.answer(await settled(conversation, a.abort.signal));
      say(o.thread);
    } catch (e) {
      status((e as Error).message);
    } finally {
      asking = undefined;
      writing(false);
    }
  };

  form.addEventListener("submit", e => {
    e.preventDefault();
    void run();
  });
  field.value ||= kept(form);
  field.addEventListener("input", () => keep(form, field.value));
  field.addEventListener("keydown", e => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      void run();
    }
  });
  stop.addEventListener("click", halt);
  const life = new AbortController(); // the form is replaced with each answer of the Ask page
  document.addEventListener("keydown", e => {
    if (!form.isConnected) return life.abort();
    if (e.key === "Escape" && asking && !document.querySelector(":popover-open, dialog[open]")) {
      e.preventDefault();
      halt();
    }
  }, { capture: true, signal: life.signal });
  document.addEventListener("click", e => {
    if (!form.isConnected) return life.abort();
    const again = (e.target as HTMLElement).closest<HTMLElement>("[data-again]");
    if (!again || asking || !o.thread.contains(again)) return;
    e.preventDefault();
    field.value = again.dataset.again!;
    void run();
  }, { signal: life.signal });
  void follow();
}

/** say lets a screen reader hear the answer, sentence by sentence, and the verdict. */
function say(thread: HTMLElement) {
  const into = $("[data-say]"), last = [...(thread.isConnected ? thread : document).querySelectorAll(".answer")].at(-1);
  if (!into || !last) return;
  const parts = [...last.querySelectorAll(".s, [data-verdict]")].map(s => s.textContent?.replace(/\s+/g, " ").trim() ?? "");
  into.replaceChildren(...(parts.length ? parts : [last.querySelector("p")?.textContent ?? ""]).map(t => el("span", {}, `${t} `)));
}

/** settle wakes what an answer brings: popovers, buttons, maths. */
export function settle(in_: ParentNode) {
  for (const b of $$("[data-proven]", in_)) b.hidden = false;
  for (const b of $$("[data-proven]", in_)) {
    b.onclick = () => {
      const on = b.getAttribute("aria-pressed") !== "true";
      b.setAttribute("aria-pressed", String(on));
      const answer = b.closest(".answer"), note = answer?.querySelector<HTMLElement>("[data-hides]");
      answer?.classList.toggle("proven-only", on);
      if (note) note.textContent = on ? note.dataset.hides! : "";
    };
  }
  if (in_ instanceof Element) htmx.process(in_);
  void draw(in_);
}

/** armCitations shows a citation's popover on hover, focus and tap. open leads to its place, or says that it cannot here. */
export function armCitations(open?: (n: string, href: string) => boolean) {
  let timer = 0;
  let from: HTMLElement | undefined;
  const popOf = (chip: Element) => chip.closest(".answer")?.querySelector<HTMLElement>(`[data-pop="${chip.getAttribute("data-cite")}"]`) ?? null;
  const passage = (n: string | null, on: boolean) => {
    for (const p of $$(`[data-passage="${n}"]`)) p.classList.toggle("passage-on", on);
  };
  const hide = () => {
    const pop = $(":popover-open.cite-pop");
    if (pop) {
      pop.hidePopover();
      passage(pop.dataset.pop ?? null, false);
    }
    from?.removeAttribute("aria-expanded");
    from = undefined;
  };
  const show = (chip: HTMLElement) => {
    const pop = popOf(chip);
    if (!pop || pop.matches(":popover-open")) return;
    hide();
    from = chip;
    chip.setAttribute("aria-expanded", "true");
    pop.showPopover();
    const c = chip.getBoundingClientRect(), w = pop.offsetWidth, h = pop.offsetHeight;
    pop.style.left = `${Math.max(8, Math.min(c.left - 16, innerWidth - w - 8))}px`;
    pop.style.top = `${c.bottom + 6 + h > innerHeight && c.top - 6 - h > 0 ? c.top - 6 - h : c.bottom + 6}px`;
    passage(chip.dataset.cite ?? null, true);
  };
  const later = (f: () => void, ms: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(f, ms);
  };
  const chip = (t: EventTarget | null) => (t instanceof Element ? t.closest<HTMLElement>("a[data-cite]") : null);
  document.addEventListener("pointerover", e => {
    const c = chip(e.target);
    if (e.pointerType === "touch") return;
    if (c) later(() => show(c), 150);
    else if ((e.target as Element).closest?.(".cite-pop")) clearTimeout(timer);
    else if ($(":popover-open.cite-pop")) later(hide, 300);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", e => {
    const c = chip(e.target);
    if (c?.matches(":focus-visible")) later(() => show(c), 150);
    else if ($(":popover-open.cite-pop") && !(e.target as Element).closest(".cite-pop")) hide();
  });
  let touch = false;
  document.addEventListener("pointerdown", e => (touch = e.pointerType === "touch"));
  document.addEventListener("click", e => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey) return;
    const c = chip(e.target);
    if (c && touch) {
      e.preventDefault();
      return show(c);
    }
    const a = (e.target as Element).closest<HTMLAnchorElement>("a[data-cite], a[data-open]");
    if (!a) return;
    const n = a.dataset.cite ?? a.dataset.open!;
    hide();
    if (open?.(n, a.href)) e.preventDefault();
  });
  document.addEventListener("toggle", e => {
    const pop = e.target as HTMLElement;
    if (pop.matches?.(".cite-pop") && (e as ToggleEvent).newState === "closed") passage(pop.dataset.pop ?? null, false);
  }, true);
  document.addEventListener("keydown", e => {
    const pop = $(":popover-open.cite-pop");
    if (!pop || e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") {
      e.preventDefault();
      const back = from;
      hide();
      back?.focus();
    } else if (lettersOn() && (e.key === "o" || e.key === "c")) {
      e.preventDefault();
      pop.querySelector<HTMLElement>(e.key === "o" ? "[data-open]" : "[data-card]")?.click();
    }
  }, true);
}

/** step goes to the next or previous sentence without support. */
export function stepUnsupported(dir: 1 | -1) {
  const list = $$("[data-unsupported]").filter(visible);
  if (!list.length) return;
  const at = list.findIndex(x => x === document.activeElement);
  const to = list[(at + dir + list.length) % list.length] ?? list[0];
  to.focus();
  to.scrollIntoView({ block: "center" });
}
