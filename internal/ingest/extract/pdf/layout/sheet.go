package layout

import (
	"studyapp/internal/ingest/extract/hyphen"

	"studyapp/internal/ingest/extract/pdf/column"
	"studyapp/internal/ingest/extract/pdf/remark"
)

// Sheet is a page whose lines are found and ordered.
type Sheet struct {
	Number        int
	Width, Height float64
	Pictures      int  // image objects on a page without text
	Missing       bool // set by the caller: the file does not hold the page
	Unreadable    bool // there are characters, and none of them is known

	lines   []line
	numbers []line // of its lines, in the margin
	feet    []footnote
	notes   []remark.Note
	raw     Raw
	words   *hyphen.Words // once asked for

	upper, lower *edge // once asked for
}

// Chars is how many characters the page draws.
func (s *Sheet) Chars() int { return len(s.raw.Chars) }

// Empty reports whether the page has no text.
func (s *Sheet) Empty() bool { return len(s.lines) == 0 && len(s.notes) == 0 }

// Analyze finds the lines of a page and the order to read them in.
func Analyze(raw Raw) *Sheet {
	raw.Chars = withoutEchoes(&raw)
	s := &Sheet{Number: raw.Number, Width: raw.Width, Height: raw.Height, Pictures: raw.Pictures, raw: raw, notes: remark.Shown(raw.Notes, raw.letters)}
	region := 0
	var parts parts
	var tables []*named
	for _, f := range flows(&raw) {
		ownRaised(f.glyphs, raw.Styles)
		seated(f.glyphs, raw.Styles)
		withoutRuby(&f, raw.Styles)
		formulas(&f, &raw, &parts)
		if f.angle == 0 {
			tables = takeNamed(&f, &raw)
		}
		all := segments(&f, raw.Styles)
		segs := make([]*segment, len(all))
		for i := range all {
			segs[i] = &all[i]
		}
		if f.angle == 0 {
			segs = s.withoutNumbers(segs)
		}
		own := ownSpaces(segs)
		frames := f.frames(&raw)
		for _, whole := range s.setApart(segs, f.angle) {
			if f.angle == 0 {
				var feet []footnote
				whole, feet = footnotes(whole, raw.Styles, own)
				s.feet = append(s.feet, feet...)
			}
			for _, part := range column.Read(whole, frames) {
				region++
				if f.angle == 0 {
					part = s.withoutNumbers(part)
				}
				for _, row := range column.Rows(part) {
					s.lines = append(s.lines, newLine(row, raw.Styles, f.angle, region, own))
				}
			}
		}
	}
	for _, t := range tables {
		region++
		s.lines = t.insert(s.lines, t.lines(raw.Styles, region))
	}
	readingOrder(s.lines, &raw)
	order(s.feet, &raw, parts)
	for i := range s.lines {
		s.lines[i].spell(parts)
		s.lines[i].composed()
		s.lines[i].formula = s.lines[i].calculates(raw.Styles)
		s.lines[i].in = s.lines[i].partIn(&raw)
	}
	words := raw.has(func(c *Char) bool { return c.R != ' ' && c.X1 > c.X0 })
	s.Unreadable = len(s.lines) == 0 && words
	return s
}

// device turns a box of the frame of a direction back into one on the page.
func (s *Sheet) device(angle int16, u0, v0, u1, v1 float32) (x0, y0, x1, y1 float32) {
	w, h := float32(s.Width), float32(s.Height)
	switch angle {
	case 90:
		return w - v1, u0, w - v0, u1
	case 180:
		return w - u1, h - v1, w - u0, h - v0
	case 270:
		return v0, h - u1, v1, h - u0
	}
	return u0, v0, u1, v1
}

// straight reports whether boxes of this direction can be turned back exactly.
func straight(angle int16) bool { return angle%90 == 0 }
