package pdf_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestJapaneseInColumns(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.font("F9", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /ToUnicode %d 0 R >>",
		f.unicode("<61> <5149>", "<62> <5408>", "<63> <6210>", "<64> <306F>", "<65> <690D>", "<66> <7269>", "<67> <FE12>"))))
	var b strings.Builder
	for i, column := range []string{"abcde", "fdabcg"} {
		for j, r := range column {
			fmt.Fprintf(&b, "BT /F9 12 Tf %d %d Td (%c) Tj ET ", 500-20*i, 700-12*j, r)
		}
	}
	f.content("", b.String())
	if got, want := read(t, f).Text, "光合成は植物は光合成。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
