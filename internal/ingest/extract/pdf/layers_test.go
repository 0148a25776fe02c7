package pdf_test

import (
	"fmt"
	"strings"
	"testing"
)

// form adds a form that pages draw as /Im; it must be the first thing added to
// a file.
func (f *file) form(dict, content string) {
	f.stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "+dict, []byte(content))
}

func TestOnlyWhatCanBeSeenIsRead(t *testing.T) {
	t.Parallel()
	const box = "0 0 .4 rg 60 590 200 30 re f "
	picture := func(f *file) {
		f.stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", []byte{0, 255, 255, 0})
	}
	for _, c := range []struct {
		rule, content, want string
		before              func(f *file) // adds what the page draws as /Im
	}{
		{"words recognised over words that are there", show(72, 700, "The coffee officer Annabell") + "3 Tr " + "BT /F2 12.6 Tf 72 701 Td (The coffee officer Annabell) Tj ET", "The coffee officer Annabell", nil},
		{"misread ones", show(72, 700, "The coffee officer") + "3 Tr " + "BT /F1 11 Tf 73 699 Td (lhe c0ffee) Tj 60 0 Td (otticer) Tj ET", "The coffee officer", nil},
		{"behind a picture they are the text", "q 612 0 0 792 0 0 cm /Im Do Q 3 Tr " + show(72, 700, "Recognised words"), "Recognised words", picture},
		{"beside what is printed over the picture, too", "q 612 0 0 792 0 0 cm /Im Do Q " + show(72, 750, "Copied in 1997") + "3 Tr " + show(72, 700, "Recognised words"), "Copied in 1997 Recognised words", picture},
		{"without a picture as well", "3 Tr " + show(72, 700, "Recognised words"), "Recognised words", nil},
		{"white on white", show(72, 700, "Seen") + "1 g " + show(72, 600, "Unseen"), "Seen", nil},
		{"white on a dark box", show(72, 700, "Seen") + box + "1 g " + show(72, 600, "Title"), "Seen Title", nil},
		{"white on a box of white", show(72, 700, "Seen") + "1 g 60 590 200 30 re f " + show(72, 600, "Unseen"), "Seen", nil},
		{"white beside a dark box", show(72, 700, "Seen") + box + "1 g " + show(400, 600, "Unseen"), "Seen", nil},
		{"white with a dark rim", show(72, 700, "Seen") + "1 g 2 Tr " + show(72, 600, "Rim"), "Seen Rim", nil},
		{"white on a picture", show(72, 700, "Seen") + "q 200 0 0 30 60 590 cm /Im Do Q 1 g " + show(72, 600, "Title"), "Seen Title", picture},
		{"white on a dark box of a form that is placed there", show(72, 700, "Seen") + "q 2 0 0 2 60 590 cm /Im Do Q 1 g " + show(72, 600, "Title"), "Seen Title", func(f *file) { f.form("", "0 g 0 0 100 20 re f") }},
		{"white on a dark box of a form that is placed elsewhere", show(72, 700, "Seen") + "q 2 0 0 2 360 190 cm /Im Do Q 1 g " + show(72, 600, "Unseen"), "Seen", func(f *file) { f.form("", "0 g 0 0 100 20 re f") }},
		{"all in white is not believed", "1 g " + show(72, 600, "All there is"), "All there is", nil},
		{"cut away", show(72, 700, "Seen") + "q 60 500 200 50 re W n " + show(72, 600, "Cut away") + show(72, 520, "left") + "Q", "Seen left", nil},
		{"cut away in part", show(72, 700, "Seen") + "q 60 590 33 30 re W n " + show(72, 600, "left away") + "Q", "Seen left", nil},
		{"cut away from a figure", show(72, 700, "Seen") + "q 60 500 200 50 re W n q 1 0 0 1 0 100 cm /Im Do Q Q", "Seen left", func(f *file) { f.form("", show(72, 500, "Cut away")+show(72, 420, "left")) }},
		{"a cut that leaves nothing is not believed", show(72, 700, "Seen") + "q 60 500 0 0 re W n " + show(72, 600, "left") + "Q", "Seen left", nil},
		{"cut along the whole page", "q 0 0 612 792 re W n " + show(72, 700, "Seen") + "Q", "Seen", nil},
	} {
		for _, turn := range []int{0, 90} {
			f := newFile()
			if c.before != nil {
				c.before(f)
			}
			f.content(fmt.Sprintf("/Rotate %d", turn), c.content)
			if got := strings.Join(strings.Fields(read(t, f).Text), " "); got != c.want {
				t.Errorf("%s, turned by %d: %q, want %q", c.rule, turn, got, c.want)
			}
		}
	}
}

func TestLayersThatAreOffAreNotRead(t *testing.T) {
	t.Parallel()
	const content = "/OC /A BDC BT /F1 12 Tf 72 700 Td (Question) Tj ET EMC /OC /B BDC BT /F1 12 Tf 72 600 Td (Answer) Tj ET EMC"
	for _, c := range []struct{ rule, config, want string }{
		{"all on", "", "Question Answer"},
		{"one off", "/OFF [9 0 R]", "Question"},
		{"one on", "/BaseState /OFF /ON [8 0 R]", "Question"},
		{"all off is not believed", "/OFF [8 0 R 9 0 R]", "Question Answer"},
	} {
		f := newFile()
		f.add("<< /Type /OCG /Name (Questions) >>")
		f.add("<< /Type /OCG /Name " + utf16Hex("Lösungen") + " >>")
		f.catalog = " /OCProperties << /OCGs [8 0 R 9 0 R] /D << " + c.config + " >> >>"
		f.properties = "/A 8 0 R /B 9 0 R"
		f.content("", content)
		if got := strings.Join(strings.Fields(read(t, f).Text), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}
