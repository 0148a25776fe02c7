package pdf_test

import (
	"fmt"
	"testing"
)

func TestLettersBeyondTheFirstPlaneAreOneCharacter(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.font("M", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode %d 0 R >>",
		f.unicode("<61> <D835DC65>", "<62> <D83DDE00>", "<63> <D835>", "<65> <0065>"))))
	f.page("", text{x: 72, y: 700, s: "abeac", font: "M"})
	p := read(t, f)
	if want := "𝑥😀e𝑥"; p.Text != want {
		t.Fatalf("text is %q, want %q", p.Text, want)
	}
	// A letter in Helvetica 12 is 556 thousandths wide, "c" 500.
	start, end := find(t, p, "😀")
	if r := p.Glyphs.Rects(start, end); len(r) != 1 || r[0].X0 < 78.6 || r[0].X0 > 78.8 || r[0].X1 < 85.2 || r[0].X1 > 85.4 {
		t.Errorf("the box is %v", r)
	}
}
