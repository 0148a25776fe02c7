package accent_test

import (
	"fmt"

	"studyapp/internal/ingest/extract/pdf/accent"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// TeX draws the accent of a capital raised, before its letter.
func ExampleJoin() {
	page := layout.Raw{
		Styles: []layout.Style{{Size: 10}},
		Chars: []layout.Char{
			{R: '´', X0: 51, X1: 56, Y0: 89.5, Y1: 99.5},
			{R: 'A', X0: 50, X1: 57.5, Y0: 92, Y1: 102},
		},
	}
	accent.Join(&page)
	fmt.Println(string(page.Chars[0].R), len(page.Chars))
	// Output: Á 1
}
