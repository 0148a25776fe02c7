// Links with data-dialog open their page as a dialog over this one, and its form answers there.
import htmx from "./htmx";
import { $, $$, el, fragment, html, visible } from "./dom";
import { draw } from "./draw";
import { armNotes } from "./note-form";
import { toast, toastHTML } from "./toast";
import { sendForm } from "./upload";
import { words } from "./words";

let open: HTMLDialogElement | undefined;

function fill(d: HTMLDialogElement, text: string) {
  const content = html(text);
  for (const h of content.querySelectorAll("h1")) { // the page below has its own
    const h2 = el("h2", { id: h.id, class: h.className });
    h2.append(...h.childNodes);
    h.replaceWith(h2);
  }
  d.replaceChildren(content);
  htmx.process(d);
  prepare(d);
  void draw(d);
}

/** prepare makes the fields of a form do what they say: the slider counts. */
export function prepare(in_: ParentNode) {
  copies(in_);
  armNotes(in_);
  for (const range of $$<HTMLInputElement>("[data-count]", in_)) {
    const lines = JSON.parse(range.dataset.count || "{}") as Record<string, string>;
    range.addEventListener("input", () => {
      const box = range.closest(".dialog-content");
      const n = Number(range.value);
      const largest = box?.querySelector("[data-largest]"), submit = box?.querySelector("[data-submit]");
      if (largest) largest.textContent = lines[range.value] ?? words.upTo(n);
      if (submit) submit.textContent = words.makeCards(n);
      if (range.form) share(range.form, n);
    });
  }
  for (const sections of $$("[data-sections]", in_)) {
    const form = sections.closest("form")!, count = form.querySelector<HTMLInputElement>("[name=count]");
    sections.addEventListener("change", () => share(form, Number(count?.value)));
  }
}

/** share parts n cards among the chosen sections by their text, as the server does (document.shares). */
function share(form: HTMLFormElement, n: number) {
  const boxes = $$<HTMLInputElement>("[data-sections] [name=section]", form);
  const weights = boxes.map(b => (b.checked ? Number(b.dataset.tokens) : 0)), total = weights.reduce((a, b) => a + b, 0);
  const parts = weights.map(w => (total ? Math.floor((n * w) / total) : 0));
  const rests = weights.map((w, i) => ({ i, rest: total ? (n * w) % total : 0 })).sort((a, b) => b.rest - a.rest);
  for (const { i } of rests.slice(0, total ? n - parts.reduce((a, b) => a + b, 0) : 0)) parts[i]++;
  boxes.forEach((b, i) => {
    const about = b.closest("li")?.querySelector("[data-about]");
    if (about) about.textContent = b.checked ? words.aboutMore(parts[i]) : "";
  });
}

/** copies arms the buttons that copy a field. */
function copies(in_: ParentNode) {
  for (const b of $$<HTMLButtonElement>("[data-copy]", in_)) {
    b.hidden = false;
    b.onclick = async () => {
      const from = $<HTMLInputElement>(b.dataset.copy!, in_)!;
      from.select();
      await navigator.clipboard.writeText(from.value).catch(() => document.execCommand("copy"));
      toast(words.copied);
    };
  }
}

/** go leads to an address, also when it is this one. A page may take it over: the event "go" tells it first. */
export function go(to: string) {
  const u = new URL(to, location.href);
  if (!document.dispatchEvent(new CustomEvent<URL>("go", { detail: u, cancelable: true }))) return;
  if (u.pathname.endsWith("/edit")) return void openDialog(u.href);
  const here = u.pathname + u.search === location.pathname + location.search;
  if (!here) return void (location.href = u.href);
  if (u.hash) location.hash = u.hash;
  location.reload();
}

export async function openDialog(url: string) {
  const back = document.activeElement as HTMLElement | null;
  let text: string;
  try {
    const r = await fragment(url);
    text = await r.text();
    if (r.status >= 400 && !text.includes("dialog-content")) return toastHTML(text);
    if (!text.includes("dialog-content")) return void (location.href = url); // signed out meanwhile
  } catch {
    return toast(words.noAnswer, { failed: true });
  }
  open?.close();
  const d = el("dialog", { class: "dlg", "aria-labelledby": "dialog-title" });
  open = d;
  document.body.append(d);
  fill(d, text);
  d.addEventListener("close", () => {
    d.remove();
    if (open === d) open = undefined;
    if (back?.isConnected) back.focus();
  });
  d.addEventListener("click", e => {
    const t = e.target as HTMLElement;
    if (t === d || t.closest("[data-close]")) {
      e.preventDefault();
      d.close();
    }
  });
  d.addEventListener("submit", e => {
    const form = e.target as HTMLFormElement;
    if (form.action.endsWith("/signout") || form.method !== "post") return;
    e.preventDefault();
    void send(d, form, (e as SubmitEvent).submitter as HTMLButtonElement | null);
  });
  d.showModal();
  const field = d.querySelector<HTMLElement>("[autofocus]") ?? d.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select");
  if (field) field.focus();
  else if (d.scrollHeight > d.clientHeight) begin(d);
}

/** begin shows a long text from its top; the browser would focus the first button, which stands at its end. */
function begin(d: HTMLElement) {
  const title = d.querySelector<HTMLElement>("#dialog-title");
  title?.setAttribute("tabindex", "-1");
  title?.focus({ preventScroll: true });
  d.scrollTop = 0;
}

async function post(form: HTMLFormElement, button: HTMLButtonElement | null) {
  const body = new URLSearchParams();
  for (const [k, v] of new FormData(form, button)) body.append(k, v as string);
  const r = await fragment(form.action, { method: "POST", body });
  return { to: r.headers.get("X-Location"), text: await r.text() };
}

async function sendFile(form: HTMLFormElement) {
  const a = await sendForm(form);
  if (!a?.status) throw new Error("not sent");
  if (a.status === 201) return { to: new URL(form.action).searchParams.get("back"), text: "" }; // an earlier try had arrived
  return { to: a.location, text: a.text };
}

async function send(d: HTMLDialogElement, form: HTMLFormElement, button: HTMLButtonElement | null) {
  button?.setAttribute("aria-busy", "true");
  if (button) button.disabled = true;
  try {
    const { to, text } = form.matches("[data-send-file]") ? await sendFile(form) : await post(form, button);
    if (to) {
      d.close();
      return go(to);
    }
    if (text.includes("dialog-content")) {
      fill(d, text);
      (d.querySelector<HTMLElement>("[aria-invalid=true]") ?? d.querySelector<HTMLElement>("[role=alert]"))?.focus();
    } else {
      d.close();
      toastHTML(text);
    }
  } catch {
    toast(words.noAnswer, { failed: true });
  } finally {
    button?.removeAttribute("aria-busy");
    if (button) button.disabled = false;
  }
}

export const dialogOpen = () => !!$("dialog[open]");

export function armDialogs() {
  document.addEventListener("click", e => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    const a = (e.target as HTMLElement).closest<HTMLAnchorElement>("a[data-dialog]");
    if (!a || !visible(a)) return;
    e.preventDefault();
    a.closest("details[open].menu-of")?.removeAttribute("open");
    void openDialog(a.href);
  });
}
