// The Ask page: the answer grows in place, then everything below the banner is put in its final state.
import { armAsk, armCitations, settle, stepUnsupported } from "./ask";
import { $, $$, el, visible } from "./dom";
import { free } from "./keys";

const root = $("#ask")!;

function arm() {
  const form = $<HTMLFormElement>("form[data-ask]", root);
  const thread = $("[data-thread]", root)!;
  settle(root);
  if (!form) return;
  armAsk(form, {
    thread,
    passages: $<HTMLElement>("[data-passages]", root),
    begin(live) {
      if (!root.dataset.conversation) thread.replaceChildren(live);
      else { // the answer before folds to its question
        const last = thread.querySelector(":scope > article.answer");
        if (last) {
          const fold = el("details", { class: "border-b border-base-300 py-3" }, el("summary", { class: "font-semibold" }, last.querySelector("h1")?.textContent ?? ""));
          last.replaceWith(fold);
          last.querySelector("h1")?.remove();
          fold.append(last);
        }
        thread.append(live);
      }
      if (root.dataset.conversation) thread.querySelector("[data-live]")?.scrollIntoView({ block: "start" });
      else scrollTo(0, 0);
    },
    answer(data) {
      const y = scrollY;
      root.innerHTML = data.html;
      root.dataset.conversation = data.url!.slice("/ask/".length);
      history.replaceState(null, "", data.url);
      document.title = `${data.title} · studyapp`;
      arm();
      scrollTo(0, y);
    },
    stopped() {
      // What was written is checked and kept: show it from there.
      setTimeout(() => (location.href = root.dataset.conversation ? `/ask/${root.dataset.conversation}` : "/ask?last"), 1000);
    },
  });
}

arm();
armCitations();
const field = $<HTMLTextAreaElement>("[data-question]", root);
if (field && !root.dataset.conversation && matchMedia("(pointer: fine)").matches) field.focus();
if (field?.value && new URLSearchParams(location.search).has("q")) field.select();

document.addEventListener("keydown", e => {
  if (!free(e) || document.documentElement.dataset.keys !== "on") return;
  if (/^[1-9]$/.test(e.key)) {
    const a = $$<HTMLAnchorElement>(`[data-passages] a[data-open="${e.key}"]`).find(visible);
    if (a) location.href = a.href;
  } else if (e.key === "[") stepUnsupported(-1);
  else if (e.key === "]") stepUnsupported(1);
  else return;
  e.preventDefault();
});
