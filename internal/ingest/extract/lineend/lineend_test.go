package lineend_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/lineend"
)

func TestAHyphenAtTheEndOfALine(t *testing.T) {
	t.Parallel()
	names := map[lineend.Kind]string{lineend.None: "none", lineend.Divides: "divides", lineend.Belongs: "belongs", lineend.Suspended: "suspended"}
	for _, c := range []struct {
		rule, line, next, elsewhere string
		want                        lineend.Kind
	}{
		{"a word that goes on in small letters", "of photo-", "synthesis and", "", lineend.Divides},
		{"in any script with small letters", "о фото-", "синтезе", "", lineend.Divides},
		{"a soft hyphen always", "electro\u00ad", "phoresis", "", lineend.Divides},
		{"the hyphen of typesetting", "photo\u2010", "synthesis", "", lineend.Divides},
		{"with the marks of accents apart", "Re\u0301volu-", "tion", "", lineend.Divides},
		{"what English sets before a hyphen", "a well-", "known fact", "", lineend.Belongs},
		{"but not what is made with a suffix", "the high-", "ness", "", lineend.Divides},
		{"what it sets behind one", "a graph-", "based method", "", lineend.Belongs},
		{"but not behind a prefix", "they are in-", "dependent", "", lineend.Divides},
		{"what is written in capitals", "many APC-", "mediated cases", "", lineend.Belongs},
		{"the text has the word in one piece", "the data-", "base is", "Each database and database table.", lineend.Divides},
		{"the text has the word with its hyphen", "an e-", "mail came", "Send e-mail.", lineend.Belongs},
		{"the text has the like", "of graph-", "theoretic use", "A set-theoretic view.", lineend.Belongs},
		{"one word with re- says little of others", "the re-", "sult", "Please re-use it.", lineend.Divides},
		{"French sets words behind others", "Peut-", "il venir", "Le chat est là, que je vois.", lineend.Belongs},
		{"and cuts words, too", "il faut recom-", "mencer", "Le chat est là, que je vois.", lineend.Divides},
		{"so does Portuguese, as the text shows", "ele encontra-", "se ali", "Diz-se, fala-se e ouve-se que se foi.", lineend.Belongs},
		{"a word with a hyphen before", "the state-of-", "the-art", "", lineend.Belongs},
		{"before a capital", "of Anne-", "Marie", "", lineend.Belongs},
		{"before a number", "of COVID-", "19 cases", "", lineend.Belongs},
		{"the end comes later", "in pre-", "and post-war years", "", lineend.Suspended},
		{"the end comes later, in German", "der Vor-", "und Nachteile", "", lineend.Suspended},
		{"halves below each other", "pre-", "post-", "", lineend.None},
		{"a dash", "and then -", "of course", "", lineend.None},
		{"two hyphens", "and then--", "of course", "", lineend.None},
		{"a number's", "from 3-", "to 4", "", lineend.Belongs},
		{"no hyphen", "of photo", "synthesis", "", lineend.None},
	} {
		w := lineend.Read(c.line + "\n" + c.next + "\n\n" + c.elsewhere)
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
		w := lineend.Read(s)
		lines := strings.Split(s, "\n")
		for i := range lines[:len(lines)-1] {
			w.At(lines[i], lines[i+1])
		}
	})
}
