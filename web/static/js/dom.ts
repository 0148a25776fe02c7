// Small helpers over the DOM that several pages share.
export const $ = <T extends Element = HTMLElement>(s: string, in_: ParentNode = document) => in_.querySelector<T>(s);
export const $$ = <T extends Element = HTMLElement>(s: string, in_: ParentNode = document) => [...in_.querySelectorAll<T>(s)];

/** el makes an element with attributes (never style) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attrs: Record<string, string> = {}, ...children: (Node | string)[]) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attrs)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

/** svg makes an SVG element with attributes. */
export function svg(tag: string, attrs: Record<string, string | number> = {}, ...children: Node[]) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [k, v] of Object.entries(attrs)) e.setAttribute(k, String(v));
  e.append(...children);
  return e;
}

/** fragment asks the server for a part of a page, or sends a form for one. */
export const fragment = (url: string, init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { Accept: "text/html", "X-Fragment": "1", ...(init.headers as Record<string, string>) } });

/** html parses a part of a page. */
export function html(text: string): DocumentFragment {
  const t = document.createElement("template");
  t.innerHTML = text;
  return t.content;
}

export const inField = (t: EventTarget | null) =>
  t instanceof HTMLElement && (t.isContentEditable || !!t.closest("input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=file]), textarea, select"));

export const visible = (e: Element | null): e is HTMLElement => !!e && (e as HTMLElement).checkVisibility();

/** composing reports whether a key belongs to an input method. Safari says so of the key that ends a composition by its code alone. */
export const composing = (e: KeyboardEvent) => e.isComposing || e.keyCode === 229;
