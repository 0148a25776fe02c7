package plaintext

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// errEncoding is for a file whose characters cannot be made out.
var errEncoding = errs.New(errs.Invalid, "The characters of this file could not be made out. Save it as UTF-8 and add it again.").At(extract.FailedEncoding)

// Decode gives the text of a file: by its byte order mark, else as UTF-16 if
// its characters lie so, else as UTF-8 if it is that, a few wrong bytes
// included, else in the old encoding that explains it best. Line ends become
// \n; zeros and other control characters go. It returns an error with the field
// extract.FailedEncoding if nothing fits.
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
		if b = b[3:]; utf8.Valid(b) {
			return string(b), nil
		}
		return mend(b), nil
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
		if text, err := japanese.ISO2022JP.NewDecoder().String(string(b)); err == nil && !strings.ContainsRune(text, utf8.RuneError) {
			return text, nil
		}
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	if order := unmarked(b); order != nil {
		return fromUTF16(b, order), nil
	}
	if damaged(b) {
		return mend(b), nil
	}
	return legacy(b)
}

// fromUTF16 gives the text of UTF-16. Half a pair of surrogates stands for
// nothing and goes.
func fromUTF16(b []byte, order binary.ByteOrder) string {
	var s strings.Builder
	for ; len(b) >= 2; b = b[2:] {
		r := rune(order.Uint16(b))
		if utf16.IsSurrogate(r) {
			if len(b) < 4 {
				break
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(b[2:]))); r == utf8.RuneError {
				continue
			}
			b = b[2:]
		}
		s.WriteRune(r)
	}
	return s.String()
}

func utf32(b []byte, order binary.ByteOrder) string {
	var s strings.Builder
	for ; len(b) >= 4; b = b[4:] {
		if v := order.Uint32(b); v <= unicode.MaxRune && !utf16.IsSurrogate(rune(v)) {
			s.WriteRune(rune(v))
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

// clean makes \n of every line end and takes out what cannot be shown or
// stored: zeros, other control characters, noncharacters, and what nobody sees.
// A form feed ends a paragraph.
func clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n", "\v", "\n").Replace(s)
	return Seen(0, strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
			return -1
		}
		return r
	}, s))
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
