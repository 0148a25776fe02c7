package place

import (
	"testing"

	"studyapp/internal/generation/words"
)

func TestDocumentsAreCalledLoosely(t *testing.T) {
	t.Parallel()
	names := NamesOf("en", "Operating Systems 2: mills and scheduling", "watermills-slides.pdf", "Faculty of Rivers\nThe wheel\n\nThis is running text. It names nothing.")
	german := NamesOf("de", "Biologie", "", "")
	polish := NamesOf("pl", "Szeregowanie procesów", "", "")
	for word, want := range map[string]struct {
		names Names
		lang  string
		has   bool
	}{
		"scheduling":     {names, "en", true},
		"OS":             {names, "en", true},
		"OS2":            {names, "en", true},
		"os":             {names, "en", false}, // a word elsewhere
		"shceduling":     {names, "en", false},
		"scheduxling":    {names, "en", true}, // a letter more
		"mill":           {names, "en", true},
		"watermills":     {names, "en", true}, // of the file
		"wheel":          {names, "en", true}, // of a line that it begins with
		"running":        {names, "en", false},
		"slides":         {names, "en", false}, // says that a text is meant, not which
		"biologieskript": {german, "de", true},
		"szeregowaniu":   {polish, "pl", true},
	} {
		if got := want.names.Has(words.Tokens(word, want.lang)[0]); got != want.has {
			t.Errorf("%s: %v", word, got)
		}
	}
	if got := names.Share(words.Tokens("the wheel slides", "en")); got != 1 {
		t.Errorf("a name that is all said: %v", got)
	}
}
