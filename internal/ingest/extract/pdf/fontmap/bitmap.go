package fontmap

import (
	"strconv"
	"strings"

	"studyapp/internal/ingest/extract/pdf/glyph"
	"studyapp/internal/ingest/extract/pdf/object"
)

// bitmap is a font of TeX's that was drawn as bitmaps, a Type 3 font whose
// glyphs are called by their codes.
type bitmap struct {
	font    int
	widths  []glyph.Width
	matches []glyph.Match // that are near, nearest first
}

// bitmapOf tells whether a font is one.
func bitmapOf(f *object.File, n int, d object.Dict) (b bitmap, ok bool) {
	names, _ := differences(f, d)
	first, _ := d.Number("FirstChar")
	v, err := f.Resolve(d["Widths"])
	if err != nil {
		return b, false
	}
	list, _ := v.(object.Array)
	em := hundredth(f, d)
	b.font = n
	for code, name := range names {
		if name == "" || name == ".notdef" {
			continue
		}
		if !says(name, code) {
			return b, false
		}
		i := code - int(first)
		if i < 0 || i >= len(list) {
			continue
		}
		if w, ok := list[i].(float64); ok && w > 0 {
			b.widths = append(b.widths, glyph.Width{Code: code, Wide: w * em})
		}
	}
	return b, len(b.widths) > 0
}

// hundredth is the unit of a font's widths in hundredths of an em.
func hundredth(f *object.File, d object.Dict) float64 {
	v, err := f.Resolve(d["FontMatrix"])
	if m, ok := v.(object.Array); err == nil && ok && len(m) > 0 {
		if x, ok := m[0].(float64); ok && x > 0 {
			return 100 * x
		}
	}
	return 1
}

// says reports whether a name is a letter or two and the code: a27, C1B.
func says(name string, code int) bool {
	for i := 0; i < len(name) && i < 3; i++ {
		number := name[i:]
		if v, err := strconv.Atoi(number); err == nil && v == code {
			return true
		}
		if v, err := strconv.ParseUint(number, 16, 16); err == nil && len(number) == 2 && i > 0 && int(v) == code {
			return true
		}
	}
	return false
}

const (
	alike = .1  // how far widths are from those of a font that this may be, at most
	sure  = .02 // how much nearer than another encoding the right one is, at least
)

// byWidths tells the encodings of bitmaps by their widths. Where they fit
// several encodings alike, as those of a font with few characters do, the one
// that the file's other fonts have counts.
func byWidths(fonts []bitmap) []table {
	votes := map[string]int{}
	for i := range fonts {
		b := &fonts[i]
		b.matches = near(glyph.Matches(b.widths))
		if len(b.matches) == 1 {
			votes[family(b.matches[0])] += len(b.widths)
		}
	}
	var tables []table
	for i := range fonts {
		b := &fonts[i]
		if len(b.matches) == 0 {
			continue
		}
		best := b.matches[0]
		for _, m := range b.matches[1:] {
			if votes[family(m)] > votes[family(best)] {
				best = m
			}
		}
		t := table{font: b.font, name: b.name(best)}
		for _, w := range b.widths {
			t.codes[w.Code] = best.Encoding[w.Code]
		}
		tables = append(tables, t)
	}
	return tables
}

// name gives a name like that of the font drawn, as TeX's scalable fonts are
// called, from which a reader tells what it looks like: none where that is not
// certain.
func (b *bitmap) name(m glyph.Match) string {
	const exact, many = .03, 5
	switch m.Name {
	case "OML", "OMS", "OMX", "AMSa", "AMSb":
		return m.Face // of mathematics, in whatever size
	}
	if m.Off > exact || len(b.widths) < many {
		return ""
	}
	for _, kind := range []string{"ec", "la", "tc"} { // European, Cyrillic, companion
		if shape, ok := strings.CutPrefix(m.Face, kind); ok {
			return "sf" + strings.Replace(shape, "sx", "bx", 1)
		}
	}
	return strings.Replace(m.Face, "cmssbx", "cmbx", 1)
}

// near gives the encodings that fit nearly as well as the best, if that fits.
func near(all []glyph.Match) []glyph.Match {
	n := 0
	for n < len(all) && all[n].Error <= min(alike, all[0].Error+sure) {
		n++
	}
	return all[:n]
}

// family is what the variants of an encoding are called in common.
func family(m glyph.Match) string {
	name, _, _ := strings.Cut(m.Name, "-")
	return name
}
