// A review by keyboard. Rating never waits: the answer is written to the device, the next card is at hand.
import { Ahead, type Left } from "./ahead";
import { now } from "./clock";
import { dialogOpen } from "./dialog";
import { $, html } from "./dom";
import { draw, undrawn } from "./draw";
import { lettersOn, free } from "./keys";
import { flush, keep, onQueue, queueStanding, unsentCards, waiting } from "./queue";
import { toast } from "./toast";
import { uuid } from "./uuid";
import { stopwatch } from "./watch";
import { words } from "./words";

/** What can be undone, the latest last. html is the card as it was asked; it is missing for what an earlier page did. */
type Deed = { kind: "answer"; review: string; card: string; rating: number; html?: string } | { kind: "aside"; card: string; html: string; open: boolean };

/** question is what a card asks, in a line. */
const question = (card = "") => html(card).querySelector("[data-question]")?.textContent?.trim().replace(/\s+/g, " ").slice(0, 120) ?? "";

const good = "button[name=rating][value='3']";

export function session(root: HTMLElement) {
  const main = root.querySelector("main")!;
  const progress = $<HTMLProgressElement>("[data-progress]", root)!;
  const undoForm = $<HTMLFormElement>("[data-undo-form]", root)!;
  const course = root.dataset.course ?? "", minutes = Number(root.dataset.minutes), of = Number(root.dataset.of), more = "more" in root.dataset;
  let done = Number(progress.value), all = Number(progress.max);
  let pace = Number(root.dataset.left) / Math.max(1, all - done); // minutes a card
  const watch = stopwatch();
  const deeds: Deed[] = [];

  const query = (at = done) => {
    const q = new URLSearchParams();
    if (course) q.set("course", course);
    if (at) q.set("done", String(at));
    if (minutes) q.set("minutes", String(minutes));
    if (of) q.set("of", String(of));
    if (more) q.set("more", "1");
    return q;
  };
  const card = () => main.querySelector<HTMLElement>("[data-card]");
  const current = () => card()?.dataset.card ?? "";
  let turns = 0; // whoever waited for the server looks whether it is still their turn
  let source = card() ? undrawn(card()!) : ""; // the card as it came

  const tell = () => {
    progress.max = all;
    progress.value = done;
    $("[data-position]", root)!.textContent = words.position(Math.min(done + 1, all), all);
    const q = queueStanding(), offline = (q.away || !!q.held) && q.answers > 0;
    const left = $("[data-minutes-left]", root)!;
    left.textContent = words.minutesLeft(Math.ceil(pace * (all - done)));
    left.hidden = offline;
    const box = $("[data-offline]", root)!;
    box.hidden = !offline;
    if (offline) {
      $("[data-long]", box)!.textContent = q.held ? words.unsent(q.answers) : words.offline(q.answers);
      $("[data-short]", box)!.textContent = q.held ? words.unsent(q.answers) : words.offlineShort(q.answers);
    }
    undoForm.hidden = deeds.length === 0;
  };
  const told = (l: Left) => {
    if (!l.cards) return;
    all = l.done + (of ? Math.min(l.cards, Math.max(of - l.done, 0)) : l.cards);
    all = Math.max(all, done + (card() ? 1 : 0));
    pace = l.minutes / l.cards;
    tell();
  };
  const ahead = new Ahead(query, current, told);

  // --- the card

  const open = () => card()?.querySelector<HTMLElement>("[data-answer]")?.hidden === false;
  const show = () => {
    const c = card();
    if (!c || open()) return;
    const answer = c.querySelector<HTMLElement>("[data-answer]")!;
    const face = c.querySelector<HTMLElement>("[data-face]")!;
    const top = (face.firstElementChild as HTMLElement).offsetTop - face.offsetTop;
    answer.hidden = false;
    answer.classList.add("fade-in");
    c.querySelector<HTMLElement>("[data-ask]")!.hidden = true;
    const rate = c.querySelector<HTMLElement>("[data-rate]")!;
    rate.hidden = false;
    c.querySelector("[data-question]")!.classList.add("card-asked");
    face.classList.remove("sm:pb-20");
    // The question keeps its place, and the answer comes below it, as far as there is room for both.
    const content = (face.lastElementChild as HTMLElement).getBoundingClientRect().bottom - face.firstElementChild!.getBoundingClientRect().top;
    face.style.justifyContent = "flex-start";
    face.style.paddingTop = `${Math.max(32, Math.min(top, face.clientHeight - content - 32))}px`;
    rate.querySelector<HTMLElement>(good)!.focus({ preventScroll: true });
  };

  /** place shows a card. Its answer is open, or one of its ratings outlined, where that is asked for. */
  const place = (text: string, o: { was?: number; open?: boolean } = {}) => {
    const c = html(text).querySelector<HTMLElement>("[data-card]")!;
    source = text;
    turns++;
    if (o.was) {
      const b = c.querySelector(`button[name=rating][value="${o.was}"]`);
      b?.classList.add("rate-was");
      b?.querySelector("[data-was]")?.removeAttribute("hidden");
    }
    (main.querySelector("[data-card], [data-waiting-box]") as HTMLElement).replaceWith(c);
    main.removeAttribute("aria-busy");
    void draw(c);
    watch.restart();
    window.scrollTo(0, 0);
    if (o.open) show();
    else c.querySelector<HTMLElement>("[data-question]")!.focus({ preventScroll: true });
    tell();
    void ahead.fill();
  };

  const leave = (more: Record<string, string> = {}) => {
    const q = query();
    for (const [k, v] of Object.entries(more)) q.set(k, v);
    location.href = q.size ? `/review?${q}` : "/review";
  };

  /** go on with the next card. While the server is away and none is at hand, the page waits for it. */
  const proceed = async (): Promise<void> => {
    const turn = ++turns;
    if (of && done >= of) {
      main.setAttribute("aria-busy", "true");
      await flush();
      if (turn !== turns) return;
      if (queueStanding().waiting) return wait();
      return leave({ end: "1" });
    }
    const next = ahead.next();
    if (next) return place(next);
    main.setAttribute("aria-busy", "true");
    await flush();
    const there = await ahead.fill();
    if (turn !== turns) return; // undo led back to a card
    const came = ahead.next();
    if (came) return place(came);
    if (there && !queueStanding().waiting) return leave(); // the pause before learning steps, or the end
    await wait();
  };

  let retry: (() => void) | undefined;
  /** wait keeps the frame, counts down to the next try, and goes on when there is a card. */
  const wait = async (): Promise<void> => {
    const box = html($<HTMLTemplateElement>("template[data-waiting]", root)!.innerHTML).firstElementChild as HTMLElement;
    (main.querySelector("[data-card], [data-waiting-box]") as HTMLElement).replaceWith(box);
    main.removeAttribute("aria-busy");
    box.querySelector<HTMLElement>("h2")!.focus({ preventScroll: true });
    tell();
    for (let pause = 1; box.isConnected; pause = Math.min(pause * 2, 15)) {
      const until = Date.now() + pause * 1000;
      await new Promise<void>(go => {
        retry = go;
        const tick = () => {
          const left = Math.ceil((until - Date.now()) / 1000), n = queueStanding().answers;
          if (left <= 0 || !box.isConnected) return go();
          box.querySelector("[data-countdown]")!.textContent = words.tryingAgain(left) + (n ? ` ${words.keptHere(n)}` : "");
          setTimeout(tick, Math.min(250, until - Date.now()));
        };
        tick();
      });
      retry = undefined;
      if (!box.isConnected) return; // undo led back to a card
      box.querySelector("[data-countdown]")!.textContent = words.trying;
      ahead.answered();
      await flush();
      const there = await ahead.fill();
      if (!box.isConnected) return;
      if (of && done >= of ? there && !queueStanding().waiting : there) return proceed();
    }
  };

  // --- what the student does

  let started = Promise.resolve(); // what is done before the page knows what the device kept waits for it
  let busy = false;
  const alone = (f: () => Promise<void>) => {
    if (busy) return;
    busy = true;
    void started.then(f).finally(() => { busy = false; });
  };

  const rate = (rating: number) => {
    const c = card();
    if (!c || !open() || main.hasAttribute("aria-busy")) return;
    alone(async () => {
      if (card() !== c) return;
      const review = (c.querySelector<HTMLFormElement>("[data-rate]")!.elements.namedItem("id") as HTMLInputElement).value;
      await keep({ kind: "review", id: review, question: question(source), card: current(), rating, at: now().toISOString(), ms: Math.min(watch.elapsed(), 600_000) });
      deeds.push({ kind: "answer", review, card: current(), rating, html: source });
      done++;
      ahead.answered();
      ahead.drop(current());
      tabs.postMessage(current());
      void proceed(); // while it waits for the server, undo still works
    });
  };

  const putAside = (status: "suspended" | "buried") => {
    const c = card();
    if (!c || main.hasAttribute("aria-busy")) return;
    alone(async () => {
      if (card() !== c) return;
      const gone = current();
      await keep({ kind: "status", id: uuid(), question: question(source), card: gone, status, at: now().toISOString() });
      deeds.push({ kind: "aside", card: gone, html: source, open: open() });
      toast(words.aside[status], { undo: () => undo() });
      skip(gone);
    });
  };

  /** skip goes on without counting the card that is asked: it is out of the session. */
  const skip = (gone: string) => {
    all = Math.max(all - 1, done);
    ahead.drop(gone);
    ahead.changed();
    void proceed();
  };

  const undo = () => alone(async () => {
    const d = deeds.pop();
    if (!d) return toast(words.nothingToUndo);
    if (d.kind === "answer") {
      await keep({ kind: "void", id: uuid(), question: question(d.html), review: d.review, at: now().toISOString() });
      done = Math.max(0, done - 1);
    } else {
      await keep({ kind: "status", id: uuid(), question: question(d.html), card: d.card, status: "active", at: now().toISOString() });
      all++;
      ahead.changed();
    }
    let text = d.html;
    if (text) { // asked once more: that is another review
      const c = html(text).querySelector<HTMLElement>("[data-card]")!;
      c.querySelector<HTMLInputElement>("[data-rate] input[name=id]")!.setAttribute("value", uuid());
      text = c.outerHTML;
    } else {
      await flush();
      text = await ahead.one(d.card).catch(() => undefined);
      if (!text) return void (queueStanding().away ? wait() : proceed());
    }
    if (current() && current() !== d.card) ahead.back(source);
    ahead.drop(d.card);
    place(text, { was: d.kind === "answer" ? d.rating : 0, open: d.kind === "aside" && d.open });
  });

  // --- other pages: what was rated there is not rated here again

  const tabs = new BroadcastChannel("studyapp-review");
  const ratedElsewhere = (id: string) => {
    if (current() !== id) {
      ahead.drop(id);
      ahead.changed();
      return void ahead.fill();
    }
    alone(async () => {
      if (current() !== id) return;
      toast(words.ratedElsewhere);
      skip(id);
    });
  };
  tabs.addEventListener("message", e => ratedElsewhere(String(e.data)));
  document.addEventListener("visibilitychange", () => { // it may have been on another device
    const id = current(), reps = card()?.dataset.reps;
    if (document.hidden || !id || main.hasAttribute("aria-busy")) return;
    void ahead.one(id).then(text => {
      const now = text && html(text).querySelector<HTMLElement>("[data-card]")?.dataset.reps;
      if (now !== reps && current() === id && card()?.dataset.reps === reps) ratedElsewhere(id);
    }, () => undefined); // the server is away: it is asked the next time
  });

  // --- dialogs: edit and wrong come back here without a new page

  let asked = ""; // the card whose dialog is open
  root.addEventListener("click", e => {
    if (!(e.target as HTMLElement).closest("a[data-dialog]")) return;
    asked = current();
    watch.hold(true);
  }, true);
  document.addEventListener("close", () => { if (!dialogOpen()) watch.hold(false); }, true);
  document.addEventListener("go", e => {
    const u = (e as CustomEvent<URL>).detail;
    const edit = u.pathname === `/cards/${asked}/edit`;
    if (edit && current() === asked) { // it was called wrong: it is out until it is mended, in the dialog that opens
      skip(asked);
      return;
    }
    if (u.pathname !== "/review") return;
    e.preventDefault();
    watch.hold(false);
    const named = u.searchParams.get("card");
    if (!named) {
      if (current() === asked) skip(asked);
      void ahead.fill(true); // it also brings the message
      return;
    }
    alone(async () => {
      const text = await ahead.one(named).catch(() => undefined);
      if (current() !== named) return;
      if (text) place(text, { open: true });
      else skip(named);
    });
  });

  // --- events

  root.addEventListener("click", e => {
    const t = (e.target as HTMLElement).closest<HTMLElement>("[data-show], button[name=rating], [data-try]");
    if (!t) return;
    e.preventDefault();
    if (t.matches("[data-show]")) show();
    else if (t.matches("[data-try]")) retry?.();
    else rate(Number((t as HTMLButtonElement).value));
  });
  root.addEventListener("submit", e => {
    const form = e.target as HTMLFormElement;
    if (!form.matches("[data-aside], [data-undo-form]")) return;
    e.preventDefault();
    if (form === undoForm) undo();
    else putAside(((e as SubmitEvent).submitter as HTMLButtonElement).value as "suspended" | "buried");
  });
  let taken = false; // a key that opened the answer must not press, when it is let go, the button that has the focus since
  document.addEventListener("keyup", e => {
    if (taken && (e.key === " " || e.key === "Enter")) e.preventDefault();
    taken = false;
  });
  document.addEventListener("keydown", e => {
    if (!free(e) || dialogOpen()) return;
    const t = e.target as HTMLElement;
    if (e.key === " " || e.key === "Enter") {
      if (e.key === "Enter" && t.closest("a, button") && !t.matches("[data-show]")) return;
      if (e.key === " " && t.closest("a, button") && !t.matches("button[name=rating], [data-show]")) return;
      if (!card()) return;
      e.preventDefault();
      if (e.repeat) return;
      taken = true;
      if (!open()) show();
      else if (e.key === " ") rate(Number(t.closest<HTMLButtonElement>("button[name=rating]")?.value ?? 3));
    } else if (/^[1-4]$/.test(e.key) && open() && (lettersOn() || t.closest("[data-rate]"))) {
      e.preventDefault();
      if (!e.repeat) rate(Number(e.key));
    } else if (lettersOn() && !e.repeat && !open() && /^[sb]$/i.test(e.key)) { // on the back the buttons have these keys
      e.preventDefault();
      putAside(e.key.toLowerCase() === "s" ? "suspended" : "buried");
    } else if (lettersOn() && e.key.toLowerCase() === "z" && !e.repeat) {
      e.preventDefault();
      undo();
    }
  });
  let saidSignedOut = false;
  onQueue(q => {
    tell();
    if (q.signedOut && !saidSignedOut) toast(words.signedOut, { failed: true, link: words.signIn, url: `/signin?next=${encodeURIComponent(`/review?${query()}`)}` });
    saidSignedOut = q.signedOut;
    if (!q.away && !q.held) void ahead.fill();
  });

  // --- the beginning

  const id = undoForm.elements.namedItem("id") as HTMLInputElement;
  if (id.value) deeds.push({ kind: "answer", review: id.value, card: undoForm.dataset.undoCard!, rating: Number(undoForm.dataset.rating) });
  const begin = async () => {
    const unsent = await unsentCards();
    if (unsent.size) {
      // An earlier page kept answers: the server drew this one without knowing them.
      deeds.length = 0;
      for (const e of await waiting()) if (e.kind === "review" && unsent.has(e.card)) deeds.push({ kind: "answer", review: e.id, card: e.card, rating: e.rating });
      if (unsent.has(current())) return void proceed();
    }
    if (open()) card()!.querySelector<HTMLElement>(good)?.focus({ preventScroll: true });
    else card()?.querySelector<HTMLElement>("[data-question]")?.focus({ preventScroll: true });
    tell();
    void ahead.fill();
  };
  started = begin();
}
