// What is typed into a question is kept on the device until the server has it.
const draftKey = (form: HTMLFormElement) => {
  const of = new FormData(form);
  return `draft:${document.documentElement.dataset.account ?? ""}:${of.get("conversation") || of.get("reader") || "new"}`;
};
export function keep(form: HTMLFormElement, text: string) {
  try {
    if (text) localStorage.setItem(draftKey(form), text);
    else localStorage.removeItem(draftKey(form));
  } catch { /* storage is off */ }
}
export function kept(form: HTMLFormElement) {
  try {
    return localStorage.getItem(draftKey(form)) ?? "";
  } catch {
    return "";
  }
}

