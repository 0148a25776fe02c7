package shape

import "testing"

// chars are the letters of one cluster, or of one glyph, in a box of 12 points.
func chars(text string, cluster int32) []Char {
	var all []Char
	for _, r := range text {
		all = append(all, Char{R: r, X1: 12, Y1: 10, Cluster: cluster, Run: 1})
	}
	return all
}

func TestPartsOfAGlyph(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule    string
		text    string
		cluster int32
		i       int
		want    Part
	}{
		{"of a cluster, to the right", "ab", 1, 1, Part{From: 1, Parts: 1, Of: 2, Start: 1}},
		{"of a cluster, to the left", "سا", 1, 0, Part{From: 1, Parts: 1, Of: 2, Start: 0}},
		{"a mark has that of its letter", "कि", 1, 1, Part{From: 1, Parts: 1, Of: 2, Start: 1}},
		{"a joiner at the beginning takes nothing", "\u200cه", 1, 1, Part{From: 0, Parts: 1, Of: 1, Start: 1}},
		{"and stands at its right edge", "\u200cه", 1, 0, Part{From: 1, Of: 1, Start: 0}},
		{"a joiner stands between letters", "ක්\u200dෂ", 1, 2, Part{From: 1, Of: 2, Start: 2}},
		{"of a ligature with a joiner, given as the eye sees it", "س\u200c", 0, 1, Part{From: 1, Of: 1, Start: 1}},
		{"a joiner by itself", "\u200c", 0, 0, Part{From: 1, Of: 2, Start: 0}},
	} {
		if got := PartOf(chars(c.text, c.cluster), c.i); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.rule, got, c.want)
		}
	}
}

func FuzzPartsStayInTheirBox(f *testing.F) {
	f.Add("fi\u200cسلا", uint8(1), uint8(3))
	f.Add("ක්\u200dෂ", uint8(0xff), uint8(0))
	f.Fuzz(func(t *testing.T, text string, clusters, apart uint8) {
		var all []Char
		x := float32(0)
		for i, r := range []rune(text) {
			c := Char{R: r, X0: x, X1: x + 6, Y1: 10, Run: int32(i/3) % 2}
			if clusters>>(i%8)&1 == 1 {
				c.Cluster = int32(i/2) + 1
			}
			if apart>>(i%8)&1 == 1 {
				x += 6
			}
			all = append(all, c)
		}
		for i := range all {
			p := PartOf(all, i)
			if p.Of < 1 || p.From < 0 || p.Parts < 0 || p.From+p.Parts > p.Of || p.Start < 0 || p.Start > i {
				t.Errorf("%+q, character %d: %+v", text, i, p)
			}
		}
	})
}
