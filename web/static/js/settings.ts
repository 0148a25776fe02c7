// Forms that save themselves: what was wrong stands at its field, and what changes the look of the page does so at once.
import { $, $$, el, html } from "./dom";

/** atField shows why a form was not saved at the field it names. It returns false where there is no such field. */
export function atField(form: HTMLElement, name: string | null, answer: string): boolean {
  const field = name ? $<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`, form) : null;
  const said = html(answer), why = said.querySelector("p")?.textContent?.trim();
  if (!field || !why) return false;
  const id = `${name}-below`;
  let below = document.getElementById(id);
  if (!below) {
    below = el("p", { id });
    field.after(below);
    field.setAttribute("aria-describedby", id);
  }
  below.dataset.hint ??= below.classList.contains("err") ? "" : (below.textContent ?? "");
  below.className = "err";
  below.setAttribute("role", "alert");
  const icon = said.querySelector("svg");
  icon?.setAttribute("class", "i !w-4 !h-4");
  below.replaceChildren(...(icon ? [icon] : []), why);
  document.querySelector(form.getAttribute("hx-target") ?? "unknown")?.replaceChildren(); // what was saved before
  field.setAttribute("aria-invalid", "true");
  return true;
}

function forget(form: HTMLElement) {
  for (const f of $$("[aria-invalid]", form)) {
    f.removeAttribute("aria-invalid");
    const below = document.getElementById(f.getAttribute("aria-describedby") ?? "");
    if (!below) continue;
    below.className = "hint";
    below.removeAttribute("role");
    below.textContent = below.dataset.hint ?? "";
  }
}

export function armSettings() {
  document.addEventListener("htmx:afterRequest", e => {
    const { elt, successful } = (e as CustomEvent<{ elt: HTMLElement; successful: boolean }>).detail;
    if (!(elt instanceof HTMLFormElement) || elt.getAttribute("hx-post") !== "/settings" || !successful) return;
    forget(elt);
    const data = new FormData(elt), root = document.documentElement.dataset;
    if (data.get("section") !== "appearance") return;
    const set = (key: string, value: FormDataEntryValue | null, usual: string) => {
      if (!value || value === usual) delete root[key];
      else root[key] = String(value);
    };
    set("theme", data.get("theme"), "system");
    set("text", data.get("text_size"), "m");
    set("keys", data.has("single_keys") ? "on" : null, "");
  });
}
