package extract

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// SpanKind says what a Span marks. The numbers are stored; never change one.
type SpanKind uint8

// Block spans tile the text in order (gaps between them are white space);
// Quote, Table, TableRow and the regions may hold other blocks. Inline spans
// nest inside.
//
// Regions say which part of a page is not running text. They are kept with the
// page and shown, make passages of their own where they hold sentences
// (captions, footnotes, notes, works), and are never taken for sentences of the
// text around them; package chunk says which make none.
const (
	Heading    SpanKind = 1  // block; Level 1–6
	Paragraph  SpanKind = 2  // block
	ListItem   SpanKind = 3  // block; Level is the depth from 1, Text the mark: "1." or "•"
	Quote      SpanKind = 4  // block around blocks
	Code       SpanKind = 5  // block; Text is the language, may be empty
	Table      SpanKind = 6  // block around TableRow
	TableRow   SpanKind = 7  // one line of a Table, around TableCell
	TableCell  SpanKind = 8  // Level 1 in a header row, else 0
	Strong     SpanKind = 9  // inline
	Emphasis   SpanKind = 10 // inline
	InlineCode SpanKind = 11 // inline
	Link       SpanKind = 12 // inline; Text is the URL
	Math       SpanKind = 13 // Level 1 is a block of its own, 0 inline; Text is LaTeX
	Image      SpanKind = 14 // Text is the alternative text
	Furniture  SpanKind = 15 // block: a running head or foot, the number of a page or line, a watermark; chunks skip it
	Rule       SpanKind = 16 // block without text: a thematic break
	LineBreak  SpanKind = 17 // inline: a line ends here on purpose

	Caption      SpanKind = 18 // region: what a figure or table is called
	Footnote     SpanKind = 19 // region: Text is its mark, as it stands in the text
	Bibliography SpanKind = 20 // region: a list of works
	Contents     SpanKind = 21 // region: a table of contents, also of figures or tables
	Index        SpanKind = 22 // region: words with their page numbers
	Note         SpanKind = 23 // region: an annotation or the value of a form's field; Text says which: "note", "text", "field"
	Superseded   SpanKind = 24 // region: all of a page whose next page shows the same and more, as the steps of a slide do
)

var spanNames = [...]string{
	Heading: "heading", Paragraph: "paragraph", ListItem: "list_item", Quote: "quote", Code: "code",
	Table: "table", TableRow: "table_row", TableCell: "table_cell", Strong: "strong", Emphasis: "emphasis",
	InlineCode: "inline_code", Link: "link", Math: "math", Image: "image", Furniture: "furniture",
	Rule: "rule", LineBreak: "line_break", Caption: "caption", Footnote: "footnote", Bibliography: "bibliography",
	Contents: "contents", Index: "index", Note: "note", Superseded: "superseded",
}

// String names the kind, as in "heading".
func (k SpanKind) String() string {
	if int(k) < len(spanNames) && spanNames[k] != "" {
		return spanNames[k]
	}
	return fmt.Sprintf("span(%d)", k)
}

// MarshalText lets a kind appear by name in JSON.
func (k SpanKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Span marks the code points [Start,End) of a page's text.
type Span struct {
	Kind       SpanKind
	Start, End int
	Level      int
	Text       string
}

// Block reports whether the span is one of the blocks that tile the text,
// and not an inline mark or a part of a table.
func (s Span) Block() bool {
	switch s.Kind {
	case Heading, Paragraph, ListItem, Quote, Code, Table, Furniture, Rule:
		return true
	case Math:
		return s.Level == 1
	}
	return s.Region()
}

// Region reports whether the span marks a part of the page that is not running
// text.
func (s Span) Region() bool { return s.Kind >= Caption && s.Kind <= Superseded }

// FormulaAcross reports whether one of the spans is a formula that begins before
// end and goes on behind start: a text cut there is cut inside it.
func FormulaAcross(spans []Span, end, start int) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.Kind == Math && s.Start < end && s.End > start })
}

const (
	spansVersion  = 1
	glyphsVersion = 1
	// A page's text is far below this; it keeps decoded offsets small enough
	// that sums of them cannot overflow.
	maxOffset = 1 << 40
)

// errTorn reports bytes that no Encode function of this package wrote.
var errTorn = errors.New("extract: torn or foreign data")

// EncodeSpans gives the stored form of spans. No spans are no bytes.
func EncodeSpans(spans []Span) []byte {
	if len(spans) == 0 {
		return nil
	}
	b := make([]byte, 0, 2+6*len(spans))
	b = append(b, spansVersion)
	b = binary.AppendUvarint(b, uint64(len(spans)))
	last := 0
	for _, s := range spans {
		b = append(b, byte(s.Kind))
		b = binary.AppendVarint(b, int64(s.Start-last))
		b = binary.AppendVarint(b, int64(s.End-s.Start))
		b = binary.AppendVarint(b, int64(s.Level))
		b = binary.AppendUvarint(b, uint64(len(s.Text)))
		b = append(b, s.Text...)
		last = s.Start
	}
	return b
}

// DecodeSpans reads what EncodeSpans wrote.
func DecodeSpans(b []byte) ([]Span, error) {
	if len(b) == 0 {
		return nil, nil
	}
	r := reader{b: b}
	if v := r.byte(); v != spansVersion {
		return nil, fmt.Errorf("extract: spans of version %d", v)
	}
	n := r.count(5) // the shortest span has five bytes
	spans := make([]Span, 0, n)
	last := 0
	for range n {
		var s Span
		s.Kind = SpanKind(r.byte())
		s.Start = last + r.int()
		s.End = s.Start + r.int()
		s.Level = r.int()
		s.Text = string(r.bytes(r.count(1)))
		if s.Start < 0 || s.Start > maxOffset || s.End < s.Start {
			r.bad = true
		}
		if r.bad {
			return nil, errTorn
		}
		spans = append(spans, s)
		last = s.Start
	}
	if r.bad || len(r.b) > 0 {
		return nil, errTorn
	}
	return spans, nil
}

// reader takes varints from the front of b and remembers whether one was bad.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

// int reads a signed varint of at most maxOffset in size.
func (r *reader) int() int {
	v, n := binary.Varint(r.b)
	if n <= 0 || v > maxOffset || v < -maxOffset {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

// count reads a number of things that take at least size bytes each, so that
// torn data cannot ask for more memory than it has bytes.
func (r *reader) count(size int) int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > uint64(len(r.b)-n)/uint64(size) {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}
