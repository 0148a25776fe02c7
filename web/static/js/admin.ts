// The admin page refreshes itself, but not under a hand that is on it; numbers older than 30 s go muted and say how old they are.
import { $, $$, inField } from "./dom";
import { words } from "./words";

const stale = 30_000;

/** armPolls keeps what asks the server again and again from changing under a hand, and from asking unseen. */
export function armPolls() {
  document.addEventListener("htmx:beforeRequest", e => {
    const poll = e.target as Element;
    if (poll.matches?.("[data-poll]") && (document.hidden || poll.contains(document.activeElement))) e.preventDefault();
  });
}

export function armAdmin() {
  const page = $("[data-admin]");
  if (!page) return;
  let at = Date.now();
  const tell = () => {
    const age = Date.now() - at;
    page.classList.toggle("stale", age > stale);
    const line = $("[data-updated]", page);
    if (line) line.textContent = words.age(Math.round(age / 5000) * 5);
  };
  const held = () => !!$("details[open]", page) || !!$("dialog[open]") || page.contains(document.activeElement) && inField(document.activeElement) || !!getSelection()?.toString();
  // What had the focus gets it again: the link, button or menu of the same name and place.
  const name = (e: Element) => [e.tagName, e.getAttribute("href"), e.getAttribute("aria-label"), e.closest("form")?.getAttribute("action"), e.textContent?.trim()].join("|");
  let focused = "";
  document.addEventListener("htmx:beforeSwap", e => {
    if ((e as CustomEvent).detail.target !== page) return;
    focused = page.contains(document.activeElement) ? name(document.activeElement!) : "";
  });
  document.addEventListener("htmx:beforeRequest", e => {
    if (e.target === page && (document.hidden || held())) e.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", e => {
    if ((e as CustomEvent).detail.target !== page) return;
    at = Date.now();
    tell();
    if (focused) $$("a, button, summary, h1", page).find(x => name(x) === focused)?.focus({ preventScroll: true });
  });
  tell();
  setInterval(tell, 5000);
}
