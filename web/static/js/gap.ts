// Gaps: what is selected in a card's text becomes {{c1::…}}, so that the text stays what the server can read.

/** Wrapped says what to write over a stretch of the text, and what of it is the gap's word. */
export interface Wrapped {
  from: number;
  to: number;
  text: string;
  start: number; // of the word, in the text after the change
  end: number;
  n: number;
}

/** Span is a stretch of text; inner is what stands between its marks. */
interface Span {
  start: number;
  end: number;
  innerStart: number;
  innerEnd: number;
}

const pairs = [["$$", "$$"], ["$", "$"], ["\\(", "\\)"], ["\\[", "\\]"]] as const;

/** formulas finds what the server takes for LaTeX: $x$ without spaces inside the dollars, $$x$$, \(x\) and \[x\]. */
export function formulas(text: string): Span[] {
  const out: Span[] = [];
  for (let i = 0; i < text.length; i++) {
    const pair = pairs.find(p => text.startsWith(p[0], i));
    if (!pair) {
      if (text[i] === "\\") i++; // an escaped dollar is one
      continue;
    }
    const from = i + pair[0].length, to = closing(text, from, pair[1]);
    const inner = text.slice(from, to);
    if (to < 0 || !inner.trim() || (pair[0] === "$" && (/^\s|\s$/.test(inner) || /\d/.test(text[to + 1] ?? "")))) {
      i = from - 1;
      continue;
    }
    out.push({ start: i, end: to + pair[1].length, innerStart: from, innerEnd: to });
    i = to + pair[1].length - 1;
  }
  return out;
}

function closing(text: string, from: number, end: string) {
  for (let i = from; i < text.length; i++) {
    if (text.startsWith(end, i)) return i;
    if (text[i] === "\\" && end[0] === "$") i++;
  }
  return -1;
}

/** gaps finds the gaps of a text, inner ones too. */
export function gaps(text: string): Span[] {
  const out: Span[] = [];
  for (const m of text.matchAll(/\{\{c\d{1,3}::/g)) {
    const from = m.index + m[0].length;
    let to = -1;
    for (let i = from, depth = 0; i < text.length && to < 0; i++) {
      if (text[i] === "{") depth++;
      else if (text[i] === "}" && depth > 0) depth--;
      else if (text.startsWith("}}", i)) to = i;
    }
    if (to < 0) to = text.indexOf("}}", from);
    if (to > from) out.push({ start: m.index, end: to + 2, innerStart: from, innerEnd: to });
  }
  return out;
}

const next = (text: string) => Math.min(499, Math.max(0, ...[...text.matchAll(/\{\{c(\d{1,3})::/g)].map(m => Number(m[1]))) + 1);

/** whole widens a selection until it cuts no span in two; it may lie within one. */
function whole(from: number, to: number, spans: Span[]): [number, number] {
  for (let again = true; again; ) {
    again = false;
    for (const s of spans) {
      const within = from >= s.innerStart && to <= s.innerEnd, apart = to <= s.start || from >= s.end, around = from <= s.start && to >= s.end;
      if (within || apart || around) continue;
      [from, to, again] = [Math.min(from, s.start), Math.max(to, s.end), true];
    }
  }
  return [from, to];
}

/** command widens a selection in LaTeX to the commands that it cuts. */
function command(text: string, from: number, to: number, f: Span): [number, number] {
  const before = /\\[A-Za-z]*$/.exec(text.slice(f.innerStart, from));
  if (before && /[A-Za-z]/.test(text[from] ?? "")) from -= before[0].length;
  const after = /^[A-Za-z]+/.exec(text.slice(to, f.innerEnd));
  if (after && /\\[A-Za-z]*$/.test(text.slice(from, to))) to += after[0].length;
  return [from, to];
}

/** wordAt is the word around a place, empty where there is none. */
function wordAt(text: string, at: number): [number, number] {
  const letters = /[\p{L}\p{M}\p{N}_'’-]/u;
  let from = at, to = at;
  while (from > 0 && letters.test(text[from - 1])) from--;
  while (to < text.length && letters.test(text[to])) to++;
  return [from, to];
}

/**
 * wrap makes the selection the text's next gap. Inside a formula a part stays a part when parses takes
 * it and what is left; else the whole formula goes into the gap. Without a selection it is the word or
 * the formula at the caret, or an empty gap to write in.
 */
export function wrap(text: string, from: number, to: number, parses: (tex: string) => boolean): Wrapped {
  const all = formulas(text);
  while (from < to && /\s/.test(text[from])) from++;
  while (from < to && /\s/.test(text[to - 1])) to--;
  if (from === to) {
    const f = all.find(f => f.start < from && from < f.end);
    [from, to] = f ? [f.start, f.end] : wordAt(text, from);
  }
  [from, to] = whole(from, to, gaps(text));
  let part: Span | undefined = all.find(f => from >= f.innerStart && to <= f.innerEnd && to > from);
  if (part) {
    [from, to] = command(text, from, to, part);
    const inner = text.slice(from, to), left = text.slice(part.innerStart, from), right = text.slice(to, part.innerEnd);
    if (!parses(inner) || !parses(`${left}{\\underline{${inner}}}${right}`) || inner === text.slice(part.innerStart, part.innerEnd)) {
      [from, to, part] = [part.start, part.end, undefined];
    }
  }
  if (!part) [from, to] = whole(from, to, [...all, ...gaps(text)]);
  const n = next(text), open = `{{c${n}::`;
  let body = text.slice(from, to);
  if (!/\{\{c\d/.test(body)) {
    // Two braces would end the gap for Anki, and two colons begin a hint.
    if (all.some(f => f.start < to && f.end > from)) body = body.replace(/\}(?=\})/g, "} ") + (body.endsWith("}") ? " " : "");
    else if (!body.includes("`")) body = body.replaceAll("::", ":\\:");
  }
  return { from, to, text: `${open}${body}}}`, start: from + open.length, end: from + open.length + body.length, n };
}
