// The card list: selection with its bar, and the keys.
import { $, $$, visible } from "./dom";
import { openDialog } from "./dialog";
import { free } from "./keys";
import { words } from "./words";

export function armCards() {
  const form = $<HTMLFormElement>("[data-selection]");
  if (!form) return;
  const boxes = () => $$<HTMLInputElement>("input[name=card]", form);
  const all = $<HTMLInputElement>("[data-select-all]", form), label = $("[data-selected]", form);
  const count = () => {
    const on = boxes().filter(b => b.checked).length;
    if (label) label.textContent = on ? words.selected(on) : (label.dataset.none ?? "");
    if (all) {
      all.checked = on > 0 && on === boxes().length;
      all.indeterminate = on > 0 && on < boxes().length;
    }
    for (const b of $$("[data-deed]", form)) b.hidden = on === 0;
    const say = $("[data-selected-say]", form);
    if (say) say.textContent = on ? words.selected(on) : "";
    const found = $("[data-count-all]", form);
    if (found) found.hidden = on > 0;
  };
  form.addEventListener("change", e => {
    if (e.target === all) for (const b of boxes()) b.checked = all!.checked;
    count();
  });
  document.addEventListener("htmx:afterSwap", count);
  count();
  // A menu of the filter acts at once.
  const filter = $<HTMLFormElement>("[data-filter]");
  filter?.addEventListener("change", e => (e.target as HTMLElement).matches("select") && filter.requestSubmit());

  const rows = () => $$("[data-card-row]").filter(visible);
  const at = () => rows().findIndex(r => r.contains(document.activeElement));
  document.addEventListener("keydown", e => {
    if (!free(e) || document.documentElement.dataset.keys !== "on") return;
    const list = rows(), i = at();
    const row = list[i] as HTMLElement | undefined;
    const box = row?.querySelector<HTMLInputElement>("input[name=card]");
    const act = (name: string) => {
      if (!box) return;
      if (!boxes().some(b => b.checked)) box.checked = true; // else what is selected
      count();
      form.querySelector<HTMLButtonElement>(`button[name=do][value=${name}]`)?.click();
    };
    switch (e.key) {
      case "j": list[Math.min(i + 1, list.length - 1)]?.querySelector("a")?.focus(); break;
      case "k": list[Math.max(i - 1, 0)]?.querySelector("a")?.focus(); break;
      case "x": if (box) { box.checked = !box.checked; count(); } break;
      case "e": {
        const edit = $<HTMLAnchorElement>("[data-one-card] a[data-key=e]");
        if (!box || visible(edit)) return; // the card that is shown has its own key
        void openDialog(`/cards/${box.value}/edit?back=${encodeURIComponent(location.pathname + location.search)}`);
        break;
      }
      case "s": act("suspended"); break;
      case "Delete": act("delete"); break;
      default: return;
    }
    e.preventDefault();
  });
}
