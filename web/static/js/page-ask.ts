// The Ask page: the answer grows in place, then everything below the banner is put in its final state.
import { armAsk } from "./ask";
import { armCitations, settle, stepUnsupported } from "./citations";
import { $, $$, el, html, visible } from "./dom";
import { meets } from "./fold";
import { free } from "./keys";
import { words } from "./words";

const root = $("#ask")!;

function arm() {
  const form = $<HTMLFormElement>("form[data-ask]", root);
  const thread = $("[data-thread]", root)!;
  settle(root);
  if (!form) return;
  armAsk(form, {
    thread,
    heading: "h1",
    where() {
      const choose = root.dataset.conversation ? null : $("[data-choose]", form), icon = choose?.querySelector("svg");
      return choose && icon ? el("p", { class: "text-muted flex items-center gap-1.5" }, icon.cloneNode(true), el("span", { class: "truncate", dir: "auto" }, $("[data-where]", choose)!.textContent!)) : undefined;
    },
    passages: $<HTMLElement>("[data-passages]", root),
    begin(live) {
      // The column of passages takes its place at once, not under what is being read.
      const column = $("[data-passages]", root);
      if (column?.hidden) {
        column.hidden = false;
        column.replaceChildren(el("div", { class: "sec-h" }, el("h2", { id: "src" }, words.passages)));
      }
      if (!root.dataset.conversation) thread.replaceChildren(live);
      else { // the answer before folds to its question
        const last = thread.querySelector(":scope > article.answer");
        if (last) {
          const fold = $<HTMLTemplateElement>("template[data-fold]")!.content.firstElementChild!.cloneNode(true) as HTMLElement;
          $("summary span", fold)!.textContent = last.querySelector("h1")?.textContent ?? "";
          last.replaceWith(fold);
          for (const x of $$("h1, [data-found], [data-status]", last)) x.remove();
          fold.append(last);
        }
        thread.append(live);
      }
      if (root.dataset.conversation) thread.querySelector("[data-live]")?.scrollIntoView({ block: "start" });
      else scrollTo(0, 0);
    },
    begun(url) {
      $("[data-choose]", form)?.remove();
      history.replaceState(null, "", url);
    },
    answer(data) {
      // The form stays: what is typed in it meanwhile, and where the caret stands.
      const y = scrollY, page = html(data.html);
      const put = (css: string) => {
        const here = $(css, root), there = $(css, page);
        if (here && there) here.replaceChildren(...there.childNodes);
        return [here, there] as const;
      };
      put("[data-thread]");
      const [column, news] = put("[data-passages]");
      if (column && news) column.hidden = news.hidden;
      const next = $<HTMLFormElement>("form[data-ask]", page);
      if (!next) form.replaceWith($("[data-no-form]", page) ?? "");
      else {
        $("[data-notes]", form)?.replaceWith($("[data-notes]", next)!);
        for (const name of ["conversation", "scope"]) (form.elements.namedItem(name) as HTMLInputElement).value = (next.elements.namedItem(name) as HTMLInputElement).value;
        const field = $<HTMLTextAreaElement>("[data-question]", form)!, label = $<HTMLTextAreaElement>("[data-question]", next)!.placeholder;
        field.placeholder = label;
        form.querySelector("label")!.textContent = label;
      }
      root.dataset.conversation = data.url!.slice("/ask/".length);
      history.replaceState(null, "", data.url);
      document.title = `${data.title} · studyapp`;
      settle(root);
      scrollTo(0, y);
    },
  });
}

arm();
armCitations();
const field = $<HTMLTextAreaElement>("[data-question]", root);
if (field && !root.dataset.conversation && matchMedia("(pointer: fine)").matches) field.focus();
if (field?.value && new URLSearchParams(location.search).has("q")) field.select();

// The dialog of where to look: a chosen document means chosen documents, and the list can be filtered.
document.addEventListener("change", e => {
  const t = e.target as HTMLElement;
  if (!t.closest("[data-scope-documents]") || !t.matches("[name=document]")) return;
  const radio = t.closest("form")?.querySelector<HTMLInputElement>('[data-scope-in="documents"]');
  if (radio) radio.checked = true;
});
document.addEventListener("input", e => {
  const t = e.target as HTMLInputElement;
  if (!t.matches("[data-filter]")) return;
  const sought = t.value.trim();
  for (const l of $$("label", t.closest("fieldset")!)) l.hidden = !!sought && !meets(l.textContent!, sought);
});

document.addEventListener("keydown", e => {
  if (!free(e) || document.documentElement.dataset.keys !== "on") return;
  if (/^[1-9]$/.test(e.key)) {
    const a = $$<HTMLAnchorElement>(`:is([data-passages], [data-thread] > .answer [data-nearest]) a[data-open="${e.key}"]`).find(visible);
    if (a) location.href = a.href;
  } else if (e.key === "[") stepUnsupported(-1);
  else if (e.key === "]") stepUnsupported(1);
  else return;
  e.preventDefault();
});
