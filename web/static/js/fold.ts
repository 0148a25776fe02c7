// Text for comparing, as the server spells it (internal/platform/fold, whose vectors are this file's too, and
// web/page/reader/folded.go): what looks the same to a reader is the same. wide writes ü as ue, else it is u.
const invisible = /[\u00ad\u00b7\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const marks = /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]/gu;
const joins = /^[\p{M}\uff9e\uff9f\u1160-\u11ff\u00ad\u00b7\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]$/u; // belongs to the letter before
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u; // written without spaces
const own = "йїўѓќ"; // no letter with a mark
const table = (pairs: string) => new Map(pairs.split(/\s+/).flatMap((x, i, all) => (i % 2 ? [] : [...x].map(c => [c, all[i + 1]] as const))));
const letters = table(`đ d ð d ħ h ı i ĸ k ł l ŋ n œ oe æ ae ø o ß ss þ th ŧ t ƀ b ɓ b ƈ c ɖ d ɗ d ɛ e ə e ǝ e ɠ g
  ɨ i ƙ k ɲ n ɔ o ɵ o ƥ p ƭ t ʉ u ʋ v ƴ y ƶ z
  ς σ ґ г
  ٱ ا ى ي ی ي ې ي ے ي ة ه ہ ه ە ه ھ ه ۃ ه ک ك ڪ ك ں ن
  װ וו ױ וי ײ יי ׳ ' ״ " ־ -
  ‘ ' ’ ' ‚ ' ‛ ' “ " ” " „ " ‟ " « " » " ‐ - ‒ - – - — - ― - − -`);
for (const c of "ʹʺʻʼʽʾʿˈ") letters.set(c, "");
const two = table("ä ae ö oe ü ue å aa ø oe");

/** spell is a text in a spelling. */
export function spell(text: string, wide = false) {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  let out = "";
  for (const c of text.replace(invisible, "").normalize("NFKC").toLowerCase()) out += letter(c, wide);
  return out;
}

function letter(c: string, wide: boolean): string {
  const plain = (wide ? two.get(c) : undefined) ?? letters.get(c);
  if (plain !== undefined) return plain;
  if (c.replace(marks, "").replace(invisible, "") === "") return "";
  if (c > "\x7f" && /\p{Nd}/u.test(c)) {
    let n = 0;
    while (n < 9 && /\p{Nd}/u.test(String.fromCodePoint(c.codePointAt(0)! - n - 1))) n++;
    return String(n);
  }
  const parts = c.normalize("NFD"), left = parts.replace(marks, "");
  if (own.includes(c) || left === parts) return c;
  return [...left].map(x => letters.get(x) ?? x).join("").normalize("NFC");
}

/** meets says that words stand in a text, in one spelling or the other. */
export const meets = (text: string, words: string) => [false, true].some(wide => spell(text, wide).includes(spell(words, wide)));

/** fold gives the folded text and, for each of its units, where in the text what it comes from begins and ends. */
export function fold(text: string, wide: boolean) {
  const out: string[] = [], at: number[] = [], ends: number[] = [], all = [...text];
  const put = (s: string, from: number, to: number) => {
    for (let i = 0; i < s.length; i++) at.push(from), ends.push(to);
    out.push(s);
  };
  const white = (i: number) => i < all.length && all[i] !== "\ufeff" && /\s/u.test(all[i]);
  let space = -1, before = "", index = 0;
  for (let i = 0; i < all.length;) {
    const c = all[i], from = index;
    if (white(i)) {
      if (out.length && space < 0) space = from;
      i++, index += c.length;
      continue;
    }
    // The word goes on in the next line.
    if (c === "\u00ad" && white(i + 1)) {
      for (i++, index++; white(i); i++) index += all[i].length;
      continue;
    }
    if ((c === "-" || c === "\u2010") && all[i + 1] === "\n" && /\p{L}/u.test(before) && /\p{Ll}/u.test(all[i + 2] ?? "")) {
      i += 2, index += 2;
      continue;
    }
    let cluster = c;
    for (i++; i < all.length && joins.test(all[i]) && !(all[i] === "\u00ad" && white(i + 1)); i++) cluster += all[i];
    index += cluster.length;
    const plain = spell(cluster, wide);
    if (!plain) continue;
    if (space >= 0 && !(dense.test(before) && dense.test(c))) put(" ", space, from);
    space = -1;
    before = c;
    put(plain, from, index);
  }
  return { text: out.join(""), at, ends };
}

/** stretches are where words stand in a text, in one spelling or the other: [from, to) in order, none over another. */
export function stretches(text: string, words: string) {
  const found: [number, number][] = [];
  for (const wide of [false, true]) {
    const looked = fold(words, wide).text;
    if (!looked || wide && looked === fold(words, false).text && !/ae|oe|ue|aa/.test(looked)) continue;
    const folded = fold(text, wide), here: [number, number][] = [];
    const within = (i: number) => wide && i > 0 && i < folded.at.length && folded.at[i] === folded.at[i - 1]; // the e of ü is none
    for (let i = folded.text.indexOf(looked); i >= 0;) {
      const end = i + looked.length, whole = !within(i) && !within(end);
      if (whole) here.push([folded.at[i], folded.ends[end - 1]]);
      i = folded.text.indexOf(looked, whole ? end : i + 1);
    }
    found.push(...here.filter(([from, to]) => !found.some(o => from < o[1] && o[0] < to)));
  }
  return found.sort((a, b) => a[0] - b[0]);
}

/** places are the ranges of an element whose text reads as the words do, in order. */
export function places(e: Element, words: string): Range[] {
  const nodes: [Text, number][] = [];
  let text = "";
  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    nodes.push([n as Text, text.length]);
    text += (n as Text).data;
  }
  let k = 0;
  const spot = (i: number): [Text, number] => {
    while (k + 1 < nodes.length && nodes[k + 1][1] <= i) k++;
    return [nodes[k][0], i - nodes[k][1]];
  };
  return stretches(text, words).map(([from, to]) => {
    const range = document.createRange();
    range.setStart(...spot(from));
    const [node, offset] = spot(to - 1);
    range.setEnd(node, offset + 1);
    return range;
  });
}
