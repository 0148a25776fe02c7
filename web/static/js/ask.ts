// Questions and their answers as they are written: used by the Ask page and by the reader's panel.
import { keep, kept } from "./ask-draft";
import { events, type Settled } from "./ask-events";
import { begunHTML, cite, Live, verdictSaid } from "./ask-live";
import { $, $$, composing, html } from "./dom";
import { toast } from "./toast";
import { uuid } from "./uuid";
import { Wait } from "./ask-wait";
import { words } from "./words";

export interface AskOptions {
  thread: HTMLElement; // where answers stand
  heading?: "h1" | "h2"; // of the question; h2 when left out
  where?(): Node | undefined; // where is looked, above the question
  passages?: HTMLElement | null; // the column of passages, where there is one
  begin(live: Node): void;
  begun?(url: string): void; // the question is kept, at this address
  answer(data: Settled): void;
  stopped?(): void; // taken back before it was kept
}

class Refused extends Error {}

const isStream = (r: Response) => !!r.headers.get("Content-Type")?.startsWith("text/event-stream");

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
  const live = () => o.thread.querySelector<HTMLElement>("[data-live]");
  let text = new Live(live);
  const wait = new Wait();
  let attempt = ""; // which try of the server is shown
  let found = ""; // what the answer is made of, once it is complete
  const status = (s: string) => {
    const e = live()?.querySelector("[data-status]");
    if (e && e.textContent !== s) e.textContent = s;
  };
  const fail = (message: string) => {
    wait.end();
    text.end();
    const e = live()?.querySelector("[data-status]");
    if (e) {
      e.className = "text-error mt-5";
      e.setAttribute("role", "alert");
      e.textContent = message;
    } else toast(message, { failed: true });
    field.value ||= asking?.question ?? "";
    keep(form, field.value);
  };
  const fresh = () => {
    wait.end();
    writingLine = "";
    text = new Live(live);
    found = attempt = "";
    $("[data-say]")?.replaceChildren();
  };
  /** away counts down until the next try. */
  const away = async (seconds: number, signal: AbortSignal) => {
    for (let s = seconds; s > 0 && !signal.aborted; s--) {
      status(words.awayAsk(s));
      await new Promise(r => setTimeout(r, 1000));
    }
    signal.throwIfAborted();
  };

  let writingLine = ""; // what the line says again when the wait is over
  /** heard ends the wait: the first words are here. */
  const heard = (a: NonNullable<typeof asking>) => {
    wait.end();
    const line = live()?.querySelector("[data-status]");
    if (writingLine && line && !a.stopped) line.innerHTML = writingLine;
    writingLine = "";
  };

  /** shown shows an answer as it is told, until it is complete or the stream breaks off. */
  const shown = async (body: ReadableStream<Uint8Array>, a: NonNullable<typeof asking>): Promise<Settled | undefined> => {
    text.again();
    for await (const e of events(body)) {
      if (e.name === "begun") {
        a.at = e.data.conversation;
        keep(form, "");
        (form.elements.namedItem("conversation") as HTMLInputElement).value = a.at;
        o.begun?.(e.data.url);
      } else if (e.name === "passages") {
        if (attempt && attempt !== e.data.try) text.restart(); // the server began again
        attempt = e.data.try;
        found = e.data.found;
        const line = live()?.querySelector("[data-status]");
        if (line) line.innerHTML = a.stopped ? found : e.data.status;
        if (o.passages) {
          o.passages.hidden = false;
          o.passages.innerHTML = e.data.html;
        }
      } else if (e.name === "waiting") {
        const line = live()?.querySelector("[data-status]");
        if (line && !a.stopped && e.data.seconds) {
          writingLine = line.innerHTML;
          line.innerHTML = found;
          wait.begin(line, e.data.seconds);
        }
      } else if (e.name === "token") {
        heard(a);
        text.append(e.data.text);
      } else if (e.name === "sentence") {
        heard(a);
        text.settle(e.data);
        if (o.passages) cite(o.passages, e.data.passages);
      }
      else if (e.name === "restart") {
        text.restart();
        if (o.passages) for (const li of $$("[data-passage]", o.passages)) li.remove();
      }
      else if (e.name === "answer") return e.data;
      else if (e.name === "error") throw new Refused(e.data.message);
    }
    return undefined;
  };

  /** settled shows the last answer of a conversation, or waits for it where another server writes it; over a restart too. */
  const settled = async (a: NonNullable<typeof asking>): Promise<Settled> => {
    const signal = a.abort.signal;
    for (let wait = 1; ; ) {
      try {
        const r = await fetch(`/ask/${a.at}/answer?${new URLSearchParams(reader ? { reader } : {})}`, { signal, headers: { Accept: "text/event-stream, application/json" } });
        if (r.status >= 400 && r.status < 500) throw new Refused(((await r.json().catch(() => ({}))) as { detail?: string }).detail ?? words.noAnswer);
        if (r.ok && r.body && isStream(r)) {
          const answer = await shown(r.body, a);
          if (answer && !answer.running) return answer;
        } else if (r.ok) {
          const d = (await r.json()) as Settled;
          if (!d.running) return d;
          wait = 1;
          if (!a.stopped) status(words.stillWriting);
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
    const r = await fetch("/ask", { method: "POST", body, signal: a.abort.signal, headers: { Accept: "text/event-stream" } });
    if (!r.ok || !r.body || !isStream(r)) {
      if (r.status >= 500) throw new Error();
      const problem = (await r.json().catch(() => ({}))) as { detail?: string };
      throw new Refused(problem.detail ?? words.noAnswer);
    }
    return shown(r.body, a);
  };

  /** complete puts the answer in its final state. What was found stays above the text, so that this keeps its place. */
  const complete = (answer: Settled) => {
    wait.end();
    text.end();
    o.answer(answer);
    const last = $$("article.answer", o.thread).at(-1);
    if (found && last?.querySelector(".s")) last.querySelector("h1, h2")?.after(html(`<p class="text-muted mt-5 flex items-center gap-2" data-found>${found}</p>`));
    verdictSaid(o.thread);
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
    live()?.removeAttribute("data-live"); // one that failed before
    fresh();
    o.begin(begunHTML(question, o.heading ?? "h2", o.where?.()));
    try {
      let answer: Settled | undefined;
      for (let wait = 1; !answer; ) {
        try {
          answer = await once(body, a);
        } catch (e) {
          if (a.abort.signal.aborted || e instanceof Refused) throw e;
        }
        if (answer) break;
        if (a.at) answer = await settled(a); // the stream broke off, the question is kept
        else {
          await away(wait, a.abort.signal); // sending it again asks once: it has its own id
          wait = Math.min(wait * 2, 15);
        }
      }
      complete(answer);
    } catch (e) {
      if (a.abort.signal.aborted) { // taken back
        text.end();
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
    wait.end();
    if (!a.at) return a.abort.abort();
    status(words.stopped);
    void fetch("/ask/stop", { method: "POST", body: new URLSearchParams({ message: a.id }) }).catch(() => {
      a.stopped = false;
      status(words.noAnswer);
    });
  };

  // An answer that was being written when the page was opened goes on.
  const follow = async () => {
    const at = o.thread.querySelector<HTMLElement>("[data-live][data-message]");
    if (!at?.dataset.conversation || asking) return;
    const a = (asking = { id: at.dataset.message!, question: "", at: at.dataset.conversation, abort: new AbortController(), stopped: false });
    writing(true);
    fresh();
    try {
      complete(await settled(a));
    } catch (e) {
      fail((e as Error).message || words.noAnswer);
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
    if (e.key === "Enter" && !e.shiftKey && !composing(e)) {
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
