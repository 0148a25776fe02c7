package glyph

import (
	"cmp"
	_ "embed"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"sync"
)

//go:embed widths.txt
var widthList string

// face is a font of TeX's whose widths are known.
type face struct {
	name     string
	encoding string
	widths   []byte // in hundredths of an em, by code
}

const absent = 255 // the width of a code without a character

var faces = sync.OnceValue(func() []face {
	var all []face
	for line := range strings.Lines(widthList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		w, err := hex.DecodeString(f[2])
		if err != nil {
			panic("glyph: widths.txt: " + f[0])
		}
		all = append(all, face{f[0], f[1], w})
	}
	return all
})

// Width is how wide the character of a code is, in hundredths of an em.
type Width struct {
	Code int
	Wide float64
}

// Match is an encoding that a font may have.
type Match struct {
	Name     string
	Encoding *Encoding
	Error    float64 // how far the widths are from those of its best font
	Face     string  // that font
	Off      float64 // how far they are from them in ems, as a share
}

// Matches compares the widths of a font without a name with those of TeX's
// fonts, and gives for each encoding the nearest, nearest first. Fonts of other
// sizes have other proportions, so that widths in ems count less than those in
// the unit of the font.
func Matches(widths []Width) []Match {
	const ems, atMost = .2, .25
	total := 0.0
	for _, w := range widths {
		total += w.Wide
	}
	var all []Match
	for _, f := range faces() {
		off := f.differ(widths, 1) / total
		m := Match{f.encoding, encodings()[f.encoding], f.distance(widths) + ems*min(off, atMost), f.name, off}
		i := slices.IndexFunc(all, func(o Match) bool { return o.Name == m.Name })
		switch {
		case i < 0:
			all = append(all, m)
		case m.Error < all[i].Error:
			all[i] = m
		}
	}
	slices.SortStableFunc(all, func(a, b Match) int { return cmp.Compare(a.Error, b.Error) })
	return all
}

// distance is the mean difference of widths, as a share of the mean width, in
// the unit in which both fonts are as wide as each other. A code that the face
// has no character for differs by half.
func (f *face) distance(widths []Width) float64 {
	var cross, square, total float64
	for _, w := range widths {
		total += w.Wide
		if t := f.width(w.Code); t > 0 {
			cross += w.Wide * t
			square += t * t
		}
	}
	if square == 0 || total == 0 {
		return math.Inf(1)
	}
	return f.differ(widths, cross/square) / total
}

// differ is the sum of the differences of widths, the face's taken so many
// times.
func (f *face) differ(widths []Width, scale float64) float64 {
	const missing = .5
	sum := 0.0
	for _, w := range widths {
		if t := f.width(w.Code); t > 0 {
			sum += math.Abs(w.Wide - scale*t)
		} else {
			sum += missing * w.Wide
		}
	}
	return sum
}

func (f *face) width(code int) float64 {
	if code >= len(f.widths) || f.widths[code] == absent {
		return 0
	}
	return float64(f.widths[code])
}
