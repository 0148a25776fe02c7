package quoted

import (
	"regexp"
	"strings"
	"testing"
)

func TestWordsAreFoundAsAnExpressionFindsThem(t *testing.T) {
	t.Parallel()
	all := oneOf{words: wordsOf("is|heißt|known as|è|é"), begins: []string{"nazywa"}, parts: []string{"是", "— это"}}
	same := regexp.MustCompile(`(?i)\b(is|heißt|known as|è|é|nazywa\w*)\b|是|— это`)
	for _, text := range []string{
		"", "is", "IS it?", "This", "this is", "isle", "is_", "is3", "3is", "(is)", "ist is", "HEISST", "Heißt das", "es heißt.", "anheißt", "heißtes",
		"Known as such", "known  as", "unknown as", "known ash", "caffè", "caffè latte", "perchè è", "cè", "Nazywany", "nazywa", "onazywa", "nazywać się",
		"水是H2O", "Моль — это мера", "— ЭТО", "Wissen", "äis", "is" + strings.Repeat(" x", 9),
	} {
		if got, want := all.MatchString(text), same.MatchString(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func BenchmarkWordsThatDefine(b *testing.B) {
	text := "Old panes have a thicker edge because of how they were blown and cut, and not because glass flows over the years."
	for b.Loop() {
		isWords.MatchString(text)
	}
}
