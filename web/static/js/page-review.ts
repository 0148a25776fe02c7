// The pages of a review: the cards, the pause before learning steps, the end.
import { now } from "./clock";
import { $ } from "./dom";
import { free, lettersOn } from "./keys";
import { session } from "./session";
import { words } from "./words";

const root = $("[data-review]");

if (root) session(root);
else {
  document.addEventListener("keydown", e => {
    if (lettersOn() && free(e) && e.key.toLowerCase() === "z") $<HTMLFormElement>("[data-undo-form]:not([hidden])")?.requestSubmit();
  });
  const wait = $("[data-wait-until]");
  if (wait) countDown(wait);
}

/** countDown says how long it is until a time, then goes where the page says. */
function countDown(wait: HTMLElement) {
  const until = Date.parse(wait.dataset.waitUntil!);
  const tick = () => {
    const left = Math.ceil((until - now().getTime()) / 1000);
    if (left <= 0) return location.replace(wait.dataset.then!);
    wait.textContent = words.waitLeft(left);
    setTimeout(tick, 500);
  };
  tick();
}
