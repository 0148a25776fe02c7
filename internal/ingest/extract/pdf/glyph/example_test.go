package glyph_test

import (
	"fmt"

	"studyapp/internal/ingest/extract/pdf/glyph"
)

func ExampleText() {
	for _, name := range []string{"germandbls", "f_f_i", "uni0416", "summationdisplay"} {
		text, _ := glyph.Text(name)
		fmt.Println(text)
	}
	// Output:
	// ß
	// ffi
	// Ж
	// ∑
}
