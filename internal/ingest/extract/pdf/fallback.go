package pdf

import (
	"errors"
	"fmt"
	"math"

	"github.com/dslipak/pdf"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// fallback reads with dslipak/pdf what pdfium gives nothing for. It is pure
// Go and small, panics on much and loops for ever on some files: it runs only
// in a child, which the parent ends when it takes too long.
type fallback struct {
	r     *pdf.Reader
	pages int
}

var errNoFallback = errors.New("pdf: the second reader finds nothing either")

// openFallback opens a file that is not locked.
func openFallback(path string) (f *fallback, err error) {
	defer calm(&err)
	r, err := pdf.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoFallback, err)
	}
	f = &fallback{r: r, pages: r.NumPage()}
	if f.pages < 1 {
		return nil, errNoFallback
	}
	return f, nil
}

// calm turns a panic of the reader into an error.
func calm(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%w: %v", errNoFallback, v)
	}
}

func (f *fallback) Pages() (int, error)             { return f.pages, nil }
func (f *fallback) Title() (string, error)          { return "", nil }
func (f *fallback) Language() (string, error)       { return "", nil }
func (f *fallback) Outline() ([]layout.Mark, error) { return nil, nil }
func (f *fallback) Close() error                    { return nil } // the child is replaced afterwards

// Page reads page n. What makes the reader panic is a page without text.
func (f *fallback) Page(n int) (raw layout.Raw, err error) {
	raw = layout.Raw{Number: n, Width: 612, Height: 792}
	func() {
		var lost error
		defer calm(&lost)
		f.read(n, &raw)
	}()
	return raw, nil
}

func (f *fallback) read(n int, raw *layout.Raw) {
	page := f.r.Page(n)
	if page.V.IsNull() || page.V.Key("Contents").IsNull() {
		return // without contents the reader loops for ever
	}
	box := inherited(page.V, "MediaBox")
	if box.Len() == 4 {
		raw.Width = math.Abs(box.Index(2).Float64() - box.Index(0).Float64())
		raw.Height = math.Abs(box.Index(3).Float64() - box.Index(1).Float64())
	}
	left, bottom := box.Index(0).Float64(), box.Index(1).Float64()
	styles := map[float32]int32{}
	for _, t := range page.Content().Text {
		size := float32(math.Abs(t.FontSize))
		if size < 1 || size > 1000 {
			size = 10
		}
		style, ok := styles[size]
		if !ok {
			style = int32(len(raw.Styles))
			styles[size] = style
			raw.Styles = append(raw.Styles, layout.Style{Size: size})
		}
		runes := []rune(t.S)
		width := float32(t.W)
		if width <= 0 {
			width = size / 2 * float32(len(runes))
		}
		x, base := float32(t.X-left), float32(raw.Height-(t.Y-bottom))
		for i, r := range runes {
			step := width / float32(len(runes))
			raw.Chars = append(raw.Chars, layout.Char{
				R: r, Style: style,
				X0: x + float32(i)*step, X1: x + float32(i+1)*step, Y0: base - .75*size, Y1: base + .25*size,
			})
		}
	}
}

// inherited looks a page's attribute up through its parents.
func inherited(v pdf.Value, key string) pdf.Value {
	for range 50 {
		if found := v.Key(key); !found.IsNull() {
			return found
		}
		if v = v.Key("Parent"); v.IsNull() {
			break
		}
	}
	return pdf.Value{}
}
