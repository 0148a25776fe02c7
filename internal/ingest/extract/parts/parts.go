package parts

import (
	"slices"
	"unicode/utf8"

	"studyapp/internal/ingest/extract"
)

// MaxBytes is the most text a part holds.
const MaxBytes = 64 << 10

// Block is one block of a text. Its spans count from its own start and
// include the one of the block itself.
type Block struct {
	Text  string
	Spans []extract.Span
	Level int  // of a heading; 0 for everything else
	Quote int  // how many block quotes it stands in
	Fresh int  // the outermost of its quotes that begins with it, from 1; 0 where none does
	Tight bool // follows the block before it on the next line, as the items of a list
}

// Writer gathers blocks into parts.
type Writer struct {
	max   int // bytes
	done  []extract.Page
	open  []Block // of the part that is being filled
	bytes int     // of open, with what goes between
}

// NewWriter returns an empty writer.
func NewWriter() *Writer { return &Writer{max: MaxBytes} }

// Add puts a block behind the others. Blocks without text are kept only if
// they are rules.
func (w *Writer) Add(b Block) {
	if b.Text == "" && len(b.Spans) == 0 {
		return
	}
	if !utf8.ValidString(b.Text) {
		panic("parts: a block that is not UTF-8") // its offsets would be wrong
	}
	for _, piece := range w.split(b) {
		w.add(piece)
	}
}

func (w *Writer) add(b Block) {
	if len(w.open) > 0 && w.bytes+2+len(b.Text) > w.max {
		w.cut()
	}
	w.open = append(w.open, b)
	w.bytes += 2 + len(b.Text)
}

// cut ends the part at its best heading, or where it is full.
func (w *Writer) cut() {
	at, level, before := len(w.open), 7, 0
	for i, b := range w.open {
		if b.Level > 0 && b.Level <= level && before >= w.max/4 {
			at, level = i, b.Level
		}
		before += 2 + len(b.Text)
	}
	rest := slices.Clone(w.open[at:])
	w.open = w.open[:at]
	w.page()
	w.open, w.bytes = rest, 0
	for _, b := range rest {
		w.bytes += 2 + len(b.Text)
	}
}

// page makes a part of the open blocks.
func (w *Writer) page() {
	var text []byte
	var spans []extract.Span
	var quotes []extract.Span // open ones, by depth
	var closed []extract.Span
	at := 0
	for i, b := range w.open {
		if i > 0 && b.Tight {
			text, at = append(text, '\n'), at+1
		} else if i > 0 {
			text, at = append(text, '\n', '\n'), at+2
		}
		kept := b.Quote
		if b.Fresh > 0 {
			kept = min(kept, b.Fresh-1)
		}
		if kept < len(quotes) {
			closed = append(closed, quotes[kept:]...)
			quotes = quotes[:kept]
		}
		for len(quotes) < b.Quote {
			quotes = append(quotes, extract.Span{Kind: extract.Quote, Start: at, Level: len(quotes) + 1})
		}
		for _, s := range b.Spans {
			s.Start += at
			s.End += at
			spans = append(spans, s)
		}
		text = append(text, b.Text...)
		at += utf8.RuneCountInString(b.Text)
		for d := range quotes {
			quotes[d].End = at
		}
	}
	spans = append(append(closed, quotes...), spans...)
	slices.SortStableFunc(spans, func(a, b extract.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	w.done = append(w.done, extract.Page{Number: len(w.done) + 1, Text: string(text), Spans: spans})
	w.open, w.bytes = nil, 0
}

// split cuts a block that alone is larger than a part: at the end of a line,
// a word or, without either, a code point.
func (w *Writer) split(b Block) []Block {
	if len(b.Text) <= w.max {
		return []Block{b}
	}
	var out []Block
	text, start := b.Text, 0
	for len(text) > 0 {
		n := len(text)
		if n > w.max {
			n = goodCut(text[:w.max+1])
		}
		end := start + utf8.RuneCountInString(text[:n])
		piece := Block{Text: text[:n], Quote: b.Quote, Tight: true}
		if start == 0 {
			piece.Level, piece.Tight, piece.Fresh = b.Level, b.Tight, b.Fresh
		}
		for _, s := range b.Spans {
			s.Start, s.End = max(s.Start, start)-start, min(s.End, end)-start
			if s.Start < s.End {
				piece.Spans = append(piece.Spans, s)
			}
		}
		out = append(out, piece)
		text, start = text[n:], end
	}
	return out
}

// goodCut finds where to cut in the last quarter of text, at a byte that
// begins a code point.
func goodCut(text string) int {
	for _, c := range []byte{'\n', ' '} {
		for i := len(text) - 1; i > len(text)*3/4; i-- {
			if text[i-1] == c {
				return i
			}
		}
	}
	n := len(text) - 1
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// Pages ends the last part and returns all of them.
func (w *Writer) Pages() []extract.Page {
	if len(w.open) > 0 {
		w.page()
	}
	return w.done
}
