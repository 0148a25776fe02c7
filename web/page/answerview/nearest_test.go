package answerview

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheNearestPassagesStandWhereAnAnswerWould(t *testing.T) {
	t.Parallel()
	passage := Sourced(1, 215, "The loss grows with temperature. ", "On hot days a plant may lose a quarter of its carbon.", "")
	v := Of(NearestSpecimen("How much do plants lose on cold days?", passage), 5)
	if !v.Nearest || v.Nothing != "" || v.Verdict != "" || v.MakeCards != "" || v.InColumn() || v.NearestHow != nothingCertain+wordsMarked {
		t.Errorf("%+v", v)
	}
	c := v.Citations[0]
	if c.CardHref != "" {
		t.Errorf("a card can be made of what answers nothing: %s", c.CardHref)
	}
	want := []Stretch{{"The loss grows with temperature. On hot ", false}, {"days", true}, {" a ", false}, {"plant", true}, {" may ", false}, {"lose", true}, {" a quarter of its carbon.", false}}
	if diff := cmp.Diff(want, c.Marked); diff != "" {
		t.Error(diff)
	}
	var page strings.Builder
	if err := Text(v).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"These passages come nearest.", "<mark>plant</mark>", `href="` + strings.ReplaceAll(c.Href, "&", "&amp;") + `" data-cite="1" class="cite cite-near"`} {
		if !strings.Contains(page.String(), s) {
			t.Errorf("%q is missing in %s", s, page.String())
		}
	}
	if foreign := Of(NearestSpecimen("Wer war das?", passage), 5); foreign.NearestHow != nothingCertain {
		t.Errorf("no word fits, and yet %q", foreign.NearestHow)
	}
}

func TestAnAnswerSaysHowItIsSupported(t *testing.T) {
	t.Parallel()
	for want, c := range map[string][3]int{
		"The sentence is supported.":                                            {1, 0, 0},
		"Both sentences are supported.":                                         {2, 0, 0},
		"3 of 5 sentences are supported. One only in part, one has no source.":  {3, 1, 1},
		"1 of 3 sentences is supported. Two only in part.":                      {1, 2, 0},
		"None of 4 sentences is supported. Two only in part, 2 have no source.": {0, 2, 2},
	} {
		if finding, rest := verdict(c[0], c[1], c[2]); finding+rest != want {
			t.Errorf("%v: %q, want %q", c, finding+rest, want)
		}
	}
	if v := Of(QuotedSpecimen(), 5); v.Verdict+v.Rest != "Quoted word for word." {
		t.Errorf("quotes: %q", v.Verdict+v.Rest)
	}
}
