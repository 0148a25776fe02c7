package glyph

import (
	"testing"
	"unicode/utf8"
)

func TestNamesStandForTheirCharacters(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"A": "A", "germandbls": "ß", "afii10017": "А", "uni0416": "Ж", "uni00660066": "ff", "u1D465": "𝑥",
		"f_f_i": "ffi", "a.alt": "a", "s_t.liga": "st", "Asmall": "a", "Aacutesmall": "á", "threeoldstyle": "3", "ffi": "ffi",
		"summationdisplay": "∑", "parenleftBigg": "(", "Delta": "Δ", "dotlessj": "ȷ", "suppress": "\u0337", "lessorequalslant": "⩽",
		"parenlefttp": "⎛", "radicalvertex": nothing,
	} {
		if got, ok := Text(name); !ok || got != want {
			t.Errorf("%s stands for %q, %v; want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"", ".notdef", "g27", "H11005", "uniD835", "uniF761", "u12", "a_b_zzz", "small"} {
		if got, ok := Text(name); ok {
			t.Errorf("%s stands for %q", name, got)
		}
	}
}

func TestEncodingsHaveTheirLettersInPlace(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]map[int]string{
		"T1":  {0x1b: "ﬀ", 0x1c: "ﬁ", 0x20: "␣", 0x61: "a", 0xaa: "ł", 0xdf: "SS", 0xe9: "é", 0xff: "ß"},
		"OT1": {0x00: "Γ", 0x0b: "ff", 0x10: "ı", 0x13: "´", 0x19: "ß", 0x5c: "“", 0x7b: "–", 0x7f: "¨", 0x80: ""},
		"OML": {0x0b: "α", 0x40: "∂", 0x78: "x"},
		"OMS": {0x00: "−", 0x32: "∈", 0x68: "⟨"},
		"OMX": {0x50: "∑", 0x30: "⎛", 0x74: "⎷", 0x75: nothing},
		"T2A": {0x44: "D", 0xc6: "Ж", 0xff: "я"},
		"TS1": {0xa7: "§", 0xbf: "€"},
	} {
		for code, want := range want {
			if got := encodings()[name][code]; got != want {
				t.Errorf("%s %#x is %q, want %q", name, code, got, want)
			}
		}
	}
}

func TestFacesHaveAKnownEncoding(t *testing.T) {
	t.Parallel()
	for _, f := range faces() {
		if encodings()[f.encoding] == nil {
			t.Errorf("no encoding %s", f.encoding)
		}
	}
}

// texts are set in fonts of our own tables, in another unit and rounded as
// bitmaps are.
func TestWidthsTellTheEncoding(t *testing.T) {
	t.Parallel()
	for i, text := range []string{
		"\x1cr den Angri\x1b und die gro\xffe Fl\xe4che", "el conjunto vac\x13\x10o es el \x1cnico s\x13\x10mbolo \x5c", "x y z \x0b\x0c\x0d\x0e abcde",
	} {
		for _, f := range faces() {
			if f.encoding != []string{"T1", "OT1", "OML"}[i] {
				continue
			}
			seen := map[rune]bool{}
			var widths []Width
			for _, b := range []byte(text) {
				if w := f.width(int(b)); w > 0 && b != ' ' && !seen[rune(b)] {
					seen[rune(b)] = true
					widths = append(widths, Width{int(b), float64(int(w*.415 + .5))})
				}
			}
			if got := Matches(widths)[0]; got.Name != f.encoding || got.Error > .08 {
				t.Errorf("%q in %s is taken for %s, %f off", text, f.encoding, got.Name, got.Error)
			}
		}
	}
}

func TestNamesOfTeXAloneAreNotListed(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"element": true, "fi": true, "turnstileleft": false, "prime": false, "negationslash": false} {
		if _, known := Text(name); !known || Listed(name) != want {
			t.Errorf("%s: known %v, listed %v", name, known, Listed(name))
		}
	}
}

func FuzzTextOfNames(f *testing.F) {
	for _, name := range []string{"f_f_i", "uni0041", "u1F600", "suppress", "a.sc", "uniD800", "_", "Zcaron_uni0301.alt"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		text, ok := Text(name)
		if !ok && text != "" || !utf8.ValidString(text) {
			t.Errorf("%+q is %+q (%v)", name, text, ok)
		}
		Listed(name)
	})
}
