// Questions and their answers as they are written: used by the Ask page and by the reader's panel.
import htmx from "./htmx";
import { $, $$, draw, el, html, visible } from "./dom";
import { toast } from "./toast";
import { words } from "./words";

export interface AskOptions {
  thread: HTMLElement; // where answers stand
  passages?: HTMLElement | null; // the column of passages, where there is one
  begin(live: DocumentFragment): void;
  answer(data: { html: string; url?: string; title?: string; conversation?: string; marks?: unknown[] }): void;
  stopped(): void;
}

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

/** written shows text with its numbered marks as hollow chips: nothing is proven yet. */
function written(into: HTMLElement, text: string) {
  const parts = text.split(/\[(\d{1,2})\]/);
  into.replaceChildren(...parts.map((p, i) => (i % 2 ? el("span", { class: "cite cite-wait", "aria-label": words.notChecked(p), role: "img" }, p) : p)), el("span", { class: "caret", "aria-hidden": "true" }));
}

export function armAsk(form: HTMLFormElement, o: AskOptions) {
  const field = form.querySelector<HTMLTextAreaElement>("[data-question]")!;
  const send = form.querySelector<HTMLButtonElement>("[data-send]")!;
  const stop = form.querySelector<HTMLButtonElement>("[data-stop]")!;
  let abort: AbortController | undefined;

  const writing = (on: boolean) => {
    send.hidden = on;
    stop.hidden = !on;
  };

  const run = async () => {
    const question = field.value.trim();
    if (!question || abort) return;
    const body = new URLSearchParams();
    for (const [k, v] of new FormData(form)) body.append(k, v as string);
    abort = new AbortController();
    writing(true);
    let text = "", settled = false, stopped = false;
    abort.signal.addEventListener("abort", () => (stopped = true));
    const live = () => o.thread.querySelector<HTMLElement>("[data-live]");
    const status = (s: string) => {
      const e = live()?.querySelector("[data-status]");
      if (e) e.textContent = s;
    };
    const fail = (message: string) => {
      live()?.querySelector(".caret")?.remove();
      const e = live()?.querySelector("[data-status]");
      if (e) {
        e.className = "text-error mt-5";
        e.setAttribute("role", "alert");
        e.textContent = message;
      } else toast(message, { failed: true });
      field.value ||= question;
    };
    try {
      const r = await fetch("/ask", { method: "POST", body, signal: abort.signal, headers: { Accept: "text/event-stream" } });
      if (!r.ok || !r.body || !r.headers.get("Content-Type")?.startsWith("text/event-stream")) {
        const problem = await r.json().catch(() => ({}));
        throw new Error(problem.detail ?? words.noAnswer);
      }
      field.value = "";
      for await (const e of events(r.body)) {
        if (e.name === "begin") o.begin(html(e.data.html));
        else if (e.name === "passages") {
          status(e.data.status);
          if (o.passages) {
            o.passages.hidden = false;
            o.passages.innerHTML = e.data.html;
          }
        } else if (e.name === "token") {
          text += e.data.text;
          const into = live()?.querySelector<HTMLElement>("[data-tokens]");
          if (into) written(into, text);
        } else if (e.name === "answer") {
          settled = true;
          o.answer(e.data);
          say(o.thread);
        } else if (e.name === "error") {
          settled = true;
          fail(e.data.message);
        }
      }
      if (!settled && !stopped) fail(words.noAnswer);
    } catch (e) {
      if (stopped) {
        status(words.stopped);
        live()?.querySelector(".caret")?.remove();
        o.stopped();
      } else fail((e as Error).message || words.noAnswer);
    } finally {
      abort = undefined;
      writing(false);
    }
  };

  form.addEventListener("submit", e => {
    e.preventDefault();
    void run();
  });
  field.addEventListener("keydown", e => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      void run();
    }
  });
  stop.addEventListener("click", () => abort?.abort());
  document.addEventListener("keydown", e => {
    if (e.key === "Escape" && abort) {
      e.preventDefault();
      abort.abort();
    }
  }, true);
  o.thread.ownerDocument.addEventListener("click", e => {
    const again = (e.target as HTMLElement).closest<HTMLElement>("[data-again]");
    if (!again || abort) return;
    field.value = again.dataset.again!;
    void run();
  });
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
  for (const b of $$("[data-proven], [data-again]", in_)) b.hidden = false;
  for (const b of $$("[data-proven]", in_)) {
    b.onclick = () => {
      const on = b.getAttribute("aria-pressed") !== "true";
      b.setAttribute("aria-pressed", String(on));
      b.closest(".answer")?.classList.toggle("proven-only", on);
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
    } else if (e.key === "o" || e.key === "c") {
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
