package quoted

// unheard is how far units in other languages stand behind where nothing was
// read closely: words tell nothing of them.
const unheard = 5

// level brings the scores of units in other languages than the question to the
// scale of the rest: each scale serves to compare units of its own. The bests of
// both stand as far apart as what they say of the question, which reads alike in
// all languages. How much a passage is believed tells less: words that are
// nowhere around count against those of the question's own language alone.
func (r *Ranking) level() {
	type group struct {
		any        bool
		best, said float64
	}
	var groups [2]group
	for _, c := range r.Candidates {
		g := &groups[0]
		if r.foreign(c.Passage) {
			g = &groups[1]
		}
		if !g.any || c.Score > g.best {
			g.best = c.Score
		}
		g.any, g.said = true, max(g.said, c.Said)
	}
	if !groups[0].any || !groups[1].any {
		return
	}
	shift := groups[0].best - groups[1].best + foreignSaid*(groups[1].said-groups[0].said)
	if !r.Close {
		shift -= unheard
	}
	for k := range r.Candidates {
		if c := &r.Candidates[k]; r.foreign(c.Passage) {
			c.Score += shift
		}
	}
}

// foreign reports that a passage is in another language than the question.
func (r *Ranking) foreign(passage int) bool {
	p := r.Passages[passage].Lang
	return p != "" && r.Question.Lang != "" && p != r.Question.Lang
}
