// Text for comparing, as the server folds it (web/page/reader/find.go): what looks the same to a reader is the same.
const dropped = /[\p{Mn}\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu; // accents, vowel signs, soft hyphens, marks of direction
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u; // written without spaces

/** fold gives the folded text and where in the text each of its units comes from. */
export function fold(text: string) {
  let out = "", space = -1, before = "", index = 0;
  const at: number[] = [];
  for (const c of text) {
    const from = index;
    index += c.length;
    if (/\s/u.test(c)) {
      if (out && space < 0) space = from;
      continue;
    }
    const plain = c.normalize("NFKD").replace(dropped, "").toLowerCase();
    if (!plain) continue;
    if (space >= 0 && !(dense.test(before) && dense.test(c))) {
      out += " ";
      at.push(space);
    }
    space = -1;
    before = c;
    for (let i = 0; i < plain.length; i++) at.push(from);
    out += plain;
  }
  return { text: out, at };
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
  const folded = fold(text), looked = fold(words).text, out: Range[] = [];
  if (!looked) return out;
  let k = 0;
  const spot = (i: number): [Text, number] => {
    while (k + 1 < nodes.length && nodes[k + 1][1] <= i) k++;
    return [nodes[k][0], i - nodes[k][1]];
  };
  for (let i = folded.text.indexOf(looked); i >= 0; i = folded.text.indexOf(looked, i + looked.length)) {
    const range = document.createRange(), last = folded.at[i + looked.length - 1];
    range.setStart(...spot(folded.at[i]));
    const [node, offset] = spot(last);
    range.setEnd(node, Math.min(node.data.length, offset + (text.codePointAt(last)! > 0xffff ? 2 : 1)));
    out.push(range);
  }
  return out;
}
