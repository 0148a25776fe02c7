package plaintext

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html/charset"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// errEncoding is for a file whose characters cannot be made out.
var errEncoding = errs.New(errs.Invalid, "The characters of this file could not be made out. Save it as UTF-8 and add it again.").At(extract.FailedEncoding)

// Decode gives the text of a file: by its byte order mark, else as UTF-8 if it
// is that, else as UTF-16 if its zeros lie so, else in the old encoding that
// fits best. Line ends become \n; zeros and other control characters go. It
// returns an error with the field extract.FailedEncoding if nothing fits.
func Decode(b []byte) (string, error) {
	s, err := decode(b)
	if err != nil {
		return "", err
	}
	return clean(s), nil
}

func decode(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		return strings.ToValidUTF8(string(b[3:]), "\ufffd"), nil
	case bytes.HasPrefix(b, []byte{0xff, 0xfe, 0, 0}):
		return utf32(b[4:], binary.LittleEndian), nil
	case bytes.HasPrefix(b, []byte{0, 0, 0xfe, 0xff}):
		return utf32(b[4:], binary.BigEndian), nil
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return fromUTF16(b[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return fromUTF16(b[2:], binary.BigEndian), nil
	}
	if order := wideOrder(b); order != nil {
		return fromUTF16(b, order), nil
	}
	if bytes.Contains(b, []byte("\x1b$")) { // seven bits, but not ASCII
		if text, ok := decodeAs(b, "iso-2022-jp"); ok && !strings.ContainsRune(text, utf8.RuneError) {
			return text, nil
		}
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	if mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\ufffd"), nil
	}
	return legacy(b)
}

func fromUTF16(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units)) // a lone surrogate becomes U+FFFD
}

func utf32(b []byte, order binary.ByteOrder) string {
	var s strings.Builder
	for ; len(b) >= 4; b = b[4:] {
		if v := order.Uint32(b); v <= unicode.MaxRune {
			s.WriteRune(rune(v))
		} else {
			s.WriteRune(utf8.RuneError)
		}
	}
	return s.String()
}

// sampleBytes is how much of a file is looked at to find its encoding.
const sampleBytes = 64 << 10

// wideOrder recognises UTF-16 without a byte order mark and returns its order,
// or nil. Text in one byte a character has no zeros; in UTF-16 the line ends
// and spaces have one. The right order has far more of them, and of the marks
// of CJK texts, and what results must be text.
func wideOrder(b []byte) binary.ByteOrder {
	sample := b[:min(len(b), sampleBytes)&^1]
	if bytes.IndexByte(sample, 0) < 0 {
		return nil
	}
	var common [2]int // little, big endian
	for i := 0; i+1 < len(sample); i += 2 {
		if isCommon(uint16(sample[i]) | uint16(sample[i+1])<<8) {
			common[0]++
		}
		if isCommon(uint16(sample[i])<<8 | uint16(sample[i+1])) {
			common[1]++
		}
	}
	var order binary.ByteOrder = binary.LittleEndian
	if common[1] > common[0] {
		order = binary.BigEndian
	}
	if most := max(common[0], common[1]); min(common[0], common[1])*5 > most || most*400 < len(sample) {
		return nil
	}
	good, all := 0, 0
	for _, r := range fromUTF16(sample, order) {
		all++
		if unicode.IsGraphic(r) && r != utf8.RuneError || r == '\n' || r == '\r' || r == '\t' || r == 0xfeff {
			good++
		}
	}
	if good*100 < all*95 {
		return nil
	}
	return order
}

func isCommon(unit uint16) bool {
	switch unit {
	case '\n', ' ', 'e', 'a', 0x3000, 0x3001, 0x3002, 0xff0c:
		return true
	}
	return false
}

// mostlyUTF8 reports whether b is UTF-8 that was damaged or cut in places.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		if b[0] < 0x80 {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		b = b[n:]
	}
	return good > 20*bad
}

