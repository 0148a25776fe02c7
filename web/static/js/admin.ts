// The admin page refreshes itself, but not under a hand that is on it; numbers older than 30 s go muted and say how old they are.
import { $ } from "./dom";
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
  const held = () => page.contains(document.activeElement) || !!$("details[open]", page) || !!getSelection()?.toString();
  document.addEventListener("htmx:beforeRequest", e => {
    if (e.target === page && (document.hidden || held())) e.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", e => {
    if ((e as CustomEvent).detail.target !== page) return;
    at = Date.now();
    tell();
  });
  tell();
  setInterval(tell, 5000);
}
