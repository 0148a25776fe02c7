package flashcard

import "testing"

func TestALabelThatIsUsedAgain(t *testing.T) {
	t.Parallel()
	one := entryOf(t, "en", Gloss, "Senate", "a body that approves treaties by two thirds of its members")
	two := entryOf(t, "en", Gloss, "Senate", "the right of its members to speak as long as they want")
	one.Entry.Bare, two.Entry.Bare = true, true
	if cards, refused := Candidates([]Sentence{one, two}); len(cards) > 0 || refused[NoTerm] != 2 {
		t.Errorf("a label of two lines: %v, %v", cards, refused)
	}
	if cards, _ := Candidates([]Sentence{one, one}); len(cards) == 0 {
		t.Error("no card of a line that stands twice")
	}
	one.Entry.Bare, two.Entry.Bare = false, false
	three := entryOf(t, "en", Gloss, "Senate", "the chamber of a parliament whose members are chosen by the states")
	if cards, refused := Candidates([]Sentence{one, two, three}); len(cards) > 0 || refused[NoTerm] != 3 {
		t.Errorf("a label of three lines: %v, %v", cards, refused)
	}
}

func TestANumberThatIsPartOfAName(t *testing.T) {
	t.Parallel()
	s := entryOf(t, "en", Gloss, "Courts and police", "states wished for more cooperation between their ministers")
	s.Entry.Of = "Three-pillar structure of the union"
	if got := only(t, s); got == "Three-pillar structure of the union – What is meant by “Courts and police”? | States wished for more cooperation between their ministers." {
		t.Errorf("%q", got)
	}
}
