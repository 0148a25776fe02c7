// htmx, and its extension for server-sent events, which looks for it on window.
import htmx from "htmx.org/dist/htmx.esm.js";
(window as unknown as { htmx: unknown }).htmx = htmx;
export default htmx as { process(e: Element): void; trigger(e: Element, name: string): void };
