package pdfium

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestAClusterThatTheFileGivesTwiceIsReadOnce(t *testing.T) {
	t.Parallel()
	var chars []layout.Char
	put := func(text string, x0, x1 float32, cluster int32) {
		for _, r := range text {
			chars = append(chars, layout.Char{R: r, X0: x0, X1: x1, Y0: 92, Y1: 102, Cluster: cluster})
		}
	}
	// A letter, the mark over it given as letter and mark, too, with the next
	// letter in between, as Typst gives them.
	put("ช้", 100, 107, 1)
	put("แ", 107, 114, 0)
	put("ช้", 102, 107, 0)
	put("ส", 114, 121, 0)
	put("กิ", 121, 128, 2)
	put("กิ", 128, 135, 3) // another one
	got := ""
	for _, c := range withoutTwins(chars) {
		got += string(c.R)
	}
	// Arabic: the reader turns the letters of a glyph around; the wider one stays.
	put("مَ", 200, 203, 0)
	put("مَ", 199, 206, 4)
	chars[len(chars)-4].R, chars[len(chars)-3].R = chars[len(chars)-3].R, chars[len(chars)-4].R
	if left := withoutTwins(chars); len(left) != len([]rune("ช้แสกิกิمَ")) || left[len(left)-1].X0 != 199 {
		t.Errorf("of the Arabic letter %v is left", left)
	}
	if got != "ช้แสกิกิ" {
		t.Errorf("%q", got)
	}
}

func TestAMarkIsFoundAgainBehindALineOfLetters(t *testing.T) {
	t.Parallel()
	at := func(text string, x0, x1 float32) (chars []layout.Char) {
		for _, r := range text {
			chars = append(chars, layout.Char{R: r, X0: x0, X1: x1, Y0: 92, Y1: 102})
		}
		return chars
	}
	chars := at("مَ", 300, 307)
	for i := range 40 {
		chars = append(chars, at("ب", float32(290-7*i), float32(297-7*i))...)
	}
	chars = append(chars, at("مَ", 301, 306)...)
	if left := withoutTwins(chars); len(left) != len(chars)-2 {
		t.Errorf("of %d characters %d are left", len(chars), len(left))
	}
}
