package cards

import (
	"testing"

	"studyapp/internal/ingest/extract"
)

func TestAnEntryThatGoesOnInAnotherBlock(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lines []string
		cut   bool
		body  string
	}{
		"in the next paragraph":            {[]string{"- Queue: a list of elements, which could", "stand in an array of a fixed size."}, true, "a list of elements, which could"},
		"behind a sentence of its own":     {[]string{"- Queue: a list of elements. These could", "stand in an array of a fixed size."}, false, "a list of elements."},
		"an item beside it":                {[]string{"- Queue: a list of elements", "- stack: a list as well"}, false, "a list of elements"},
		"a paragraph that begins its own":  {[]string{"- Queue: a list of elements", "Both are lists."}, false, "a list of elements"},
		"a sentence that ended on the way": {[]string{"- Queue: a list of elements.", "and so on"}, false, "a list of elements."},
	} {
		found := false
		for _, f := range formed(1, sheetOf(c.lines...)) {
			if f.Entry == nil {
				continue
			}
			body := string([]rune(f.Text)[f.Entry.Body.Start:f.Entry.Body.End])
			if body == c.body {
				found = true
				if f.Entry.Cut != c.cut {
					t.Errorf("%s: cut %t", name, f.Entry.Cut)
				}
			}
		}
		if !found {
			t.Errorf("%s: no entry", name)
		}
	}
}

// A sign that a name begins with is no bullet.
func TestASignThatIsPartOfATerm(t *testing.T) {
	t.Parallel()
	for item, want := range map[string]string{
		"- /media: where removable devices are mounted":         "/media",
		"- @Override: a mark of a method that replaces another": "@Override",
		"- $HOME: the folder of the user who is logged in":      "$HOME",
		"- ➢ Stack: a list that grows at one end":               "Stack",
	} {
		got := ""
		for _, f := range formed(1, sheetOf(item, "- Queue: a list of elements", "- Tree: a graph without a cycle")) {
			if f.Entry != nil && got == "" {
				got = string([]rune(f.Text)[f.Entry.Term.Start:f.Entry.Term.End])
			}
		}
		if got != want {
			t.Errorf("%q: %q", item, got)
		}
	}
}

func TestWhatLeadsToTheListOfAnItem(t *testing.T) {
	t.Parallel()
	b := blocksOf(sheetOf("Ventajas:", "- El nodo es una estructura que solo guarda datos.", "- Es rápido."))
	for _, s := range b.list {
		want := ""
		if s.Kind == extract.ListItem {
			want = "Ventajas:"
		}
		if got := b.ledAt(s); got != want {
			t.Errorf("%q: %q, want %q", string(b.text[s.Start:s.End]), got, want)
		}
	}
}
