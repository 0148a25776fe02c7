package chunk_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/chunk"
)

func sentences(text string) []string {
	rs := []rune(text)
	var out []string
	for _, s := range chunk.Sentences(rs) {
		out = append(out, string(rs[s[0]:s[1]]))
	}
	return out
}

func TestSentences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text string }{
		{"full stop, question, exclamation", "One two.| Three?| Four!| Five"},
		{"abbreviations go on", "Dr. Smith met Prof. Jones.| They left."},
		{"initials go on", "J. R. R. Tolkien wrote it.| So did C. S. Lewis."},
		{"dotted abbreviations go on", "Some fruit, e.g. Apples, i.e. Food.| In the U.S. Senate."},
		{"decimals and addresses go on", "Pi is 3.14 and example.org is a host.| Yes."},
		{"closing marks belong to the sentence", "He said “No.”| She said (twice!)| Done."},
		{"a small letter goes on", "\"Why?\" he asked.| It is approx. twelve."},
		{"a line break is a space", "First half\nsecond half.| Next."},
		{"an empty line ends", "A title\n\n|Text without a stop\n \n|More"},
		{"list numbers go on", "1. First thing.| 2. Second thing."},
		{"no is a word and an abbreviation", "The answer is no.| Then see No. 5 for more."},
		{"German ordinals", "Am 3. Oktober war es so weit.| Es gab 12. |Danach nichts."},
		{"German abbreviations", "Das ist z. B. Obst bzw. Gemüse.| Vgl. Abb. 3 dazu."},
		{"an ellipsis before a small letter goes on", "Well… maybe.| Wait...| Then go."},
		{"marks of notes belong to the sentence", "One GTP.[1]| It said so.”[12][b]| Then.¹²| See Fig.[3] Two.| He asked?[2]| She did.[x"},
		{"Chinese", "今天天气很好。|我们去公园吧！|好吗？|“好。”|他说"},
		{"Japanese brackets", "「行くよ。」|と言った。|次の文。"},
		{"Hindi", "यह एक वाक्य है।| यह दूसरा है।"},
		{"Arabic", "هل هذا صحيح؟| نعم، هذا صحيح.| انتهى"},
		{"Russian", "Это было в 1990 г. Потом ушли.| И т. д. и т. п."},
		{"Armenian and Ethiopic", "Սա նախադասություն է։| ይህ ነው።| ሌላ"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			var want []string
			for part := range strings.SplitSeq(c.text, "|") {
				want = append(want, strings.TrimSpace(part))
			}
			if diff := cmp.Diff(want, sentences(strings.ReplaceAll(c.text, "|", ""))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"", "One. Two.", "a\n\nb", "…“x.”", "1. a", "。！", "\u2028 \u00a0.", "e.g. X"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := []rune(s)
		at := 0
		for _, x := range chunk.Sentences(text) {
			if x[0] < at || x[1] <= x[0] || x[1] > len(text) {
				t.Fatalf("sentence %v behind %d of %d", x, at, len(text))
			}
			for _, r := range text[at:x[0]] {
				if !unicode.IsSpace(r) {
					t.Fatalf("%q is in no sentence", r)
				}
			}
			if unicode.IsSpace(text[x[0]]) || unicode.IsSpace(text[x[1]-1]) {
				t.Fatalf("sentence %q has space around it", string(text[x[0]:x[1]]))
			}
			at = x[1]
		}
		for _, r := range text[at:] {
			if !unicode.IsSpace(r) {
				t.Fatalf("%q at the end is in no sentence", r)
			}
		}
	})
}
