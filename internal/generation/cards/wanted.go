package cards

import (
	"slices"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
)

// Wanted says what a run shall make.
type Wanted struct {
	Count    int             // cards, at most; 0 lets the program decide
	Kinds    []learning.Kind // of card; none means all
	Pages    Pages
	Sections []string // by Section.Path; none means all
}

// Pages is a stretch of pages, both ends included. The zero value is the whole
// document.
type Pages struct {
	From int `json:"from" minimum:"1"`
	To   int `json:"to" minimum:"1"`
}

// whole reports whether no page is left out.
func (p Pages) whole() bool { return p == Pages{} }

// holds reports whether a page lies in the stretch.
func (p Pages) holds(page int) bool { return p.whole() || p.From <= page && page <= p.To }

// check returns errs.Invalid, with the field, for what cannot be made. pages is
// how many the document has, 0 for a text without.
func (w Wanted) check(pages int) error {
	if w.Count < 0 || w.Count > MaxCount {
		return errs.Newf(errs.Invalid, "One run makes 1 to %d cards.", MaxCount).At("count")
	}
	for _, k := range w.Kinds {
		if k != learning.Basic && k != learning.Cloze {
			return errs.Newf(errs.Invalid, "There is no kind of card called %q. There are basic and cloze.", k).At("kinds")
		}
	}
	switch p := w.Pages; {
	case p.whole():
	case pages == 0:
		return errs.New(errs.Invalid, "This document has no pages to choose from.").At("pages")
	case p.From < 1 || p.To < p.From || p.To > pages:
		return errs.Newf(errs.Invalid, "Choose pages between 1 and %d, the first one first.", pages).At("pages")
	}
	return nil
}

// wants reports whether cards of the kind shall be made.
func (w Wanted) wants(k learning.Kind) bool { return len(w.Kinds) == 0 || slices.Contains(w.Kinds, k) }

// within keeps the passages that lie in the stretch, cut to it.
func (m material) within(p Pages) material {
	if p.whole() {
		return m
	}
	var kept []passage.Part
	for _, c := range m.parts {
		segments := c.Segments[:0:0]
		for _, g := range c.Segments {
			if p.holds(g.Page) {
				segments = append(segments, g)
			}
		}
		if len(segments) == 0 {
			continue
		}
		if len(segments) < len(c.Segments) {
			c.Segments, c.Text = segments, ""
			for _, g := range segments {
				if page := m.pages[g.Page]; page != nil {
					c.Text += string(page.Text[g.Start:g.End]) + "\n\n"
				}
			}
		}
		kept = append(kept, c)
	}
	m.parts = kept
	return m
}
