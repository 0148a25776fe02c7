// What the student did in a review goes to the server by way of a queue on the device: it is written there before the
// next card stands, sent in order behind the student's back, and removed when the server has it.
import { refusedEntry } from "./refused";
import { type Entry, type Store, openStore } from "./store";
import { toast } from "./toast";
import { words } from "./words";

/** How the queue stands. */
export interface Standing {
  waiting: number; // entries that the server does not have
  answers: number; // answers among them that were not taken back
  away: boolean; // the last try failed for want of a server
  signedOut: boolean; // the server wants to know who this is first
  held: string; // why the server takes nothing from this account now; empty when it does
  retryAt: number; // when it is tried again, in ms since the epoch; 0 when no try is planned
}

const account = document.documentElement.dataset.account ?? "";
const listeners = new Set<(s: Standing) => void>();
const standing: Standing = { waiting: 0, answers: 0, away: false, signedOut: false, held: "", retryAt: 0 };
const opened: Promise<Store> = openStore(account);
const most = 100; // entries a request: its body stays below what a closing page may still send

export const queueStanding = (): Readonly<Standing> => standing;

/** onQueue calls f whenever the queue's standing changes. */
export const onQueue = (f: (s: Standing) => void) => void listeners.add(f);

/** answersOf gives the answers of a list that were not taken back. */
function answersOf(list: Entry[]) {
  const undone = new Set(list.map(e => e.kind === "void" && e.review));
  return list.filter(e => e.kind === "review" && !undone.has(e.id));
}

function tell(list: Entry[], change: Partial<Standing> = {}) {
  Object.assign(standing, change, { waiting: list.length, answers: answersOf(list).length });
  for (const f of listeners) f(standing);
}

/** keep writes an entry to the device and starts sending. It resolves when the entry is safe. */
export async function keep(e: Entry) {
  const store = await opened;
  await store.add(e);
  tell(await store.all());
  void flush();
}

/** waiting is what the server does not have yet, in order. */
export const waiting = async () => (await opened).all();

/** unsentCards are the cards that were answered, suspended or buried on this device without the server knowing. */
export async function unsentCards(): Promise<Set<string>> {
  const list = await waiting(), cards = new Map<string, string>();
  for (const e of list) {
    if (e.kind === "review") cards.set(e.id, e.card);
    else if (e.kind === "void") cards.delete(e.review);
    else if (e.status === "active") cards.delete(e.card);
    else cards.set(e.card, e.card);
  }
  return new Set(cards.values());
}

/** What became of a batch. Only what the server has, or refused for what it is itself, leaves the device. */
type Outcome = { got: string[]; refused: { entry: Entry; reason: string }[] } | { held: string } | "away" | "signed out";

// The statuses that judge an entry which is sent alone. Any other refusal is about the account, or the way to the server.
const judged: Record<Entry["kind"], number[]> = { review: [400, 422], void: [400, 404, 409, 422], status: [400, 404, 409, 422] };

// The account goes with it: who signed in meanwhile as somebody else must not get these answers.
const json = { Accept: "application/json", "Content-Type": "application/json", "X-Account": account };
const post = (url: string, method: string, body: unknown) => fetch(url, { method, headers: json, body: JSON.stringify(body), keepalive: true, redirect: "error", signal: AbortSignal.timeout(20_000) });

function request(batch: Entry[]) {
  const first = batch[0]!;
  switch (first.kind) {
    case "review":
      return post("/api/v1/reviews", "POST", batch.map(e => e.kind === "review" && { id: e.id, card_id: e.card, rating: e.rating, reviewed_at: e.at, duration_ms: e.ms, device: "web" }));
    case "void":
      return post("/api/v1/reviews/voids", "POST", batch.map(e => e.kind === "void" && { id: e.id, review_id: e.review, voided_at: e.at }));
    case "status":
      return post(`/api/v1/cards/${first.card}`, "PATCH", { status: first.status, ...(first.status === "buried" && { buried_at: first.at }) });
  }
}

