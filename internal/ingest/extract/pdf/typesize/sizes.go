// Package typesize tells which sizes of type a document is set in: that of its
// body text and the larger ones of its headings.
package typesize

import (
	"cmp"
	"math"
	"slices"
)

// Sizes counts the letters and lines of a document by the size of their type.
// Lines are added, then it is asked.
type Sizes struct {
	bySize  map[float32]int // letters by rounded size
	lines   map[float32]int // lines by rounded size
	heads   map[float32]int // of those, the short ones
	bold    int
	mono    int
	letters int

	body   float32
	levels []float32 // sizes of headings, the largest first
	done   bool
}

// New returns Sizes of nothing.
func New() *Sizes {
	return &Sizes{bySize: map[float32]int{}, lines: map[float32]int{}, heads: map[float32]int{}}
}

// Add counts a line in.
func (k *Sizes) Add(size float32, letters int, bold, mono bool) {
	size = Half(size)
	k.bySize[size] += letters
	k.lines[size]++
	k.letters += letters
	if bold {
		k.bold += letters
	}
	if mono {
		k.mono += letters
	}
	if letters <= 90 && letters >= 3 {
		k.heads[size]++
	}
	k.done = false
}

// Half rounds a size to half a point.
func Half(v float32) float32 { return float32(math.Round(float64(v)*2) / 2) }

// headRatio is how much larger than body text a heading's type is at least.
const headRatio = 1.12

func (k *Sizes) settle() {
	if k.done {
		return
	}
	k.done = true
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

// Level gives the level of a heading of this size, and false when the size is
// that of body text.
func (k *Sizes) Level(size float32) (int, bool) {
	k.settle()
	if k.body == 0 || size < k.body*headRatio || k.running(Half(size)) {
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
func (k *Sizes) running(size float32) bool {
	n := k.bySize[size]
	return n*8 > k.letters && n > 40*k.lines[size]
}

// BoldBody reports whether most letters are bold.
func (k *Sizes) BoldBody() bool { return k.bold*2 > k.letters }

// MonoBody reports whether most letters are all as wide as each other.
func (k *Sizes) MonoBody() bool { return k.mono*2 > k.letters }

// Body is the size of the body text.
func (k *Sizes) Body() float32 {
	k.settle()
	return k.body
}

// Levels counts the sizes of headings.
func (k *Sizes) Levels() int {
	k.settle()
	return len(k.levels)
}
