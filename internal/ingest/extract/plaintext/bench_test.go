package plaintext

import (
	"strings"
	"testing"
)

// Lines that are indented by turns, without an empty one, are looked at once
// each: a book of them took minutes where each was compared with all.
func BenchmarkBlocksOfIndentedLines(b *testing.B) {
	text := strings.Repeat("some words of text here to fill\n  and more of it on this one line\n", 5000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Blocks(text)
	}
}
