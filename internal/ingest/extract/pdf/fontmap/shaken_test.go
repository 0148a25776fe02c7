package fontmap

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// rewritten is a table as Ghostscript 10.00 writes it: pairs of a code and what
// it says.
func rewritten(digits int, pairs ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d beginbfrange\n", len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		code := fmt.Sprintf("<%0*s>", digits, pairs[i])
		fmt.Fprintf(&b, "%s%s<%s>\n", code, code, pairs[i+1])
	}
	b.WriteString("endbfrange\nendcmap")
	return b.String()
}

func TestTablesThatGhostscriptSpoiltAreMended(t *testing.T) {
	t.Parallel()
	wide := "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R >>"
	for _, c := range []struct {
		rule, font, table string
		want              []string
		none              bool
	}{
		{
			"sums of bytes, told by a letter of their row", wide,
			rewritten(4, "0b", "0028", "0c", "0029", "d2", "0111", "d3", "0013", "d4", "0014", "d5", "0015"),
			[]string{"<00D3> <0112>", "<00D5> <0114>", "<000B> <0028>"}, false,
		},
		{
			"nothing tells them", wide,
			rewritten(4, "0b", "0028", "0c", "0029", "1b6", "001d", "1b7", "001e", "1bd", "0028", "1be", "0029", "1bf", "0030"),
			[]string{"<01B6> <FFFD>", "<01BF> <FFFD>", "<000B> <FFFD>"}, false,
		},
		{
			"two letters of one code", wide,
			rewritten(4, "01", "0915", "02", "0915153e", "03", "093e", "04", "0936"),
			[]string{"<0002> <0915093E>", "<0003> <093E>"}, false,
		},
		{
			"of one byte", "<< /Type /Font /Subtype /TrueType /ToUnicode 5 0 R >>",
			rewritten(2, "01", "0644", "02", "06444427", "03", "0633"),
			[]string{"<02> <06440627>"}, false,
		},
		{
			"more letters of one code", wide,
			rewritten(4, "01", "0915", "02", "094d4d5a", "03", "093e", "04", "0936", "05", "0937", "06", "0938", "07", "0939", "08", "0930", "09", "0928", "0a", "0924", "0b", "0926"),
			[]string{"<0002> <FFFD>", "<0001> <0915>"}, false,
		},
		{
			"last bytes, told by a letter of their row", wide,
			rewritten(4, "0b", "0028", "17d", "03b1", "17f", "00b3", "180", "00b4", "181", "00b5"),
			[]string{"<017F> <03B3>", "<0181> <03B5>"}, false,
		},
		{"such sums of another program", wide, rewritten(4, "0b", "0028", "0c", "0029", "d2", "0111", "d3", "0013", "d4", "0014", "d5", "0015"), nil, true},
		{"a table in order", wide, rewritten(4, "03", "0020", "24", "0041", "25", "0042", "80", "00c4", "81", "00660069", "82", "d835dc4e"), nil, true},
		{"one of another maker", wide, "3 beginbfrange <0001><0001><0915153e> <0002><0005><0028> <0006><0006><0028> endbfrange endcmap", nil, true},
	} {
		producer := "GPL Ghostscript 10.00.0"
		if c.none {
			producer = "GPL Ghostscript 9.56.1"
		}
		file := withFonts("/F 4 0 R", c.font, stream(c.table), "<< /Producer ("+producer+") >>")
		file = bytes.Replace(file, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Info 6 0 R"), 1)
		got := tableOf(t, file, 4)
		if c.none && strings.Contains(got, "beginbfchar") {
			t.Errorf("%s: %s", c.rule, got)
		}
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %s in %s", c.rule, w, got)
			}
		}
	}
}
