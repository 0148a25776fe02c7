// Review by keyboard: the next card is fetched while this one is being answered, so that rating never waits.
import { now } from "./clock";
import { $, draw, fragment, html, visible } from "./dom";
import { dialogOpen } from "./dialog";
import { free } from "./keys";
import { flush, keep, onQueue } from "./queue";
import { toast, toastHTML } from "./toast";
import { words } from "./words";

const root = $("[data-review]");

if (root) session(root);
else if ($("[data-review-end]")) {
  document.addEventListener("keydown", e => {
    if (free(e) && e.key.toLowerCase() === "z") $<HTMLFormElement>("[data-undo-form]:not([hidden])")?.requestSubmit();
  });
}

function session(root: HTMLElement) {
  const course = root.dataset.course ?? "";
  const main = root.querySelector("main")!;
  const progress = $<HTMLProgressElement>("[data-progress]", root)!;
  const undoForm = $<HTMLFormElement>("[data-undo-form]", root)!;
  const unsent = $("[data-unsent]", root)!;
  let done = Number(progress.value), all = Number(progress.max);
  let begun = performance.now();
  let next: Promise<string | null> | undefined;

  const card = () => main.querySelector<HTMLElement>("[data-card]")!;
  const address = (not: string, n: number) => `/review/next?${new URLSearchParams({ ...(course && { course }), not, done: String(n) })}`;
  // The card after this one, asked for once the server has the answers before: else it would name one of theirs.
  const prefetch = (after: Promise<unknown>) => {
    const url = address(card().dataset.card!, done + 1);
    next = after.then(() => fragment(url)).then(async r => (r.ok ? (await r.text()) || null : Promise.reject(new Error(await r.text()))));
    next.catch(() => {});
  };

  const open = () => !card().querySelector<HTMLElement>("[data-answer]")!.hidden;
  const show = () => {
    const c = card();
    const answer = c.querySelector<HTMLElement>("[data-answer]")!;
    const face = c.querySelector<HTMLElement>("[data-face]")!;
    const top = (face.firstElementChild as HTMLElement).offsetTop - face.offsetTop;
    answer.hidden = false;
    answer.classList.add("fade-in");
    c.querySelector<HTMLElement>("[data-ask]")!.hidden = true;
    const rate = c.querySelector<HTMLElement>("[data-rate]")!;
    rate.hidden = false;
    c.querySelector("[data-question]")!.classList.add("card-asked");
    // The question keeps its place, and the answer comes below it, as far as there is room for both.
    const content = (face.lastElementChild as HTMLElement).getBoundingClientRect().bottom - face.firstElementChild!.getBoundingClientRect().top;
    face.style.justifyContent = "flex-start";
    face.style.paddingTop = `${Math.max(32, Math.min(top, face.clientHeight - content - 32))}px`;
    rate.querySelector<HTMLElement>("button")!.focus({ preventScroll: true });
  };

  const place = (text: string, after: Promise<unknown>) => {
    const c = html(text).querySelector("[data-card]")!;
    card().replaceWith(c);
    void draw(c);
    begun = performance.now();
    card().querySelector<HTMLElement>("[data-question]")!.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    prefetch(after);
  };

  const tell = () => {
    progress.value = done;
    $("[data-position]", root)!.textContent = words.position(Math.min(done + 1, all), all);
    $("[data-left]", root)?.remove(); // it was computed for the beginning
    (undoForm.elements.namedItem("done") as HTMLInputElement).value = String(done);
  };

  const end = () => {
    location.href = `/review?${new URLSearchParams({ ...(course && { course }), done: String(done) })}`;
  };

  onQueue(q => {
    unsent.textContent = q.away && q.answers ? words.offline(q.answers) : "";
  });

  let busy = false;
  let kept: Promise<unknown> = Promise.resolve(); // when the server has the answers given so far
  let placed: Promise<unknown> = Promise.resolve(); // when the card after the last answer stands
  const rate = (rating: number) => {
    if (busy || !open()) return;
    busy = true;
    placed = answer(rating).finally(() => { busy = false; });
  };

  const answer = async (rating: number) => {
    const form = card().querySelector<HTMLFormElement>("[data-rate]")!;
    const body = new URLSearchParams();
    for (const [k, v] of new FormData(form)) body.append(k, v as string);
    body.set("rating", String(rating));
    body.set("duration_ms", String(Math.round(performance.now() - begun)));
    body.set("reviewed_at", now().toISOString());
    await keep({
      kind: "review", id: body.get("id")!, card: body.get("card")!, rating, at: body.get("reviewed_at")!, ms: Number(body.get("duration_ms")),
    });
    const sent = flush();
    kept = Promise.all([kept, sent]);
    const ready = next;
    done++;
    const text = await ready?.catch(() => null);
    if (text == null) { // the last card, or it comes back at once: ask after the answer is kept
      await sent;
      const r = await fragment(address("", done)).catch(() => undefined);
      const more = r?.ok ? await r.text() : "";
      if (!more) return end();
      all = Math.max(all, done + 1);
      place(more, sent);
    } else place(text, sent);
    (undoForm.elements.namedItem("id") as HTMLInputElement).value = body.get("id")!;
    undoForm.hidden = false;
    tell();
  };

  // Pressed right after a rating, it waits until there is something to take back.
  let undoing = false;
  const undo = async () => {
    if (undoing) return;
    undoing = true;
    await placed;
    await kept;
    undoing = false;
    const id = (undoForm.elements.namedItem("id") as HTMLInputElement).value;
    if (!id || busy || undoForm.hidden) return;
    busy = true;
    const body = new URLSearchParams({ id, course, done: String(done) });
    const r = await fragment("/review/undo", { method: "POST", body }).catch(() => undefined);
    busy = false;
    if (!r) return toast(words.noAnswer, { failed: true });
    const text = await r.text();
    if (!r.ok) return toastHTML(text);
    done = Math.max(0, done - 1);
    undoForm.hidden = true;
    place(text, Promise.resolve());
    tell();
  };

  root.addEventListener("click", e => {
    const t = (e.target as HTMLElement).closest<HTMLElement>("[data-show], button[name=rating]");
    if (!t) return;
    e.preventDefault();
    if (t.matches("[data-show]")) show();
    else rate(Number((t as HTMLButtonElement).value));
  });
  undoForm.addEventListener("submit", e => {
    e.preventDefault();
    void undo();
  });
  document.addEventListener("keydown", e => {
    if (!free(e) || dialogOpen()) return;
    if (e.key === " " || e.key === "Enter") {
      const t = e.target as HTMLElement;
      if (e.key === "Enter" && t.closest("a, button") && !t.matches("[data-show]")) return;
      if (e.key === " " && t.closest("button") && !t.matches("button[name=rating]")) return;
      e.preventDefault();
      if (!open()) show();
      else if (e.key === " ") rate(3);
      else if (t.matches("button[name=rating]")) t.click();
    } else if (/^[1-4]$/.test(e.key) && open()) {
      e.preventDefault();
      rate(Number(e.key));
    } else if (document.documentElement.dataset.keys === "on" && e.key.toLowerCase() === "z") {
      e.preventDefault();
      void undo();
    }
  });
  if (open()) card().querySelector<HTMLElement>("[data-rate] button")?.focus({ preventScroll: true });
  else if (visible(card().querySelector("[data-show]"))) card().querySelector<HTMLElement>("[data-show]")!.focus({ preventScroll: true });
  prefetch(Promise.resolve());
}
