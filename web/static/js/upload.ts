// Files chosen or dropped anywhere on the page: one request a file, with its progress in a row.
import { $, $$, el, html } from "./dom";
import { toast } from "./toast";
import { words } from "./words";

const atOnce = 2;

function uploadRow(name: string) {
  const state = el("p", { class: "text-muted", role: "status" }, words.waiting);
  const bar = el("progress", { class: "thin my-2", max: "100", value: "0", "aria-label": words.uploadName(name) });
  const row = el("li", { class: "doc" }, el("span", { class: "pt-0.5" }), el("div", { class: "min-w-0" }, el("p", { class: "font-semibold line-clamp-2 break-words", title: name }, name), state), el("div", { class: "doc-g" }, bar));
  return { row, state, bar };
}

function sendOne(file: File, course: string, progress: (percent: number) => void) {
  return new Promise<{ ok: boolean; text: string }>(done => {
    const x = new XMLHttpRequest();
    x.open("POST", "/documents?course=" + encodeURIComponent(course));
    x.setRequestHeader("X-Fragment", "row");
    x.setRequestHeader("Accept", "text/html");
    x.upload.onprogress = e => e.lengthComputable && progress(Math.round((e.loaded / e.total) * 100));
    x.onload = () => done({ ok: x.status === 201, text: x.responseText });
    x.onerror = x.onabort = () => done({ ok: false, text: "" });
    const form = new FormData();
    form.append("file", file);
    x.send(form);
  });
}

export async function upload(files: File[], course: string) {
  const list = $("[data-uploads]"), rows = $("[data-rows]");
  $("[data-upload-section]")?.removeAttribute("hidden");
  if (!list) toast(words.uploading(files.length));
  const jobs = files.map(file => ({ file, ...uploadRow(file.name) }));
  if (list) list.append(...jobs.map(j => j.row));
  let added = 0;
  const next = async (): Promise<void> => {
    const j = jobs.shift();
    if (!j) return;
    j.state.textContent = words.sending(0);
    const r = await sendOne(j.file, course, percent => {
      j.bar.value = percent;
      j.state.textContent = words.sending(percent);
    });
    const answer = html(r.text);
    const made = answer.querySelector<HTMLElement>("li.doc");
    if (r.ok && made) {
      added++;
      j.row.remove();
      if (rows && !document.getElementById(made.id)) {
        rows.prepend(made);
      }
      $("[data-empty]")?.remove();
    } else {
      const why = answer.querySelector("p") ?? el("p", { class: "text-error" }, words.uploadFailed);
      why.setAttribute("role", "alert");
      j.bar.remove();
      if (list) {
        j.state.replaceWith(why);
        const close = el("button", { type: "button", class: "btn btn-ghost btn-sm btn-square", "aria-label": words.close }, "×");
        close.onclick = () => j.row.remove();
        j.row.append(close);
      } else toast(`${j.file.name}: ${why.textContent?.trim()}`, { failed: true });
    }
    return next();
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  if (!list && added) toast(words.uploaded(added), { link: words.openCourse, url: "/courses/" + course });
}

const withFiles = (e: DragEvent) => !!e.dataTransfer?.types.includes("Files");

export function armUploads() {
  document.addEventListener("change", e => {
    const input = e.target as HTMLInputElement;
    if (!input.matches?.("[data-files]") || !input.files?.length) return;
    const course = new URL(input.form!.action).searchParams.get("course") ?? "";
    void upload([...input.files], course);
    input.value = "";
  });
  const main = $("[data-drop-course]");
  if (!main) return;
  let depth = 0;
  const over = (on: boolean) => document.body.classList.toggle("drop-over", on);
  document.addEventListener("dragenter", e => { if (withFiles(e)) { depth++; over(true); } });
  document.addEventListener("dragleave", e => { if (withFiles(e) && --depth <= 0) { depth = 0; over(false); } });
  document.addEventListener("dragover", e => { if (withFiles(e)) e.preventDefault(); });
  document.addEventListener("drop", e => {
    if (!withFiles(e)) return;
    e.preventDefault();
    depth = 0;
    over(false);
    const files = [...(e.dataTransfer?.files ?? [])];
    if (files.length) void upload(files, main.dataset.dropCourse ?? "");
  });
}

export const closeMenus = (except?: Element | null) => $$("details[open].menu-of").forEach(d => d !== except && d.removeAttribute("open"));
