// Whether the server answers: one banner says when it does not, counts down to the next try, and goes when it is back.
import { $, el } from "./dom";
import { words } from "./words";

const waits = [2, 4, 8, 8, 15]; // seconds before the next try; the last one stays
let waiting: Promise<void> | undefined;
let tryNow: () => void = () => {};

/** answers asks the server whether it can serve. */
export const answers = () => fetch("/readyz", { cache: "no-store" }).then(r => r.ok, () => false);

const pause = (ms: number) => new Promise<void>(done => {
  const t = setTimeout(done, ms);
  tryNow = () => { clearTimeout(t); done(); };
});

function banner() {
  const count = el("span", { "aria-hidden": "true" });
  const box = el("div", { class: "banner", "data-reach": "" }, el("p", { class: "flex-1" }, el("span", { role: "status" }, words.unreachable), " ", count));
  const main = $("#main");
  if (!main) box.classList.add("banner-over");
  (main ?? document.body).prepend(box);
  return { box, count };
}

async function wait() {
  const other = $<HTMLElement>(".banner:not([data-refused])");
  if (other) other.hidden = true; // at most one, the gravest
  const shown = $("[data-review]") ? undefined : banner(); // the review says itself what it keeps
  for (let i = 0; ; i++) {
    for (let left = waits[Math.min(i, waits.length - 1)]!; left > 0; left--) {
      if (shown) shown.count.textContent = words.tryingIn(left);
      const before = Date.now();
      await pause(1000);
      if (Date.now() - before < 900) break; // the network came back
    }
    if (shown) shown.count.textContent = words.trying;
    if (await answers()) break;
  }
  shown?.box.remove();
  if (other) other.hidden = false;
}

/** lost tells that the server did not answer; what is returned ends when it does again. */
export function lost(): Promise<void> {
  waiting ??= wait().finally(() => { waiting = undefined; });
  return waiting;
}

/** doubt finds out whether a failure means that the server is away. */
export async function doubt() {
  if (!waiting && !(await answers())) void lost();
}

export function armReach() {
  window.addEventListener("online", () => tryNow());
  window.addEventListener("offline", () => void doubt());
  document.addEventListener("htmx:sseError", () => void doubt());
  document.addEventListener("htmx:sendError", () => void doubt());
}
