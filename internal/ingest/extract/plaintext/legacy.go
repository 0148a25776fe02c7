package plaintext

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	hangul "golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/norm"
)

// candidate is an encoding with the languages that were written in it. What
// it costs says how rare its texts are, in nats.
type candidate struct {
	encoding.Encoding
	languages []string
	cost      float64
}

var (
	western    = []string{"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "is", "ca", "ga", "eu", "af", "sq"}
	middle     = []string{"hu", "pl", "cs", "sk", "sl", "hr", "ro", "de", "sq"}
	baltic     = []string{"lt", "lv", "et", "pl", "de"}
	cyrillic   = []string{"ru", "uk", "be", "bg", "mk", "sr"}
	arabic     = []string{"ar", "fa", "ur"}
	candidates = []candidate{
		{charmap.Windows1252, western, 0},
		{charmap.ISO8859_15, western, 3},
		{charmap.Macintosh, western, 3},
		{charmap.CodePage850, western, 5},
		{charmap.CodePage437, western, 5.5},
		{charmap.CodePage858, western, 7},
		{charmap.CodePage860, []string{"pt"}, 6},
		{charmap.CodePage863, []string{"fr"}, 6},
		{charmap.CodePage865, []string{"da", "nb", "sv"}, 6},
		{charmap.Windows1250, middle, 1},
		{charmap.ISO8859_2, middle, 1.5},
		{charmap.CodePage852, middle, 4},
		{charmap.ISO8859_16, []string{"ro"}, 6},
		{charmap.ISO8859_3, []string{"eo"}, 6},
		{charmap.ISO8859_14, []string{"cy"}, 6},
		{charmap.Windows1257, baltic, 1.5},
		{charmap.ISO8859_13, baltic, 2.5},
		{charmap.ISO8859_4, baltic, 4},
		{charmap.Windows1254, []string{"tr"}, 1},
		{charmap.Windows1258, []string{"vi"}, 2},
		{charmap.Windows1251, cyrillic, 0.5},
		{charmap.KOI8R, []string{"ru"}, 1.5},
		{charmap.KOI8U, []string{"uk", "ru"}, 2.5},
		{charmap.CodePage866, []string{"ru", "uk", "be", "bg"}, 2},
		{charmap.ISO8859_5, cyrillic, 3},
		{charmap.MacintoshCyrillic, cyrillic, 4},
		{charmap.CodePage855, cyrillic, 5},
		{charmap.Windows1253, []string{"el"}, 1},
		{charmap.ISO8859_7, []string{"el"}, 1.5},
		{charmap.Windows1255, []string{"he"}, 1},
		{charmap.ISO8859_8, []string{"he"}, 2},
		{charmap.CodePage862, []string{"he"}, 4},
		{charmap.Windows1256, arabic, 1},
		{charmap.ISO8859_6, arabic, 2},
		{charmap.Windows874, []string{"th"}, 1},
		{japanese.ShiftJIS, []string{"ja"}, 1},
		{japanese.EUCJP, []string{"ja"}, 2},
		{simplifiedchinese.GB18030, []string{"zh-Hans", "zh-Hant"}, 1},
		{traditionalchinese.Big5, []string{"zh-Hant"}, 1},
		{hangul.EUCKR, []string{"ko"}, 1},
	}
)

// decode gives the text of b; what the encoding does not know is U+FFFD.
func (c candidate) decode(b []byte) string {
	out, err := c.NewDecoder().Bytes(b)
	if err != nil {
		return string(utf8.RuneError)
	}
	if c.Encoding == charmap.Windows1258 { // its tones are marks of their own
		out = norm.NFC.Bytes(out)
	}
	return string(out)
}

const (
	sampleMost = 8 << 10 // bytes that are weighed
	sampleGap  = 32      // so many bytes of ASCII belong to what is around them
)

// sample gathers the stretches of b that hold bytes beyond ASCII, from all
// over it, each on a line of its own and with the words it stands in.
func sample(b []byte) []byte {
	var stretches [][]byte
	total := 0
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		start, end := i, i+1
		for n := 0; start > 0 && b[start-1] > ' ' && n < sampleGap; n++ {
			start--
		}
		if start > 0 && b[start-1] == ' ' {
			start--
		}
		for j := i; j < len(b) && b[j] != '\n' && j-end < sampleGap; j++ {
			if b[j] >= 0x80 {
				end = j + 1
			}
		}
		for n := 0; end < len(b) && b[end] > ' ' && n < sampleGap; n++ {
			end++
		}
		if end < len(b) && b[end] == ' ' {
			end++
		}
		stretches = append(stretches, b[start:end])
		total += end - start
		i = end
	}
	every := total/sampleMost + 1
	var out bytes.Buffer
	for i := 0; i < len(stretches) && out.Len() < 2*sampleMost; i += every {
		s := stretches[i]
		out.Write(s[:min(len(s), sampleMost)])
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// choose finds the encoding that explains a sample best: under it, the sample
// is what its languages write more often than under any other. It returns the
// cost of that, and the same for each byte that is no space.
func choose(sample []byte, prior map[string]float64) (best candidate, least, each float64) {
	least = math.Inf(1)
	for _, c := range candidates {
		runes := []rune(c.decode(sample))
		for _, code := range c.languages {
			own := languages()[code].text(runes) + c.cost
			if cost := own + prior[code]; cost < least {
				best, least = c, cost
				each = own / float64(max(1, bytesOf(sample)))
			}
		}
	}
	return best, least, each
}

// foreign counts the bytes beyond ASCII.
func foreign(b []byte) int {
	n := 0
	for _, c := range b {
		if c >= 0x80 {
			n++
		}
	}
	return n
}

// bytesOf counts the bytes that are no space.
func bytesOf(b []byte) int {
	n := 0
	for _, c := range b {
		if c > ' ' {
			n++
		}
	}
	return n
}

// costUnlikely is what a byte of a text costs on average when no encoding fits
// it: half of what a letter costs that its language does not have.
const costUnlikely = 6

// A text with less bytes beyond ASCII than these, at all or one in so many, is
// read whatever they are.
const (
	leastForeign = 3
	fewForeign   = 20
)

// legacy decodes text in one of the encodings before Unicode.
func legacy(b []byte) (string, error) {
	c, _, each := choose(sample(b), priors(surroundings(b)))
	if n := foreign(b); each > costUnlikely && n >= leastForeign && n*fewForeign > len(b) {
		return "", errEncoding
	}
	return strings.ReplaceAll(c.decode(b), "\ufffd", ""), nil
}

// unmarked gives the order of UTF-16 without a byte order mark or a single
// zero, as Chinese, Japanese and Korean texts in one piece are: most of their
// characters are frequent ones, which pairs of other bytes are not.
func unmarked(b []byte) binary.ByteOrder {
	const least = 8 // characters
	if len(b)%2 == 1 || len(b) < 2*least {
		return nil
	}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		runes := []rune(fromUTF16(b[:min(len(b), sampleMost)], order))
		for _, code := range []string{"ja", "ko", "zh-Hans", "zh-Hant"} {
			frequent := 0
			for _, r := range runes {
				if _, ok := languages()[code].index[r]; ok || 0x3000 <= r && r < 0x3003 {
					frequent++
				}
			}
			if frequent*10 >= len(runes)*7 {
				return order
			}
		}
	}
	return nil
}