async function send(batch: Entry[]): Promise<Outcome> {
  let r: Response;
  try {
    r = await request(batch);
  } catch {
    return "away";
  }
  if (r.status === 401) return "signed out";
  if (r.status === 408 || r.status === 429 || r.status >= 500) return "away";
  const body = (await r.json().catch(() => undefined)) as { detail?: string; id?: string; items?: { id: string; status: string; reason?: string }[] } | undefined;
  if (r.status >= 400) {
    if (!body?.detail) return "away"; // not our server's words: a proxy that says so while it starts again
    if (!judged[batch[0]!.kind].includes(r.status)) return { held: body.detail };
    // One bad entry must not take the others with it.
    return batch.length > 1 ? send(batch.slice(0, 1)) : { got: [], refused: [{ entry: batch[0]!, reason: body.detail }] };
  }
  const ours = { review: !!body?.items, void: r.status === 204, status: !!body?.id }[batch[0]!.kind];
  if (!ours) return "away"; // not our server: a captive portal
  if (!body?.items) return { got: batch.map(e => e.id), refused: [] };
  const told = new Map(body.items.map(i => [i.id, i])), named = batch.filter(e => told.has(e.id));
  if (!named.length) return "away";
  const bad = named.filter(e => told.get(e.id)!.status === "rejected");
  return { got: named.filter(e => !bad.includes(e)).map(e => e.id), refused: bad.map(entry => ({ entry, reason: told.get(entry.id)!.reason ?? "" })) };
}

let running: Promise<void> | undefined;
let again = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = 500; // ms until the next try
let waited = false; // something waits, or waited until this run, for a server that was away
let delivered = 0; // answers sent since then

/** flush sends what waits. It resolves when nothing does, or when the server is away. */
export function flush(): Promise<void> {
  again = true;
  running ??= run().finally(() => { running = undefined; });
  return running;
}

async function run() {
  clearTimeout(timer);
  const store = await opened;
  while (again) {
    again = false;
    for (let list = await store.all(); list.length; list = await store.all()) {
      const kind = list[0]!.kind;
      const end = kind === "status" ? 1 : list.findIndex(e => e.kind !== kind);
      const outcome = await send(list.slice(0, end < 0 ? most : Math.min(end, most)));
      if (outcome === "signed out") return tell(list, { away: false, signedOut: true, held: "", retryAt: 0 });
      if (outcome === "away" || "held" in outcome) {
        const held = outcome === "away" ? "" : outcome.held, before = standing.held;
        timer = setTimeout(() => void flush(), pause);
        tell(list, { away: !held, signedOut: false, held, retryAt: Date.now() + pause });
        if (held && held !== before) toast(standing.answers ? `${held} ${words.keptHere(standing.answers)}` : held, { failed: true });
        waited = true;
        pause = Math.min(pause * 2, 15_000);
        return;
      }
      for (const { entry, reason } of outcome.refused) refusedEntry(entry, reason);
      await store.remove([...outcome.got, ...outcome.refused.map(r => r.entry.id)]);
      const got = new Set(outcome.got);
      delivered += answersOf(list).filter(e => got.has(e.id)).length;
      tell(await store.all(), { away: false, signedOut: false, held: "", retryAt: 0 });
    }
  }
  pause = 500;
  const sent = waited ? delivered : 0;
  waited = false;
  delivered = 0;
  tell([], { away: false, signedOut: false, held: "", retryAt: 0 });
  if (sent) toast(words.sent(sent));
}

/** armQueue sends, on any page, what an earlier one left behind. */
export async function armQueue() {
  if (!account) return;
  window.addEventListener("online", () => { pause = 500; void flush(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && standing.waiting) void flush(); });
  const store = await opened;
  window.addEventListener("beforeunload", e => { if (standing.waiting && !store.lasting) e.preventDefault(); });
  const left = async () => {
    const list = await store.all();
    if (!list.length) return;
    tell(list);
    waited = true;
    await flush();
  };
  await left();
  await store.late?.then(left);
}
