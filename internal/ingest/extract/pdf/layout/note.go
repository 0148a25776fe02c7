package layout

import (
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/remark"
)

// letters gives the characters of a page to who asks where they are.
func (raw *Raw) letters(each func(r rune, x, y float32)) {
	for i := range raw.Chars {
		c := &raw.Chars[i]
		each(c.R, (c.X0+c.X1)/2, (c.Y0+c.Y1)/2)
	}
}

// notes writes what was put on the page behind its text.
func (w *writer) notes() {
	for _, n := range w.sheet.notes {
		w.gap(2)
		at := len(w.spans)
		w.spans = append(w.spans, extract.Span{Kind: extract.Note, Start: len(w.text), Text: n.Kind})
		if n.Name != "" {
			for _, r := range n.Name + ": " {
				w.space(r)
			}
		}
		run := extract.GlyphRun{Start: len(w.text), Low: float64(n.Y0), High: float64(n.Y1)}
		for _, r := range n.Text {
			w.space(r)
			run.Edges = append(run.Edges, [2]float64{float64(n.X0), float64(n.X1)})
		}
		if n.Kind != remark.Comment || !n.Over(w.sheet.raw.letters) {
			w.noted = append(w.noted, run)
		}
		w.spans[at].End = len(w.text)
	}
}
