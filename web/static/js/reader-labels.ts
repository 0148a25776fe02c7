// The numbers that pages have printed on them ("iv"), where those are not their places in the file. The server reads them likewise: web/page/reader/labels.go.
export class Labels {
  constructor(private list: Record<number, string> = {}) {}

  /** learn takes over those of more pages. */
  learn(list: Record<number, string> = {}) { this.list = list; }

  /** of is the number of a page as it stands on it. */
  of(n: number) { return this.list[n] ?? String(n); }

  /** name is that with the place in the file behind it, where it is another. */
  name(n: number) {
    const place = n.toLocaleString("en");
    return this.list[n] ? `${this.list[n]} (${place} in the file)` : place;
  }

  /** after follows the number in the field of the page. */
  after(n: number, all: number) {
    const of = `of ${all.toLocaleString("en")}`;
    return this.list[n] ? `(${n.toLocaleString("en")} ${of})` : of;
  }

  /** page is the first that has the number printed on it, whatever its case, else the one at that place in the file. */
  page(typed: string): number | undefined {
    const sought = typed.trim(), all = Object.entries(this.list);
    const found = all.find(([, label]) => label === sought) ?? all.find(([, label]) => label.toLowerCase() === sought.toLowerCase());
    return found ? Number(found[0]) : Number(sought) || undefined;
  }
}
