package ask

import (
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"

	"github.com/google/go-cmp/cmp"
)

// Whatever pieces a reply comes in, its sentences are the same, and nothing of
// the next sentence is shown before one is settled.
func TestWritingSettlesASentenceBeforeTheNextIsShown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply string
		want  []string // as settled: ¶ begins a paragraph, then what is cited
		shown string   // where it is not the sentences with their marks
	}{
		"marks before the full stop":  {"Bees make wax [1]. They eat honey [2, 3].", []string{"Bees make wax. [1]", "They eat honey. [2 3]"}, ""},
		"marks behind the full stop":  {"Bees make wax. [1] They eat honey.[2] And then?", []string{"Bees make wax. [1]", "They eat honey. [2]", "And then? []"}, ""},
		"marks in the middle":         {"Bees [1] make wax [2] at night. Yes.", []string{"Bees make wax at night. [1 2]", "Yes. []"}, ""},
		"quotes in the marks":         {`Bees make wax [1: "The bees, they make wax. [sic] Always"]. They eat [2: “honey”].`, []string{"Bees make wax. [1]", "They eat. [2]"}, "Bees make wax [1]. They eat [2]."},
		"a mark that is none":         {"The array a[0] and b[i: \"x\" are read [1]. So [it] is [", []string{"The array a and b[i: \"x\" are read. [0 1]", "So [it] is [ []"}, ""},
		"an abbreviation":             {"It melts at approx. 60 degrees, e.g. in summer [1]. It is wax.", []string{"It melts at approx. 60 degrees, e.g. in summer. [1]", "It is wax. []"}, ""},
		"a date of another language":  {"Es geschah am 3. März in Wien [1]. Danach nicht.", []string{"Es geschah am 3. März in Wien. [1]", "Danach nicht. []"}, ""},
		"scripts without spaces":      {"蜂は蝋を作る[1]。蜜を食べる[2]。", []string{"蜂は蝋を作る。 [1]", "蜜を食べる。 [2]"}, ""},
		"paragraphs":                  {"One is here [1].\nTwo is here.\n\n\nThree is here.", []string{"One is here. [1]", "¶Two is here. []", "¶Three is here. []"}, "One is here [1].\n\nTwo is here.\n\nThree is here."},
		"a list":                      {"- Bees are insects [1].\n- 12 legs they have not.\n3. They fly.", []string{"Bees are insects. [1]", "¶12 legs they have not. []", "¶They fly. []"}, "Bees are insects [1].\n\n12 legs they have not.\n\nThey fly."},
		"quotes below the answer":     {"Bees fly [1].\n---\n[1] \"Bees fly\"\n", []string{"Bees fly. [1]"}, "Bees fly [1]."},
		"nothing in the documents":    {"NOT IN THE DOCUMENTS.", nil, " "},
		"what only begins like that":  {"Not in the hive. Outside [1].", []string{"Not in the hive. []", "Outside. [1]"}, ""},
		"an answer of one such word":  {"No", []string{"No []"}, ""},
		"a stop in the middle":        {"Bees make wax [1]. They ea", []string{"Bees make wax. [1]", "They ea []"}, ""},
		"a stop in the middle of a [": {"Bees make wax [1: \"the be", []string{"Bees make wax [1: \"the be []"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rs := []rune(c.reply)
			for size := 1; size <= len(rs); size++ {
				var settled []string
				var all, open strings.Builder
				w := newWriting(&evidence.Found{}, func(s string) { all.WriteString(s); open.WriteString(s) }, func(d draftSentence) {
					mark := ""
					if d.breaks {
						mark = "¶"
					}
					settled = append(settled, fmt.Sprintf("%s%s %v", mark, d.text, d.cited))
					if got := strings.TrimSpace(marks.ReplaceAllString(open.String(), "")); got != d.text {
						t.Errorf("pieces of %d: %q is shown when %q is settled", size, got, d.text)
					}
					open.Reset()
				})
				w.prove = func(string, []int, map[int][]string) ([]evidence.Located, cite.Verdict) { return nil, "" }
				for i := 0; i < len(rs); i += size {
					w.add(string(rs[i:min(i+size, len(rs))]))
				}
				w.end()
				if diff := cmp.Diff(c.want, settled); diff != "" {
					t.Fatalf("pieces of %d (-want +got):\n%s", size, diff)
				}
				want := c.shown
				if want == "" {
					want = c.reply
				}
				if got := all.String(); strings.TrimSpace(got) != strings.TrimSpace(want) {
					t.Errorf("pieces of %d: shown is %q", size, got)
				}
			}
		})
	}
}

// The quotes that a model gives with a sentence are those that prove it.
func TestQuotesInMarksAreHeldAgainstTheirSentence(t *testing.T) {
	t.Parallel()
	var got []string
	w := newWriting(&evidence.Found{}, func(string) {}, func(draftSentence) {})
	w.prove = func(sentence string, cited []int, quotes map[int][]string) ([]evidence.Located, cite.Verdict) {
		got = append(got, fmt.Sprint(sentence, cited, quotes[2]))
		return nil, ""
	}
	w.add(`Bees fly [1]. They eat honey [2: "honey is eaten"]. `)
	w.add(`They make wax [2: "wax is made"].`)
	w.end()
	want := []string{"Bees fly.[1] []", "They eat honey.[2] [honey is eaten]", "They make wax.[2] [honey is eaten wax is made]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
