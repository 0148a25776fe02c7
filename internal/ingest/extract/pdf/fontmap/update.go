package fontmap

import (
	"errors"
	"fmt"
	"io"

	"studyapp/internal/ingest/extract/pdf/object"
)

// Update gives the bytes to put behind a file so that its fonts have tables;
// none where no font lacks one that can be made. An error means that the file
// is not one that is read here (see package object), and is no reason not to
// read it with something else.
func Update(r io.ReaderAt, size int64) ([]byte, error) {
	f, err := object.Open(r, size)
	if err != nil {
		return nil, err
	}
	w := walk{f: f, seen: map[int]bool{}}
	if err := w.document(); err != nil {
		return nil, err
	}
	tables := tablesOf(f, w.fonts)
	if len(tables) == 0 {
		return nil, nil
	}
	u, err := f.Update()
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		ref := u.Add(t.cmap())
		entries := fmt.Sprintf("/ToUnicode %d %d R", ref.Number, ref.Generation)
		if t.name != "" {
			entries += " /BaseFont /" + t.name
		}
		if err := u.Extend(t.font, entries); err != nil {
			return nil, err
		}
	}
	return u.Bytes(), nil
}

const (
	maxPages = 50_000
	maxFonts = 4000
	maxDepth = 30
)

var errBounds = errors.New("fontmap: more than is looked at")

// tooMuch reports whether an error ends the search. A page or a form that is
// damaged does not: its fonts are left as they are.
func tooMuch(err error) bool { return errors.Is(err, errBounds) || errors.Is(err, object.ErrBounds) }

// walk finds the fonts of a file.
type walk struct {
	f     *object.File
	seen  map[int]bool // numbers of objects
	pages int
	fonts []int // numbers of their objects, in the order of the pages
}

// first reports whether a value is met for the first time. Values that stand
// where they are used are.
func (w *walk) first(v any) bool {
	r, ok := v.(object.Ref)
	if !ok {
		return true
	}
	if w.seen[r.Number] {
		return false
	}
	w.seen[r.Number] = true
	return true
}

func (w *walk) document() error {
	root, err := w.f.Dict(w.f.Trailer()["Root"])
	if err != nil {
		return err
	}
	return w.node(root["Pages"], 0)
}

// node goes through a page, or pages.
func (w *walk) node(v any, depth int) error {
	if !w.first(v) {
		return nil
	}
	d, err := w.f.Dict(v)
	if err != nil {
		return err
	}
	if err := w.resources(d["Resources"], depth); err != nil {
		return err
	}
	kids, err := w.f.Resolve(d["Kids"])
	if err != nil {
		return err
	}
	list, _ := kids.(object.Array)
	for _, kid := range list {
		if w.pages++; w.pages > maxPages || depth > maxDepth {
			return errBounds
		}
		if err := w.node(kid, depth+1); tooMuch(err) {
			return err
		}
	}
	return nil
}

func (w *walk) resources(v any, depth int) error {
	if v == nil || !w.first(v) {
		return nil
	}
	d, err := w.f.Dict(v)
	if err != nil {
		return err
	}
	if err := w.fontsOf(d["Font"]); err != nil {
		return err
	}
	forms := d["XObject"]
	if forms == nil || !w.first(forms) {
		return nil
	}
	if d, err = w.f.Dict(forms); err != nil {
		return err
	}
	for _, form := range d {
		if depth > maxDepth {
			return errBounds
		}
		if !w.first(form) {
			continue
		}
		x, err := w.f.Dict(form)
		if err == nil {
			err = w.resources(x["Resources"], depth+1)
		}
		if tooMuch(err) {
			return err
		}
	}
	return nil
}

func (w *walk) fontsOf(v any) error {
	if v == nil || !w.first(v) {
		return nil
	}
	d, err := w.f.Dict(v)
	if err != nil {
		return err
	}
	for _, font := range d {
		r, ok := font.(object.Ref)
		if !ok || !w.first(font) {
			continue
		}
		if w.fonts = append(w.fonts, r.Number); len(w.fonts) > maxFonts {
			return errBounds
		}
	}
	return nil
}
