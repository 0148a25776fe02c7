package plaintext_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract/plaintext"
)

func TestWhatNobodySeesGoes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, want string }{
		{"soft hyphens inside a line", "photo\u00adsyn\u00adthesis", "photosynthesis"},
		{"not at its end, where they tell that the word goes on", "electro\u00ad \nphoresis", "electro\u00ad \nphoresis"},
		{"spaces and joiners without width, byte order marks", "thermo\u200bdynamics a\u2060b\ufeffc Auf\u200clage x\u200dy", "thermodynamics abc Auflage xy"},
		{"Persian joins otherwise without its mark", "می\u200cخواهم", "می\u200cخواهم"},
		{"so do the scripts of India", "क्\u200cष क्\u200d ന്\u200d", "क्\u200cष क्\u200d ന്\u200d"},
		{"but not behind a space", "a \u200cb", "a b"},
		{"pictures of several", "👩\u200d🔬 👨🏽\u200d💻 🏳️\u200d🌈", "👩\u200d🔬 👨🏽\u200d💻 🏳️\u200d🌈"},
		{"words of scripts that set no spaces", "ភាសា\u200bខ្មែរ\u200b គឺ", "ភាសា\u200bខ្មែរ គឺ"},
		{"marks of direction are seen", "א\u200f!", "א\u200f!"},
	} {
		if got, err := plaintext.Decode([]byte(c.text)); err != nil || got != c.want {
			t.Errorf("%s: got %+q, %v, want %+q", c.rule, got, err, c.want)
		}
	}
}

func TestWordsPartedAtTheEndsOfLinesAreOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		{"however short the lines", "the electro\u00ad\nphoresis and photo-\nsynthesis\n", []string{"paragraph the electrophoresis and photosynthesis"}},
		{"in a list", "- the photo-\n  synthesis\n- a well-\n  known way\n", []string{"list_item[•] the photosynthesis", "list_item[•] a well-known way"}},
		{"in wrapped text", wrapped + "\n" + "The process that plants live by, and all of us by them, is called the photo-\nsynthesis, of which it is said that nothing at all is as well-\nknown to those who went to a school with a garden behind it, and a pre-\nand a post-war one, so they say.\n",
			[]string{show(wrapped)[0], "paragraph The process that plants live by, and all of us by them, is called the photosynthesis, of which it is said that nothing at all is as well-known to those who went to a school with a garden behind it, and a pre- and a post-war one, so they say."}},
		{"a table keeps its lines", "a   b\u00ad\nc   d\n", []string{"code a   b⏎c   d"}},
	} {
		if diff := cmp.Diff(c.want, show(c.text)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.rule, diff)
		}
	}
}
