// Files chosen or dropped anywhere on the page: one request a file, with its progress in a row. A file whose upload broke
// off is kept and sent again when the server is back.
import { $, $$, el, fragment, html } from "./dom";
import { answers, lost } from "./reach";
import { toast } from "./toast";
import { words } from "./words";

const atOnce = 2;
const tries = 4; // of a file that breaks off although the server answers
let open = 0; // files on their way

interface Row { row?: HTMLElement; say(text: string): void; progress(percent: number): void }
interface Answer { status: number; text: string; document: string; location?: string }

/** draw makes the row of a file from what the server drew for it; without a list there is none. */
function draw(list: Element | null, name: string): Row {
  const from = $<HTMLTemplateElement>("template[data-upload-row]");
  const row = list && from ? (from.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>("li")! : undefined;
  if (!row) return { say() {}, progress() {} };
  const title = $("[data-title]", row)!, state = $("[data-state]", row)!, bar = $<HTMLProgressElement>("progress", row)!;
  title.textContent = title.title = name;
  bar.setAttribute("aria-label", words.uploadName(name));
  state.textContent = words.waiting;
  list!.append(row);
  return { row, say(text) { state.textContent = text; }, progress(percent) { bar.value = percent; state.textContent = words.sending(percent); } };
}

function sendOnce(file: File, url: string, progress: (percent: number) => void) {
  return new Promise<Answer>(done => {
    const x = new XMLHttpRequest();
    x.open("POST", url);
    x.setRequestHeader("X-Fragment", "row");
    x.setRequestHeader("Accept", "text/html");
    x.upload.onprogress = e => e.lengthComputable && progress(Math.round((e.loaded / e.total) * 100));
    x.onloadend = () => done({ status: x.status, text: x.responseText, document: x.getResponseHeader("X-Document") ?? "", location: x.getResponseHeader("X-Location") ?? "" });
    const form = new FormData();
    form.append("file", file);
    x.send(form);
  });
}

const broke = (status: number) => status === 0 || status === 502 || status === 503 || status === 504;

/** send sends a file until it arrived or was refused. That it is there already means, after a try that broke off, that this one had arrived. */
async function send(file: File, url: string, to: Row): Promise<Answer> {
  for (let i = 1; ; ) {
    to.progress(0);
    const a = await sendOnce(file, url, to.progress);
    if (a.status === 409 && a.document && i > 1) {
      const r = await fragment(`/documents/${a.document}/row`).catch(() => undefined);
      if (r?.ok) return { status: 201, text: await r.text(), document: a.document };
    }
    if (!broke(a.status) || i >= tries) return a;
    to.say(words.kept);
    if (await answers()) await new Promise(next => setTimeout(next, 1000 << i++));
    else {
      await lost();
      i = 2; // as often as it takes
    }
  }
}

/** announce tells screen readers, once for each file, how it went. */
function announce(text: string) {
  const box = $("[sse-swap=say]");
  if (box) box.textContent = text;
}

function refuse(to: Row, name: string, a: Answer, again: () => void) {
  const why = html(a.text).querySelector("p") ?? el("p", { class: "text-error" }, words.uploadFailed);
  const { row } = to;
  if (!row) return toast(`${name}: ${why.textContent?.trim()}`, { failed: true });
  why.setAttribute("role", "alert");
  $("[data-state]", row)!.replaceWith(why);
  const bar = $("progress", row)!;
  if (a.status === 0 || a.status >= 500) {
    const button = el("button", { type: "button", class: "btn btn-quiet btn-sm" }, words.sendAgain);
    button.onclick = () => { row.remove(); again(); };
    bar.replaceWith(button);
  } else bar.remove();
  const close = $<HTMLButtonElement>("[data-drop]", row)!;
  close.hidden = false;
  close.onclick = () => row.remove();
}

export async function upload(files: File[], course: string) {
  const list = $("[data-uploads]"), rows = $("[data-rows]");
  $("[data-upload-section]")?.removeAttribute("hidden");
  if (!list) toast(words.uploading(files.length));
  const jobs = files.map(file => ({ file, to: draw(list, file.name) }));
  open += jobs.length;
  announce(words.uploading(files.length));
  let added = 0;
  const next = async (): Promise<void> => {
    const j = jobs.shift();
    if (!j) return;
    const a = await send(j.file, "/documents?course=" + encodeURIComponent(course), j.to);
    open--;
    const made = a.status === 201 ? html(a.text).querySelector<HTMLElement>("li.doc") : null;
    if (made) {
      added++;
      j.to.row?.remove();
      if (rows && !document.getElementById(made.id)) rows.prepend(made);
      $("[data-empty]")?.remove();
    } else refuse(j.to, j.file.name, a, () => void upload([j.file], course));
    return next();
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  if (!list && added) toast(words.uploaded(added), { link: words.openCourse, url: "/courses/" + course });
}

/** sendForm sends the file of a dialog's form, with its progress there, and gives what the server answered. */
export async function sendForm(form: HTMLFormElement): Promise<Answer | undefined> {
  const file = $<HTMLInputElement>("input[type=file]", form)?.files?.[0], box = $("[data-sending]", form);
  if (!file || !box) return;
  box.hidden = false;
  const state = $("[data-state]", box)!, bar = $<HTMLProgressElement>("progress", box)!;
  open++;
  const a = await send(file, form.action, { say(text) { state.textContent = text; }, progress(percent) { bar.value = percent; state.textContent = words.sending(percent); } });
  open--;
  box.hidden = true;
  return a;
}

const withFiles = (e: DragEvent) => !!e.dataTransfer?.types.includes("Files");

export function armUploads() {
  window.addEventListener("beforeunload", e => { if (open > 0) e.preventDefault(); }); // what is not sent would be lost
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
