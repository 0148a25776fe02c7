package character

import (
	"testing"
	"unicode"
)

func TestCharactersStandForText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		r    rune
		want string
		kind Kind
	}{
		{'a', "a", Ink},
		{0xa0, " ", Space},
		{0x3000, " ", Space},
		{0xfb01, "fi", Ink},
		{0xfefb, "لا", Ink},
		{0xfb2a, "ש\u05c1", Ink},
		{0xfe12, "。", Ink},
		{0xfe41, "「", Ink},
		{0xfe48, "］", Ink},
		{0xfe0f, "", Dropped},
		{0x200b, "", Dropped},
		{0x200c, "\u200c", Ink},
		{0x200d, "\u200d", Ink},
		{Soft, string(rune(Soft)), Ink},
	} {
		r, rest, kind := Clean(c.r, false)
		got := ""
		if kind != Dropped {
			got = string(r) + string(rest)
		}
		if got != c.want || kind != c.kind {
			t.Errorf("%U is %q (%d), want %q (%d)", c.r, got, kind, c.want, c.kind)
		}
	}
}

func FuzzCleanGivesText(f *testing.F) {
	f.Add(int32('a'), false)
	f.Add(int32(0xf0b7), true)
	f.Fuzz(func(t *testing.T, r int32, symbol bool) {
		first, rest, kind := Clean(r, symbol)
		if kind != Ink {
			return
		}
		for _, o := range append([]rune{first}, rest...) {
			if o >= 0 && (unicode.IsSpace(o) || unicode.IsControl(o)) {
				t.Errorf("%U gives %U", r, o)
			}
		}
	})
}
