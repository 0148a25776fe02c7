package quoted

// sideOf tells which side of a comparison a unit says something of, and of no
// other: it begins with its name, or stands under a heading that names it. It is
// -1 where it is of neither, or of both.
func (r *Ranking) sideOf(u Unit, p Passage) (side int, headed bool) {
	if i := r.sideBegun(u, p.Lang); i >= 0 {
		return i, false
	}
	heading := p.heading(u)
	if heading == "" || u.Kind == Row {
		return -1, false
	}
	stems, found := r.texts.stemsOf(heading, p.Lang), -1
	for i, side := range r.Question.Sides {
		if own := r.ownWords(side, r.Question.Sides[1-i]); own != "" && r.says(stems, own) {
			if found >= 0 {
				return -1, false
			}
			found = i
		}
	}
	return found, found >= 0
}

// sideMargin is how far below the best what is said of a side may rank.
const sideMargin = 4

// eachSide are the best candidates of one document that say something of one side
// each; ok is false where one side has none.
func (r *Ranking) eachSide(best int) (pair []Candidate, ok bool) {
	if r.Question.Want != Comparison || r.Question.Sides[0] == "" {
		return nil, false
	}
	top := r.Candidates[best]
	var found [2]*Candidate
	for k := range r.Candidates[best:] {
		c := &r.Candidates[best+k]
		if c.Score < top.Score-sideMargin {
			break
		}
		p := r.Passages[c.Passage]
		if p.Document != r.Passages[top.Passage].Document || r.foreign(c.Passage) || c.Row > 0 || r.Decide(*c) < 0.5 {
			continue
		}
		if i, _ := r.sideOf(p.Units[c.Unit], p); i >= 0 && found[i] == nil {
			found[i] = c
		}
	}
	if found[0] == nil || found[1] == nil {
		return nil, false
	}
	return []Candidate{*found[0], *found[1]}, true
}
