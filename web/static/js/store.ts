// Where what the student did waits until the server has it: in IndexedDB, one database an account, so that two accounts
// of one browser never mix. It survives a reload, a closed tab and a crash.

/** What all entries have. The id makes sending an entry twice harmless; question is what its card asks, to be named by. */
interface Named { id: string; question?: string; at: string }
/** An answer: the fact that a card was rated. */
export interface Answer extends Named { kind: "review"; card: string; rating: number; ms: number }
/** An undo: the answer it names no longer counts. */
export interface Void extends Named { kind: "void"; review: string }
/** A change of whether a card is asked. */
export interface Change extends Named { kind: "status"; card: string; status: "active" | "suspended" | "buried" }
export type Entry = Answer | Void | Change;

export interface Store {
  /** lasting reports whether what is kept survives the page. */
  readonly lasting: boolean;
  /** add resolves when the entry is on the disk. */
  add(e: Entry): Promise<void>;
  /** all is what waits, in the order in which it was done. */
  all(): Promise<Entry[]>;
  remove(ids: string[]): Promise<void>;
  /** late is set while the disk is slow to open: until it resolves, what an earlier page kept is not known. */
  late?: Promise<void>;
}

const done = <T>(r: IDBRequest<T>) =>
  new Promise<T>((yes, no) => {
    r.onsuccess = () => yes(r.result);
    r.onerror = () => no(r.error);
  });

const finished = (t: IDBTransaction) =>
  new Promise<void>((yes, no) => {
    t.oncomplete = () => yes();
    t.onerror = t.onabort = () => no(t.error);
  });

const open = (account: string) =>
  new Promise<IDBDatabase>((yes, no) => {
    const r = indexedDB.open(`studyapp-${account}`, 1);
    r.onupgradeneeded = () => r.result.createObjectStore("waiting", { keyPath: "id" }).createIndex("order", "order");
    r.onsuccess = () => yes(r.result);
    r.onerror = r.onblocked = () => no(r.error);
    // Left in the middle of making the database, a page would keep the next one from it for a minute.
    addEventListener("pagehide", () => r.readyState === "pending" && r.transaction?.abort(), { once: true });
  });

/** patience is how long, in ms, opening the disk may hold up what the student does. */
const patience = 1000;

// A transaction is told to commit as soon as it is all there: one of a page that was left would hold up the next page's.
class Disk implements Store {
  private db: IDBDatabase | undefined;
  private rest: Entry[] = []; // what the disk did not take: it is not open yet, full, or the browser closed it
  readonly settled: Promise<void>; // the disk is open, or never will be
  late?: Promise<void>;

  constructor(account: string) {
    this.settled = open(account).then(async db => {
      db.onversionchange = () => db.close();
      this.db = db;
      for (const e of this.rest.splice(0)) await this.add(e);
    }, () => {}); // refused, as in private windows of some browsers
  }

  get lasting() { return this.rest.length === 0; }

  async add(e: Entry) {
    try {
      const t = this.db!.transaction("waiting", "readwrite", { durability: "strict" });
      const s = t.objectStore("waiting"), end = finished(t);
      const last = await done(s.index("order").openCursor(null, "prev"));
      s.put({ ...e, order: ((last?.value as { order: number } | undefined)?.order ?? 0) + 1 });
      t.commit();
      await end;
    } catch {
      this.rest.push(e);
    }
  }

  async all() {
    let list: Entry[] = [];
    try {
      const t = this.db!.transaction("waiting"), r = t.objectStore("waiting").index("order").getAll();
      t.commit();
      list = await done(r);
    } catch { /* what is on the disk waits until it is open, or for the next page */ }
    return [...list, ...this.rest];
  }

  async remove(ids: string[]) {
    this.rest = this.rest.filter(e => !ids.includes(e.id));
    if (!this.db || !(await this.all()).some(e => ids.includes(e.id))) return;
    const t = this.db.transaction("waiting", "readwrite"), end = finished(t);
    for (const id of ids) t.objectStore("waiting").delete(id);
    t.commit();
    await end;
  }
}

/** openStore opens the account's store. One that the browser refuses, or is slow to open, keeps in memory meanwhile. */
export async function openStore(account: string): Promise<Store> {
  const disk = new Disk(account);
  const slow = await Promise.race([disk.settled, new Promise<boolean>(go => setTimeout(() => go(true), patience))]);
  if (slow) disk.late = disk.settled;
  return disk;
}
