package quoted

// level brings the scores of units in other languages than the question to the
// scale of the rest: each scale serves to compare units of its own, and what
// tells the best of both apart is how much is to be believed of them.
func (r *Ranking) level() {
	type group struct {
		any         bool
		best        float64 // score
		passageOdds float64 // of the passage that is believed most
	}
	var groups [2]group
	of := func(c Candidate) *group {
		if r.foreign(c.Passage) {
			return &groups[1]
		}
		return &groups[0]
	}
	for _, c := range r.Candidates {
		g, odds := of(c), r.logOdds(c)
		if !g.any || c.Score > g.best {
			g.best = c.Score
		}
		if !g.any || odds > g.passageOdds {
			g.passageOdds = odds
		}
		g.any = true
	}
	if !groups[0].any || !groups[1].any {
		return
	}
	shift := groups[0].best - groups[1].best + groups[1].passageOdds - groups[0].passageOdds
	for k := range r.Candidates {
		if c := &r.Candidates[k]; r.foreign(c.Passage) {
			c.Score += shift
		}
	}
}
