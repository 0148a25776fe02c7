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
		all = append(all, face{f[1], w})
	}
	return all
})

// Width is how wide the character of a code is.
type Width struct {
	Code int
	Wide float64
}

// Match is an encoding that a font may have.
type Match struct {
	Name     string
	Encoding *Encoding
	Error    float64 // how far the widths are from those of its best font, as a share
}

// Matches compares the widths of a font without a name, in any unit, with those of TeX's fonts, and gives for each encoding the nearest,
// nearest first.
func Matches(widths []Width) []Match {
	best := map[string]float64{}
	for _, f := range faces() {
		e := f.distance(widths)
		if old, ok := best[f.encoding]; !ok || e < old {
			best[f.encoding] = e
		}
	}
	var all []Match
	for name, e := range best {
		all = append(all, Match{name, encodings()[name], e})
	}
	slices.SortFunc(all, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Error, b.Error), strings.Compare(a.Name, b.Name))
	})
	return all
}

// distance is the mean difference of widths, as a share of the mean width, in
// the unit in which both fonts are as wide as each other. A code that the face
// has no character for differs by half.
func (f *face) distance(widths []Width) float64 {
	const missing = .5
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
	scale := cross / square
	sum := 0.0
	for _, w := range widths {
		if t := f.width(w.Code); t > 0 {
			sum += math.Abs(w.Wide - scale*t)
		} else {
			sum += missing * total / float64(len(widths))
		}
	}
	return sum / total
}

func (f *face) width(code int) float64 {
	if code >= len(f.widths) || f.widths[code] == absent {
		return 0
	}
	return float64(f.widths[code])
}
