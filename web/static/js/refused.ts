// What the server refused to take, each for a reason of its own. It stands on every page until the student has put it
// away: the device is the only one that knows it.
import { $, el } from "./dom";
import type { Entry } from "./store";
import { words } from "./words";

export interface Refusal { id: string; kind: Entry["kind"]; question: string; reason: string }

const key = `studyapp-refused-${document.documentElement.dataset.account ?? ""}`;
let here: Refusal[] | undefined; // where the browser keeps nothing for pages: in some private windows, or when it is full

function kept(): Refusal[] {
  if (here) return here;
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as Refusal[];
  } catch {
    return [];
  }
}

function keep(list: Refusal[]) {
  try {
    if (list.length) localStorage.setItem(key, JSON.stringify(list));
    else localStorage.removeItem(key);
    here = undefined;
  } catch {
    here = list; // it stands on this page
  }
}

/** refusedEntry keeps that an entry was refused, and shows it. */
export function refusedEntry(e: Entry, reason: string) {
  const list = kept().filter(r => r.id !== e.id);
  keep([...list, { id: e.id, kind: e.kind, question: e.question ?? "", reason }]);
  showRefused();
}

/** showRefused shows what was refused and not put away yet. */
export function showRefused() {
  $("[data-refused]")?.remove();
  const list = kept();
  if (!list.length) return;
  const lines = list.map(r => el("li", {}, el("strong", { dir: "auto" }, r.question || words.aCard), " ", words.refused[r.kind], " ", r.reason));
  const away = el("button", { type: "button", class: "btn btn-plain btn-sm shrink-0" }, words.dismiss);
  const box = el("div", { class: "banner", "data-refused": "", role: "alert" }, el("ul", { class: "flex-1 min-w-0 wrap-anywhere" }, ...lines), away);
  away.onclick = () => {
    keep([]);
    box.remove();
  };
  const header = $("[data-review] > header"); // the review has no frame around it
  if (header) header.after(box);
  else ($("#main") ?? document.body).prepend(box);
}
