package layout

import (
	"cmp"
	"math"
	"slices"

	"studyapp/internal/ingest/extract/hyphen"
)

// Look is how a document is set: the size of its body text and the larger
// sizes of its headings. Pages are added, then it is asked.
type Look struct {
	bySize  map[float32]int // letters by rounded size
	lines   map[float32]int // lines by rounded size
	heads   map[float32]int // of those, the short ones
	bold    int
	mono    int
	letters int
	words   []*hyphen.Words
	cutting bool // words at the ends of lines

	body   float32
	levels []float32 // sizes of headings, the largest first
	done   bool
}

// NewLook returns a Look of nothing.
func NewLook() *Look {
	return &Look{bySize: map[float32]int{}, lines: map[float32]int{}, heads: map[float32]int{}}
}

// Add counts a page in.
func (k *Look) Add(s *Sheet) {
	for i := range s.lines {
		l := &s.lines[i]
		size := half(l.size)
		k.bySize[size] += l.letters
		k.lines[size]++
		k.letters += l.letters
		if l.bold {
			k.bold += l.letters
		}
		if l.mono {
			k.mono += l.letters
		}
		if l.letters <= 90 && l.letters >= 3 {
			k.heads[size]++
		}
	}
	k.words = append(k.words, s.vocabulary())
	k.done = false
}

func half(v float32) float32 { return float32(math.Round(float64(v)*2) / 2) }

// headRatio is how much larger than body text a heading's type is at least.
const headRatio = 1.12

func (k *Look) settle() {
	if k.done {
		return
	}
	k.done = true
	k.cutting = hyphen.Cuts(k.words)
	best := 0
	for size, n := range k.bySize {
		if n > best || n == best && size < k.body {
			best, k.body = n, size
		}
	}
	k.levels = nil
	for size := range k.heads {
		if size >= k.body*headRatio && !k.running(size) {
			k.levels = append(k.levels, size)
		}
	}
	slices.SortFunc(k.levels, func(a, b float32) int { return cmp.Compare(b, a) })
	// Sizes that are nearly one count once.
	k.levels = slices.CompactFunc(k.levels, func(a, b float32) bool { return a-b < a*.06 })
	if len(k.levels) > 4 {
		k.levels = k.levels[:4]
	}
}

// level gives the level of a heading of this size, and false when the size is
// that of body text.
func (k *Look) level(size float32) (int, bool) {
	k.settle()
	if k.body == 0 || size < k.body*headRatio || k.running(half(size)) {
		return len(k.levels) + 1, false
	}
	for i, s := range k.levels {
		if size >= s-s*.06 {
			return i + 1, true
		}
	}
	return max(len(k.levels), 1), true
}

// running reports whether running text is set in this size, too, as in a
// document whose tables, in small type, hold most of its letters.
func (k *Look) running(size float32) bool {
	n := k.bySize[size]
	return n*8 > k.letters && n > 40*k.lines[size]
}

func (k *Look) boldBody() bool { return k.bold*2 > k.letters }
func (k *Look) monoBody() bool { return k.mono*2 > k.letters }
