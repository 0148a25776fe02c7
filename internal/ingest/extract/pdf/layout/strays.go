package layout

import (
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/joiner"
)

// strays puts marks that the content gives away from their letter behind it:
// makers draw those of a line that stand higher or lower after the others. A
// mark that stands over the letter before it stays.
func strays(glyphs []glyph) {
	for i := 1; i < len(glyphs); i++ { // Burmese is written upper vowel first, and may be drawn lower vowel first
		a, b := &glyphs[i-1], &glyphs[i]
		if (a.r == 0x102f || a.r == 0x1030) && (b.r == 0x102d || b.r == 0x102e || b.r == 0x1032) {
			*a, *b = *b, *a
		}
	}
	for i := 1; i < len(glyphs); {
		j := riders(glyphs, i)
		if j == i {
			i++
			continue
		}
		base := i - 1
		for base > 0 && riders(glyphs, base) > base {
			base--
		}
		m := glyphs[j-1]
		if k := under(glyphs, &m, i, j); k >= 0 && k != base && !holds(&glyphs[base], &m) {
			to := k + 1 // behind the marks that the letter has
			for to < len(glyphs) && (to < i || to >= j) && riders(glyphs, to) > to && rank(glyphs[to].r) <= rank(glyphs[i].r) {
				to = riders(glyphs, to)
			}
			if to <= i {
				move(glyphs[to:j], i-to)
			} else {
				move(glyphs[i:to], j-i)
				continue // what stands here now is next
			}
		}
		i = j
	}
}

// move turns the first n glyphs, or what is left of them, behind the others.
func move(glyphs []glyph, n int) {
	slices.Reverse(glyphs[:n])
	slices.Reverse(glyphs[n:])
	slices.Reverse(glyphs)
}

// riders gives the end of the mark that begins at i, i itself where none does:
// a sign without a place of its own, or a Khmer or Burmese letter below another
// with the sign that sends it there. The stroke through a relation is drawn first.
func riders(glyphs []glyph, i int) int {
	r := glyphs[i].r
	if r < 0x300 || r == 0x338 || !unicode.Is(unicode.Mn, r) {
		return i
	}
	next := i + 1
	if next+1 < len(glyphs) && joiner.Is(glyphs[next].r) {
		next++
	}
	if next < len(glyphs) && glyphs[next].run == glyphs[i].run && glyphs[next].u0 == glyphs[i].u0 && glyphs[next].u1 == glyphs[i].u1 && !unicode.Is(unicode.Mn, glyphs[next].r) {
		if r == 0x17d2 || r == 0x1039 {
			return i + 2
		}
		return i // a sign that one glyph has with the letter behind it
	}
	return i + 1
}

// rank orders the marks of one Khmer letter: those below and the shifters come
// before its vowel, other signs after it. Of Burmese only letters below go before
// other marks. Marks of other scripts come as drawn.
func rank(r rune) int {
	switch {
	case r == 0x17d2, r == 0x1039:
		return -2
	case r == 0x17c9 || r == 0x17ca:
		return -1
	case r >= 0x17c6 && r <= 0x17d1:
		return 1
	}
	return 0
}

// under gives the letter that a mark stands over, none of those in [from, to);
// -1 for none.
func under(glyphs []glyph, m *glyph, from, to int) int {
	best, least := -1, float32(0)
	for k := range glyphs {
		if k >= from && k < to || !holds(&glyphs[k], m) || riders(glyphs, k) > k || k > 0 && riders(glyphs, k-1) > k {
			continue
		}
		if d := abs(glyphs[k].mid() - m.mid()); best < 0 || d < least {
			best, least = k, d
		}
	}
	return best
}

// holds reports whether the middle of a mark lies over a letter.
func holds(g, m *glyph) bool {
	return g.u0 < m.mid() && m.mid() < g.u1 && min(g.v1, m.v1) > max(g.v0, m.v0)
}
