package pdfium

import (
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// maxChars bounds what one page may hold; a page of a telephone directory has
// 20,000.
const maxChars = 500_000

// slant is how far upright letters lean, at least, where they are made italic.
const slant = .1

// maxLabel bounds the bytes of a page's label; a longer one is no number.
const maxLabel = 64

// ErrPage reports a page that the file names but does not hold.
var ErrPage = errors.New("pdfium: the page cannot be read")

// Page reads page n, from 1.
func (d *Document) Page(n int) (raw layout.Raw, err error) {
	defer catch(&err)
	e := d.e
	page := e.call("FPDF_LoadPage", d.handle, uint64(uint32(n-1)))
	if page == 0 {
		return layout.Raw{Number: n, Label: d.label(n)}, ErrPage
	}
	raw = layout.Raw{
		Number: n, Label: d.label(n),
		Width:  e.callFloat("FPDF_GetPageWidthF", page),
		Height: e.callFloat("FPDF_GetPageHeightF", page),
	}
	place := d.place(page, raw.Width, raw.Height)
	raw.Notes = d.notes(page, place)
	objects := d.objects(page)
	labels := d.labels(objects)
	look := sight{Document: d, objects: objects, clips: d.clips(objects, place.area()), off: d.off(objects, labels)}
	named := d.structure(n, page, objects, place)
	marked := d.takeActual(objects, labels)
	if text := e.call("FPDFText_LoadPage", page); text != 0 {
		r := reader{Document: d, raw: &raw, text: text, place: place, fonts: map[uint64]*font{}, marked: marked, sight: &look}
		r.read()
		r.name(named)
		silence(&raw, r.faces)
		r.rules(objects)
		raw.Chars = unshifted(seen(raw.Chars, r.hidden))
		r.unsaid(objects)
		raw.Chars = gathered(oneWay(withoutTwins(marked.replace(raw.Chars, raw.Styles))))
		turned(&raw, place.turn)
		e.call("FPDFText_ClosePage", text)
	}
	if len(raw.Chars) == 0 {
		raw.Pictures = d.pictures(page)
	}
	e.call("FPDF_ClosePage", page)
	return raw, nil
}

// label is what the file calls page n, where that is not its number.
func (d *Document) label(n int) string {
	label := strings.TrimSpace(d.e.text("FPDF_GetPageLabel", d.handle, uint64(uint32(n-1))))
	if label == strconv.Itoa(n) || len(label) > maxLabel {
		return ""
	}
	return label
}

func (d *Document) pictures(page uint64) int {
	n := 0
	for i := range min(d.e.callInt("FPDFPage_CountObjects", page), 1000) {
		if o := d.e.call("FPDFPage_GetObject", page, uint64(i)); o != 0 && d.e.callInt("FPDFPageObj_GetType", o) == imageObject {
			n++
		}
	}
	return n
}

// placement turns a page's own coordinates (origin bottom left, before the
// rotation) into ours.
type placement struct {
	turn                     int // quarter turns clockwise
	left, bottom, right, top float64
}

func (d *Document) place(page uint64, width, height float64) placement {
	e := d.e
	p := placement{turn: e.callInt("FPDFPage_GetRotation", page) & 3}
	if p.turn&1 == 1 {
		width, height = height, width
	}
	p.right, p.top = width, height
	if e.callInt("FPDF_GetPageBoundingBox", page, uint64(e.out)) != 0 { // FS_RECTF: left, top, right, bottom
		p.left, p.top, p.right, p.bottom = e.float(e.out), e.float(e.out+4), e.float(e.out+8), e.float(e.out+12)
	}
	return p
}

// area is the page in its own coordinates.
func (p placement) area() area { return area{p.left, p.bottom, p.right, p.top} }

func (p placement) point(x, y float64) (float64, float64) {
	switch p.turn {
	case 1:
		return y - p.bottom, x - p.left
	case 2:
		return p.right - x, y - p.bottom
	case 3:
		return p.top - y, p.right - x
	}
	return x - p.left, p.top - y
}

// reader reads the characters of one page.
type reader struct {
	*Document
	raw   *layout.Raw
	text  uint64
	place placement
	seen  map[layout.Style]int32
	fonts map[uint64]*font // handles live as long as the page

	// of the text object at hand
	face   uint64
	em     float64 // its size along the line in the page's own coordinates, 0 unless that runs to the right
	shapes map[drawing]overhang

	runs   map[uint64]int32 // numbers of text objects
	marked actual
	sight  *sight
	hidden []bool   // for each character, whether it cannot be seen for certain
	faces  []uint64 // of each character

	base float64 // of the text object at hand, where its direction has its own frame
}

func (r *reader) read() {
	e := r.e
	count := min(e.callInt("FPDFText_CountChars", r.text), maxChars)
	if count <= 0 {
		return
	}
	unicode, box, object := e.function("FPDFText_GetUnicode"), e.function("FPDFText_GetLooseCharBox"), e.function("FPDFText_GetTextObject")
	r.raw.Chars, r.faces, r.hidden = make([]layout.Char, 0, count), make([]uint64, 0, count), make([]bool, 0, count)
	r.seen = map[layout.Style]int32{}
	r.shapes = map[drawing]overhang{}
	last, style := uint64(0), int32(-1)
	run, cluster := int32(0), int32(0)
	r.runs = map[uint64]int32{}
	var symbols []rune
	var drawn ink
	guessed, backwards := false, false
	high := rune(0) // the first half of a surrogate pair
	for i := range uint64(count) {
		c := rune(uint32(e.callFn(unicode, r.text, i)))
		if !utf8.ValidRune(c) && !utf16.IsSurrogate(c) {
			c = 0 // a code of four bytes that stands for nothing known
		}
		if utf16.IsSurrogate(c) { // pdfium gives the halves as two characters
			first, second := high, c
			high = c
			if c = utf16.DecodeRune(first, second); c == utf8.RuneError {
				if c = utf16.DecodeRune(second, first); c == utf8.RuneError {
					continue
				}
				backwards = true // in writing to the left
			}
		}
		high = 0
		o := e.callFn(object, r.text, i)
		if o == 0 {
			guessed = guessed || c == ' '
			continue // pdfium's own guess at a space or a line end: we make our own
		}
		if o != last {
			last = o
			if run = r.runs[o]; run == 0 {
				run = int32(len(r.runs) + 1)
				r.runs[o] = run
			}
			style, symbols = r.style(o, i)
			drawn = r.sight.text(o)
			cluster = r.marked.of[o]
		}
		if int(c) < len(symbols) && (c == 0 || e.callInt("FPDFText_HasUnicodeMapError", r.text, i) == 1) {
			c = symbols[c]
		}
		if c == 0 && cluster == 0 {
			continue
		}
		e.callFn(box, r.text, i, uint64(e.out))
		b := e.bytes(e.out, 16) // FS_RECTF: left, top, right, bottom
		left, top, right, bottom := f32(b[0:]), f32(b[4:]), f32(b[8:]), f32(b[12:])
		if r.em > 0 {
			over := r.overhang(i, c, left, right)
			left, right = left+over.left*r.em, right-over.right*r.em
		}
		x0, y0 := r.place.point(left, top)
		x1, y1 := r.place.point(right, bottom)
		r.faces = append(r.faces, r.face)
		r.hidden = append(r.hidden, r.sight.hides(drawn, (left+right)/2, (top+bottom)/2))
		at := layout.Char{
			R: c, Style: style, Cluster: cluster, Run: run, Unseen: drawn.none, Guessed: guessed,
			X0: float32(min(x0, x1)), Y0: float32(min(y0, y1)), X1: float32(max(x0, x1)), Y1: float32(max(y0, y1)),
		}
		r.fit(i, &at)
		guessed = false
		at.Depth = depth(&at, r.raw.Styles[style].Angle, r.base)
		r.ink(i, &at)
		r.raw.Chars = append(r.raw.Chars, at)
	}
	if backwards {
		facing(r.raw)
	}
}

func f32(b []byte) float64 { return float64(math.Float32frombits(binary.LittleEndian.Uint32(b))) }

// style gives the index of the style of a text object, whose character i is,
// and the table of its font's symbols if it needs one.
func (r *reader) style(object, i uint64) (int32, []rune) {
	e := r.e
	r.face, r.em = e.call("FPDFTextObj_GetFont", object), 0
	f := r.font(r.face)
	s := f.style
	size := 1.0
	pen := [2]float64{math.NaN(), math.NaN()}
	if e.callInt("FPDFTextObj_GetFontSize", object, uint64(e.out)) != 0 {
		size = e.float(e.out)
	}
	if e.callInt("FPDFText_GetMatrix", r.text, i, uint64(e.out)) != 0 {
		a, b, c, d := e.float(e.out), e.float(e.out+4), e.float(e.out+8), e.float(e.out+12)
		if a == 0 || b == 0 { // else each of its letters has a place of its own
			pen = [2]float64{e.float(e.out + 16), e.float(e.out + 20)}
		}
		if size < 0 { // drawn backwards and upside down: as if the matrix were
			a, b, c, d, size = -a, -b, -c, -d, -size
		}
		if b == 0 && d > 0 && f.symbols == nil {
			r.em = a * size
		}
		if b == 0 && d != 0 && math.Abs(c/d) > slant {
			s.Italic = true
		}
		size *= math.Hypot(c, d)
		turn := -math.Atan2(b, a)*180/math.Pi + float64(90*r.place.turn)
		s.Angle = int16(math.Mod(math.Round(turn)+720, 360))
	}
	s.Size = float32(math.Round(size*20) / 20)
	r.base = r.baseline(i, s.Angle, f, pen)
	at, ok := r.seen[s]
	if !ok {
		at = int32(len(r.raw.Styles))
		r.seen[s] = at
		r.raw.Styles = append(r.raw.Styles, s)
	}
	return at, f.symbols
}

type font struct {
	style   layout.Style // without size and angle
	symbols []rune       // what codes stand for where the file does not say

	sought bool // whether the pen is known
	level  bool // letters stand on the pen, not below it as in columns
}

// font tells what a font looks like from its flags and name.
func (r *reader) font(handle uint64) *font {
	if f, ok := r.fonts[handle]; ok {
		return f
	}
	e := r.e
	f := &font{}
	if handle == 0 {
		return f
	}
	s := &f.style
	if flags := e.callInt("FPDFFont_GetFlags", handle); flags > 0 { // PDF 32000-1, table 123
		s.Mono, s.Italic, s.Bold = flags&1 != 0, flags&(1<<6) != 0, flags&(1<<18) != 0
	}
	// The weight is guessed from the stems' width; only a high one says much.
	if e.callInt("FPDFFont_GetWeight", handle) >= 650 {
		s.Bold = true
	}
	if n := e.callInt("FPDFFont_GetBaseFontName", handle, uint64(e.out), outSize); n > 1 && n <= outSize {
		name := strings.ToLower(string(e.bytes(e.out, n-1)))
		if _, after, ok := strings.Cut(name, "+"); ok {
			name = after
		}
		has := func(parts ...string) bool {
			for _, p := range parts {
				if strings.Contains(name, p) {
					return true
				}
			}
			return false
		}
		s.Bold = s.Bold || has("bold", "black", "heavy", "semib", "demi", "cmbx", "sfbx", "-bd", "-medi")
		s.Italic = s.Italic || has("italic", "oblique", "cmti", "sfti", "cmmi", "cmsl", "cmssi", "slant")
		s.Mono = s.Mono || has("mono", "courier", "consol", "cmtt", "sftt", "typewriter", "menlo", "inconsolata")
		s.Symbol = has("wingding", "webding", "dingbat")
		s.Math, f.symbols = mathematics(name)
	}
	r.fonts[handle] = f
	return f
}
