// Where what the student did waits until the server has it: in IndexedDB, one database an account, so that two accounts
// of one browser never mix. It survives a reload, a closed tab and a crash.

/** An answer: the fact that a card was rated. Its id makes sending it twice harmless, as that of all entries. */
export interface Answer { kind: "review"; id: string; card: string; rating: number; at: string; ms: number }
/** An undo: the answer it names no longer counts. */
export interface Void { kind: "void"; id: string; review: string; at: string }
/** A change of whether a card is asked. */
export interface Change { kind: "status"; id: string; card: string; status: "active" | "suspended" | "buried"; at: string }
export type Entry = Answer | Void | Change;

export interface Store {
  /** lasting reports whether what is kept survives the page. */
  readonly lasting: boolean;
  /** add resolves when the entry is on the disk. */
  add(e: Entry): Promise<void>;
  /** all is what waits, in the order in which it was done. */
  all(): Promise<Entry[]>;
  remove(ids: string[]): Promise<void>;
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
  });

class Memory implements Store {
  readonly lasting: boolean = false;
  private list: Entry[] = [];
  async add(e: Entry) { this.list.push(e); }
  async all() { return [...this.list]; }
  async remove(ids: string[]) { this.list = this.list.filter(e => !ids.includes(e.id)); }
  get empty() { return this.list.length === 0; }
}

class Disk implements Store {
  private rest = new Memory(); // what the disk did not take: it is full, or the browser closed the database

  constructor(private db: IDBDatabase) {
    db.onversionchange = () => db.close();
  }

  get lasting() { return this.rest.empty; }

  async add(e: Entry) {
    try {
      const t = this.db.transaction("waiting", "readwrite", { durability: "strict" });
      const s = t.objectStore("waiting"), end = finished(t);
      const last = await done(s.index("order").openCursor(null, "prev"));
      s.put({ ...e, order: ((last?.value as { order: number } | undefined)?.order ?? 0) + 1 });
      await end;
    } catch {
      await this.rest.add(e);
    }
  }

  async all() {
    let list: Entry[] = [];
    try {
      list = await done(this.db.transaction("waiting").objectStore("waiting").index("order").getAll());
    } catch { /* what is on the disk waits for the next page */ }
    return [...list, ...(await this.rest.all())];
  }

  async remove(ids: string[]) {
    await this.rest.remove(ids);
    if (!(await this.all()).some(e => ids.includes(e.id))) return;
    const t = this.db.transaction("waiting", "readwrite"), end = finished(t);
    for (const id of ids) t.objectStore("waiting").delete(id);
    await end;
  }
}

/** openStore opens the account's store; where the browser refuses (private windows of some), one in memory. */
export async function openStore(account: string): Promise<Store> {
  try {
    return new Disk(await open(account));
  } catch {
    return new Memory();
  }
}
