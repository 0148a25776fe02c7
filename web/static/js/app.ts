// What every page has: htmx with server-sent events, dialogs, keys, uploads, toasts, maths.
import "./htmx";
import "htmx-ext-sse";
import { armAdmin, armPolls } from "./admin";
import { armCards } from "./cards";
import { armDialogs, prepare } from "./dialog";
import { $$ } from "./dom";
import { draw } from "./draw";
import { armKeys } from "./keys";
import { armQueue } from "./queue";
import { armSettings, atField } from "./settings";
import { armToasts, toast, toastHTML } from "./toast";
import { armLive } from "./live";
import { armReach } from "./reach";
import { showRefused } from "./refused";
import { armUploads, closeMenus } from "./upload";
import { words } from "./words";

armToasts();
armDialogs();
armKeys();
armUploads();
armLive();
armReach();
showRefused();
armAdmin();
armPolls();
armSettings();
armCards();
void armQueue();
prepare(document);
void draw();

document.addEventListener("click", e => closeMenus((e.target as HTMLElement).closest("details.menu-of")));
document.addEventListener("htmx:afterSwap", e => void draw((e as CustomEvent).detail.target ?? document));
document.addEventListener("htmx:responseError", e => {
  const { xhr, elt } = (e as CustomEvent<{ xhr: XMLHttpRequest; elt: HTMLElement }>).detail;
  if (!atField(elt, xhr.getResponseHeader("X-Field"), xhr.responseText)) toastHTML(xhr.responseText);
});
document.addEventListener("htmx:sendError", e => {
  if (!(e.target as HTMLElement).matches?.("[data-admin], [data-poll]")) toast(words.noAnswer, { failed: true }); // the banner says it
});

document.addEventListener("htmx:sseBeforeMessage", e => {
  if (!(e.target as Element).matches?.("[data-live-toast]")) return;
  e.preventDefault();
  toastHTML((e as CustomEvent<MessageEvent<string>>).detail.data);
});

for (const z of $$<HTMLInputElement>("[data-time-zone]")) z.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

// Too many tries: how long it takes is counted down, aloud only when it is over.
for (const w of $$("[data-wait]")) {
  const until = Date.now() + Number(w.dataset.wait) * 1000;
  const shown = document.createElement("span");
  const aloud = document.createElement("span");
  aloud.className = "sr-only";
  aloud.textContent = w.textContent;
  shown.setAttribute("aria-hidden", "true");
  w.replaceChildren(aloud, shown);
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left <= 0) {
      w.textContent = words.tryNow;
      return;
    }
    shown.textContent = words.tooMany(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} min`);
    setTimeout(tick, 1000);
  };
  tick();
}

// A field says when it is left that it is too short, not while typing.
document.addEventListener("focusout", e => {
  const f = e.target as HTMLInputElement;
  const least = Number(f.dataset?.minLength ?? 0);
  if (!least || !f.value) return;
  const below = document.getElementById(f.getAttribute("aria-describedby") ?? "");
  const short = [...f.value].length < least;
  if (!below) return;
  below.dataset.hint ??= below.classList.contains("err") ? "" : (below.textContent ?? "");
  below.className = short ? "err" : "hint";
  below.textContent = short ? words.short([...f.value].length, least) : below.dataset.hint;
  if (short) f.setAttribute("aria-invalid", "true");
  else f.removeAttribute("aria-invalid");
});

// A form that was sent says so, and is not sent twice.
document.addEventListener("submit", e => {
  const form = e.target as HTMLFormElement;
  if (e.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  const button = (e as SubmitEvent).submitter;
  setTimeout(() => { // after the browser has read the form
    if (e.defaultPrevented) return;
    button?.setAttribute("aria-busy", "true");
  });
  if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 2000) return e.preventDefault();
  form.dataset.sent = String(Date.now());
});

document.documentElement.dataset.scripts = "on"; // from here on links and forms are quick
