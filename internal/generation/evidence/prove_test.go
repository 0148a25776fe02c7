package evidence_test

import (
	"slices"
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
		quotes, verdict := found.Prove(c.sentence, []int{7}, map[int][]string{7: {"no such words"}})
		if verdict == cite.Supported != (c.want == cite.Supported) || c.quote != "" && (len(quotes) != 1 || quotes[0].Text != c.quote) {
			t.Errorf("%s: %+v, %q", name, quotes, verdict)
		}
	}
}

// Something in a long text always comes near a sentence.
func TestProveBelievesNoneOfManyThatOnlyComesNear(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{Meaning: true})
	w.Add(w.Owner, "Functions", "pdf", evidencetest.Page(`A function on the disk is determined by its boundary values. Holomorphic functions take their values inside a domain from those on its boundary.
Every holomorphic function on a disk has a power series. The zeros of a holomorphic function lie apart. A bounded entire function is constant.
The integral of a holomorphic function around a loop is zero. A holomorphic function that is not constant maps open sets to open sets.`))
	w.Add(w.Owner, "Matrices", "pdf", evidencetest.Page(`A symmetric matrix has real eigenvalues. The singular values of a matrix are the roots of the eigenvalues of its Gram matrix.
The rank of a matrix is the number of its singular values that are not zero. An orthogonal matrix keeps lengths.`))
	found, err := w.Evidence.Find(t.Context(), w.Owner, "What is a holomorphic function? What is a singular value?", "", evidence.Scope{}, 12)
	if err != nil {
		t.Fatal(err)
	}
	for _, sentence := range []string{
		"A: B C D.",
		"Holomorphic functions are infinitely often differentiable.",
		"A holomorphic function satisfies the equations of Cauchy and Riemann.",
		"Entire functions without zeros are exponentials.",
		"An orthogonal matrix has determinant one or minus one.",
		"The rank of a matrix is the dimension of its image.",
		"The zeros of a polynomial depend on its coefficients.",
		"Open sets are unions of disks.",
		"All entire functions are constant.",
		"All matrices have a singular value decomposition.",
		"An orthogonal matrix has real eigenvalues.",
		"A symmetric matrix keeps lengths.",
		"The integral of a holomorphic function around a loop is constant.",
		"The singular values of a matrix are the number of its eigenvalues that are not zero.",
	} {
		quotes, verdict := found.Prove(sentence, nil, nil)
		var texts []string
		for _, q := range quotes {
			texts = append(texts, q.Text)
		}
		if verdict == cite.Supported {
			t.Errorf("%q rests on %q", sentence, texts)
		}
	}
}

func TestProveTakesSentencesThatGoOn(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{Meaning: true})
	const first, then = "In annealing, the steel is heated to 800 degrees.", "Then it is cooled for 9 hours to become soft."
	const germ, wash = "Germs of the hospital were carried by hands.", "They were killed by washing in chlorinated lime."
	w.Add(w.Owner, "Steel", "pdf", evidencetest.Page("Steel is an alloy. "+first+" "+then+" Steel rusts. The price of steel fell."))
	w.Add(w.Owner, "Germs", "pdf", evidencetest.Page("Semmelweis worked in Vienna. "+germ+" "+wash+" Nobody believed Semmelweis that germs are carried by doctors."))
	for name, c := range map[string]struct {
		question, sentence string
		quotes             []string
	}{
		"two that go on": {"How is steel annealed?", "In annealing, steel is heated to 800 degrees and then cooled for 9 hours to become soft.", []string{first, then}},
		"one that leans": {"How were germs killed?", "Germs were killed by washing the hands in chlorinated lime.", []string{germ, wash}},
	} {
		found, err := w.Evidence.Find(t.Context(), w.Owner, c.question, "", evidence.Scope{}, 12)
		if err != nil {
			t.Fatal(err)
		}
		quotes, verdict := found.Prove(c.sentence, nil, nil)
		var got []string
		for _, q := range quotes {
			got = append(got, q.Text)
		}
		if !slices.Equal(got, c.quotes) || verdict == cite.Unsupported {
			t.Errorf("%s: %q, %q", name, got, verdict)
		}
	}
}

// A sentence in another language than its document rests on what says it there,
// though no word of it stands in it and the model gave no quote.
func TestProveAcrossLanguages(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{Meaning: true})
	const lock = "A mutex lets only one thread at a time use the data that it guards."
	w.Add(w.Owner, "Threads", "pdf", evidencetest.Page("Threads run at the same time. "+lock+" A channel passes messages."))
	found, err := w.Evidence.Find(t.Context(), w.Owner, "Was ist ein Mutex?", "", evidence.Scope{}, 12)
	if err != nil {
		t.Fatal(err)
	}
	quotes, verdict := found.Prove("Ein Mutex lässt immer nur einen Thread auf die geschützten Daten zugreifen.", nil, nil)
	if verdict != cite.Weak || len(quotes) != 1 || quotes[0].Text != lock {
		t.Errorf("%+v, %q", quotes, verdict)
	}
	if quotes, verdict = found.Prove("Ein Mutex wurde zuerst in Schweden beschrieben.", nil, nil); verdict != cite.Unsupported || len(quotes) != 0 {
		t.Errorf("what nothing says: %+v, %q", quotes, verdict)
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