// legacy decodes text in one of the encodings before Unicode. The detector's
// guesses are tried in its order; one that leaves characters which no text has
// is passed over.
func legacy(b []byte) (string, error) {
	sample := b[:min(len(b), sampleBytes)]
	guesses, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil {
		guesses = nil
	}
	best, bestScore := "", 0.0
	for _, name := range []string{"windows-1252", "windows-1250", "iso-8859-2", "windows-1251", "koi8-r"} {
		guesses = append(guesses, chardet.Result{Charset: name, Confidence: 10})
	}
	for i, g := range guesses {
		text, ok := decodeAs(sample, g.Charset)
		if !ok {
			continue
		}
		score := plausible(text) * (1 + float64(g.Confidence)/100 - float64(i)/1000)
		if score > bestScore {
			best, bestScore = g.Charset, score
		}
	}
	if bestScore < 0.5 {
		return "", errEncoding
	}
	text, _ := decodeAs(b, best)
	return text, nil
}

func decodeAs(b []byte, name string) (string, bool) {
	if strings.HasPrefix(name, "UTF-") {
		return "", false // looked for already
	}
	enc, _ := charset.Lookup(strings.ToLower(strings.ReplaceAll(name, "GB-18030", "gb18030")))
	if enc == nil {
		return "", false
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", false
	}
	return string(out), true
}

// plausible says how much a decoded text looks like one, 0 to 1: few
// replacement and control characters, letters beyond ASCII that go together (a
// text is written in one script, or in it and Latin), and words that hold
// letters only, not symbols or capitals in the middle.
func plausible(text string) float64 {
	var bad, wide, odd, all float64
	scripts := map[string]float64{}
	var last, before rune
	for _, r := range text {
		all++
		if last >= 0x80 && unicode.IsLetter(before) && unicode.IsLetter(r) && !unicode.IsLetter(last) && !unicode.IsMark(last) && last != '’' && last != '‐' && last != '·' && last != '\u00ad' && last != '—' && last != '–' {
			bad += 0.3
		}
		if r >= 0x80 && unicode.IsLower(last) && unicode.IsUpper(r) {
			bad += 0.3
		}
		before, last = last, r
		switch {
		case r == utf8.RuneError, unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' && r != '\f':
			bad++
		case r < 0x80:
		case unicode.IsLetter(r):
			wide++
			scripts[scriptOf(r)]++
		case unicode.IsMark(r), unicode.IsPunct(r), unicode.IsSpace(r):
		default:
			odd++
		}
	}
	if all == 0 {
		return 0
	}
	score := 1 - 20*bad/all
	if wide > 0 {
		most := 0.0
		for _, n := range scripts {
			most = max(most, n)
		}
		score *= most / wide
	}
	if others := wide + odd; others > 0 {
		score *= 1 - 0.5*odd/others
	}
	return max(0, score)
}

func scriptOf(r rune) string {
	switch {
	case unicode.Is(unicode.Latin, r):
		return "latin"
	case unicode.Is(unicode.Cyrillic, r):
		return "cyrillic"
	case unicode.Is(unicode.Greek, r):
		return "greek"
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana), r == 'ー':
		return "cjk"
	case unicode.Is(unicode.Hangul, r):
		return "hangul"
	case unicode.Is(unicode.Arabic, r):
		return "arabic"
	case unicode.Is(unicode.Hebrew, r):
		return "hebrew"
	case unicode.Is(unicode.Thai, r):
		return "thai"
	}
	return "other"
}

// clean makes \n of every line end and takes out what cannot be shown or
// stored: zeros, other control characters, noncharacters, and byte order marks
// inside. A form feed ends a paragraph.
func clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n", "\v", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == 0xfeff, r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
			return -1
		}
		return r
	}, s)
}

// Looks reports whether the first bytes of a file can be those of a text in
// any encoding. A binary file has zeros or control characters in no order.
func Looks(head []byte) bool {
	for _, bom := range [][]byte{{0xef, 0xbb, 0xbf}, {0xff, 0xfe}, {0xfe, 0xff}, {0, 0, 0xfe, 0xff}} {
		if bytes.HasPrefix(head, bom) {
			return true
		}
	}
	if wideOrder(head[:len(head)&^1]) != nil {
		return true
	}
	odd, zeros := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			zeros++
		case c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b, c == 0x7f:
			odd++
		}
	}
	return zeros*1000 <= len(head) && odd <= 1+len(head)/50
}
