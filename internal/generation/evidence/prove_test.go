package evidence_test

import (
	"testing"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/evidence/evidencetest"
)

func TestProveFindsWhatSaysASentenceInOtherWords(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{Meaning: true})
	const enzymes = "Enzymes are proteins that act as catalysts, accelerating the rate of chemical reactions in cells."
	w.Add(w.Owner, "Biology", "pdf", evidencetest.Page("The cell is small. "+enzymes+" Heating destroys an enzyme."))
	found, err := w.Evidence.Find(t.Context(), w.Owner, "What do enzymes do?", "", evidence.Scope{}, 12)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sentence, quote string
		want            cite.Verdict
	}{
		"other words":         {"Enzymes speed up chemical reactions.", enzymes, cite.Supported},
		"the other direction": {"Enzymes slow down chemical reactions in cells.", "", ""},
		"nothing of it":       {"Glaciers carve valleys.", "", ""},
	} {
		// The model's mark is wrong: the quote is found all the same.
		quotes, floor := found.Prove(c.sentence, []int{7}, map[int][]string{7: {"no such words"}})
		if floor == cite.Supported != (c.want == cite.Supported) || c.quote != "" && (len(quotes) != 1 || quotes[0].Text != c.quote) {
			t.Errorf("%s: %+v, %q", name, quotes, floor)
		}
	}
}

func TestAgainstFindsOtherFiguresOfOtherDocuments(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{})
	const one, other = "The boiling point of pure ethanol is 78 degrees.", "The boiling point of pure ethanol is 87 degrees."
	w.Add(w.Owner, "One", "pdf", evidencetest.Page(one))
	w.Add(w.Owner, "Other", "pdf", evidencetest.Page(other))
	w.Add(w.Owner, "Third", "pdf", evidencetest.Page("The melting point of pure ethanol is −114 degrees."))
	found, err := w.Evidence.Find(t.Context(), w.Owner, "What is the boiling point of pure ethanol?", "", evidence.Scope{}, 12)
	if err != nil {
		t.Fatal(err)
	}
	quotes, _ := found.Prove(one, nil, nil)
	if len(quotes) != 1 || quotes[0].Text != one {
		t.Fatalf("the quote is %+v", quotes)
	}
	against := found.Against(quotes[0])
	if len(against) != 1 || against[0].Text != other {
		t.Errorf("against it: %+v", against)
	}
}
