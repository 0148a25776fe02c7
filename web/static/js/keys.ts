// The keyboard of all pages. Single letters act outside fields only, and not when Settings turned them off.
import { $, $$, composing, inField, visible } from "./dom";
import { dialogOpen, openDialog } from "./dialog";

const places: Record<string, string> = { t: "/", c: "/courses", a: "/ask", k: "/cards" };
let g = 0; // when G was pressed

export const lettersOn = () => document.documentElement.dataset.keys === "on";

/** free reports whether a key is nobody else's. */
export const free = (e: KeyboardEvent) => !e.defaultPrevented && !inField(e.target) && !e.ctrlKey && !e.metaKey && !e.altKey && !composing(e) && !dialogOpen();

const press = (key: string) => {
  const e = $$(`[data-key="${CSS.escape(key)}"]`).find(visible);
  e?.click();
  return !!e;
};

export function armKeys() {
  document.addEventListener("keydown", e => {
    if (e.key === "Escape") {
      const menu = $("details[open].menu-of");
      if (menu) {
        menu.removeAttribute("open");
        menu.querySelector("summary")?.focus();
      } else if (!e.defaultPrevented && !dialogOpen() && !$(":popover-open") && !inField(e.target)) press("Escape");
      return;
    }
    if (!free(e) || document.documentElement.dataset.keys !== "on") return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (g && Date.now() - g < 1500 && places[key]) {
      g = 0;
      location.href = places[key];
      return e.preventDefault();
    }
    g = 0;
    switch (key) {
      case "g": g = Date.now(); return;
      case "?": e.preventDefault(); return void openDialog("/keys");
      case "/": e.preventDefault(); location.href = "/search"; return;
    }
    if (press(key)) return e.preventDefault();
    if (key === "r" && !$("[data-review], [data-reader]")) location.href = "/review";
    if (key === "n") {
      const files = $$<HTMLInputElement>("[data-files]").find(f => visible(f.closest("label")));
      files?.click();
    }
  });
}
