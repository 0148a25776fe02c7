package hyphen_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/hyphen"
)

func TestAHyphenAtTheEndOfALine(t *testing.T) {
	t.Parallel()
	names := map[hyphen.Kind]string{hyphen.None: "none", hyphen.Divides: "divides", hyphen.Belongs: "belongs", hyphen.Suspended: "suspended"}
	for _, c := range []struct {
		rule, line, next, elsewhere string
		want                        hyphen.Kind
	}{
		{"a word that goes on in small letters", "of photo-", "synthesis and", "", hyphen.Divides},
		{"in any script with small letters", "о фото-", "синтезе", "", hyphen.Divides},
		{"a soft hyphen always", "electro\u00ad", "phoresis", "", hyphen.Divides},
		{"the hyphen of typesetting", "photo\u2010", "synthesis", "", hyphen.Divides},
		{"with the marks of accents apart", "Re\u0301volu-", "tion", "", hyphen.Divides},
		{"what English sets before a hyphen", "a well-", "known fact", "", hyphen.Belongs},
		{"but not what is made with a suffix", "the high-", "ness", "", hyphen.Divides},
		{"what it sets behind one", "a graph-", "based method", "", hyphen.Belongs},
		{"but not behind a prefix", "they are in-", "dependent", "", hyphen.Divides},
		{"the text has the word in one piece", "the data-", "base is", "Each database and database table.", hyphen.Divides},
		{"the text has the word with its hyphen", "an e-", "mail came", "Send e-mail.", hyphen.Belongs},
		{"the text has the like", "of graph-", "theoretic use", "A set-theoretic view.", hyphen.Belongs},
		{"one word with re- says little of others", "the re-", "sult", "Please re-use it.", hyphen.Divides},
		{"French asks so all the time", "Peut-", "il venir", "Vient-il? Est-il? Va-t-il?", hyphen.Belongs},
		{"a word with a hyphen before", "the state-of-", "the-art", "", hyphen.Belongs},
		{"before a capital", "of Anne-", "Marie", "", hyphen.Belongs},
		{"before a number", "of COVID-", "19 cases", "", hyphen.Belongs},
		{"the end comes later", "in pre-", "and post-war years", "", hyphen.Suspended},
		{"the end comes later, in German", "der Vor-", "und Nachteile", "", hyphen.Suspended},
		{"halves below each other", "pre-", "post-", "", hyphen.None},
		{"a dash", "and then -", "of course", "", hyphen.None},
		{"two hyphens", "and then--", "of course", "", hyphen.None},
		{"a number's", "from 3-", "to 4", "", hyphen.Belongs},
		{"no hyphen", "of photo", "synthesis", "", hyphen.None},
	} {
		w := hyphen.Read(c.line + "\n" + c.next + "\n\n" + c.elsewhere)
		if got := w.At(c.line, c.next); got != c.want {
			t.Errorf("%s: %q and %q: %s, want %s", c.rule, c.line, c.next, names[got], names[c.want])
		}
	}
}

func FuzzAt(f *testing.F) {
	f.Add("photo-\n> synthesis")
	f.Add("'-\na-")
	f.Add("\u2010-\n\u00ad\n")
	f.Fuzz(func(t *testing.T, s string) {
		w := hyphen.Read(s)
		lines := strings.Split(s, "\n")
		for i := range lines[:len(lines)-1] {
			w.At(lines[i], lines[i+1])
		}
	})
}
