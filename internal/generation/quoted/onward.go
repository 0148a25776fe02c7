package quoted

// How far the paragraph of an answer's best sentence is followed.
const (
	mostOnward = 2
	longOnward = 350 // characters
)

// onward are the sentences that follow the best one in its paragraph, where it is
// asked why or how: the step or the reason that comes next is part of the answer,
// and often says no word of the question.
//
// Over every second question of chunking_eval .013 more of what answers was
// quoted, over the others .025; the share of it in what is quoted fell by .02 and
// .006. Of 140 questions of students over 26 documents one more was answered
// rightly.
func (r *Ranking) onward(c Candidate) (more []Unit) {
	if r.Question.Want != Reason && r.Question.Want != List || c.Row > 0 {
		return nil
	}
	units, left := r.Passages[c.Passage].Units, longOnward
	first := units[c.Unit]
	for _, u := range units[c.Unit+1 : min(c.Unit+1+mostOnward, len(units))] {
		if left -= u.End - u.Start; left < 0 || u.Page != first.Page || u.Block != first.Block || u.Kind != first.Kind {
			break
		}
		more = append(more, u)
	}
	return more
}
