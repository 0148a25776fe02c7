package quoted

import "testing"

func TestAskingOnAsksForWhatWasNotSaid(t *testing.T) {
	t.Parallel()
	p := written("en", "# Mill\nThe mill stands still in summer. The river is low then because the snow is gone.\nThe mill was built long ago.")
	r := NewRanking(ReadAfter("When does the mill stand still?", "And why?", "en"), []Passage{p})
	r.Rank(Background{})
	r.Further([]string{"The mill stands still in summer."})
	for _, c := range r.Candidates {
		if text := p.Units[c.Unit].Text; text == "The mill stands still in summer." {
			t.Errorf("said again: %q", text)
		}
	}
	r.Further([]string{"The river is low then because the snow is gone."})
	if got := p.Units[r.Candidates[0].Unit].Text; got != "The river is low then because the snow is gone." {
		t.Errorf("the reason, though it was said: %q", got)
	}
}
