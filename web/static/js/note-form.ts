// The form of a card: a preview that follows what is written, and the button that makes gaps.
import { $, $$, composing, fragment, html } from "./dom";
import { draw } from "./draw";
import { wrap } from "./gap";
import { words } from "./words";

const pause = 250; // ms without a key before the preview is asked for

/** armNotes arms the forms of cards below an element. */
export function armNotes(in_: ParentNode) {
  for (const preview of $$("[data-preview]", in_)) {
    const form = preview.closest("form");
    if (!form) continue;
    form.addEventListener("keydown", e => {
      if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || e.repeat || composing(e)) return;
      e.preventDefault();
      form.requestSubmit($<HTMLButtonElement>("[data-submit]", form));
    });
    follow(form, preview);
    const button = $<HTMLButtonElement>("[data-gap]", form);
    if (button) armGap(form, button);
  }
}

/** follow keeps the preview true. What comes late is dropped; drawn maths takes the place of drawn maths, so nothing flickers. */
function follow(form: HTMLFormElement, preview: HTMLElement) {
  const faces = $("[data-preview-faces]", preview)!, away = $("[data-preview-away]", preview)!;
  let timer = 0, asked: AbortController | undefined;
  const ask = async () => {
    asked?.abort();
    const mine = (asked = new AbortController());
    const body = new URLSearchParams();
    for (const [k, v] of new FormData(form)) if (k === "kind" || k === "front" || k === "back") body.append(k, v as string);
    try {
      const r = await fragment(preview.dataset.preview!, { method: "POST", body, signal: mine.signal });
      if (!r.ok) throw new Error(String(r.status));
      const fresh = document.createElement("div");
      fresh.append(html(await r.text()));
      await draw(fresh);
      if (mine.signal.aborted) return;
      faces.replaceChildren(...fresh.childNodes);
      preview.hidden = !body.get("front")?.trim() && !body.get("back")?.trim();
      away.hidden = true;
    } catch {
      if (!mine.signal.aborted) away.hidden = false;
    }
  };
  form.addEventListener("input", e => {
    if (!(e.target as Element).matches("[name=front], [name=back], [name=kind]")) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), pause);
  });
}

function armGap(form: HTMLFormElement, button: HTMLButtonElement) {
  const front = $<HTMLTextAreaElement>("[name=front]", form)!, said = $("[data-gap-made]", form);
  button.hidden = false;
  const make = async () => {
    const { parses } = await import("./math");
    const w = wrap(front.value, front.selectionStart, front.selectionEnd, parses);
    const cloze = $<HTMLInputElement>("input[type=radio][name=kind][value=cloze]", form);
    if (cloze) cloze.checked = true;
    front.focus();
    front.setSelectionRange(w.from, w.to);
    // As if it were typed, so that it can be undone by key.
    if (!document.execCommand("insertText", false, w.text)) {
      front.setRangeText(w.text, w.from, w.to);
      front.dispatchEvent(new Event("input", { bubbles: true }));
    }
    front.setSelectionRange(w.start, w.end);
    if (said) said.textContent = words.gapMade(w.n);
  };
  button.addEventListener("click", () => void make());
  front.addEventListener("keydown", e => {
    if (!(e.ctrlKey || e.metaKey) || !e.shiftKey || e.key.toLowerCase() !== "c") return;
    e.preventDefault();
    void make();
  });
}
