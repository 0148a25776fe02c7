// The cards that come next, fetched before they are needed, so that a server that is away for a moment costs nothing.
import { fragment, html } from "./dom";
import { flush, unsentCards } from "./queue";
import { toastHTML } from "./toast";

/** What is left after done cards were answered, the one that is asked then included. */
export interface Left { done: number; cards: number; minutes: number }

const least = 5; // cards at hand beside the one that is asked
const most = 8;
const patience = 20_000; // ms that a server may take

export class Ahead {
  private cards: string[] = []; // their HTML
  private filling: Promise<boolean> | undefined;
  private dry = false; // the server has no more for now
  private changes = 0;

  /**
   * session is the query of the session's address; current is the card that is asked, or empty; told hears what is left.
   */
  constructor(private session: () => URLSearchParams, private current: () => string, private told: (l: Left) => void) {}

  /** next takes the next card, if one is at hand. */
  next() { return this.cards.shift(); }

  /** back puts a card to the front: undo leads before it. */
  back(card: string) { this.cards.unshift(card); }

  /** drop forgets what is at hand of a card that is not asked any more. */
  drop(card: string) { this.cards = this.cards.filter(c => idOf(c) !== card); }

  get size() { return this.cards.length; }

  /** answered says that an answer was given: learning steps may have come. */
  answered() { this.dry = false; }

  /** changed says that a card left the session or came back: what the server counted before is wrong now. */
  changed() {
    this.dry = false;
    this.changes++;
  }

  /** fill fetches cards when few are at hand, or anyway. It tells whether the server answered. */
  fill(anyway = false): Promise<boolean> {
    if (!anyway && (this.cards.length >= least || this.dry)) return Promise.resolve(true);
    return (this.filling ??= this.fetch().finally(() => { this.filling = undefined; }));
  }

  /** one fetches a card by its id, ready to be asked with a rating outlined; undefined when it is gone. */
  async one(card: string, was = ""): Promise<string | undefined> {
    const q = this.session();
    q.set("card", card);
    if (was) q.set("was", was);
    const r = await fragment(`/review/next?${q}`);
    if (r.status === 404) return undefined;
    if (!r.ok) throw new Error(String(r.status));
    return this.read(await r.text())[0];
  }

  private async fetch() {
    await flush(); // what the server knows it counts right
    const unsent = await unsentCards(), changes = this.changes;
    const not = new Set([...unsent, ...this.cards.map(idOf), this.current()]);
    not.delete("");
    const q = this.session();
    q.set("n", String(most - this.cards.length));
    if (not.size) q.set("not", [...not].join(","));
    let r: Response, text: string;
    try {
      r = await fragment(`/review/next?${q}`, { signal: AbortSignal.timeout(patience) });
      text = await r.text();
    } catch {
      return false;
    }
    if (!r.ok || !r.headers.has("X-Left")) return false;
    // Meanwhile cards may have been answered or put aside.
    const later = await unsentCards();
    const now = new Set([...later, ...this.cards.map(idOf), this.current()]);
    const come = this.read(text);
    this.cards.push(...come.filter(c => !now.has(idOf(c))));
    this.dry = come.length === 0;
    // The server counts what it does not know to be answered. What reached it meanwhile it may have counted or not.
    if (changes !== this.changes || [...unsent].some(card => !later.has(card))) return true;
    const counted = Number(r.headers.get("X-Left")), cards = Math.max(0, counted - unsent.size);
    const minutes = counted ? (Number(r.headers.get("X-Minutes")) * cards) / counted : 0;
    this.told({ done: Number(q.get("done") ?? 0), cards, minutes });
    return true;
  }

  /** read takes the cards out of an answer, and shows a message that came with them. */
  private read(text: string) {
    const part = html(text), toast = part.querySelector(".toast-one");
    if (toast) toastHTML(toast.outerHTML);
    return [...part.querySelectorAll("[data-card]")].map(c => c.outerHTML);
  }
}

const idOf = (card: string) => /data-card="([^"]*)"/.exec(card)?.[1] ?? "";
