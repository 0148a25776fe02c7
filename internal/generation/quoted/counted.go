package quoted

// asCounted is what speaks for a list of as many items as are asked for.
const asCounted = 2

// counted is what speaks for a lead-in, or the first item of a list, by the
// number of its items: that reads alike in all languages.
func (r *Ranking) counted(c *Candidate) float64 {
	n := r.items
	if n == 0 || r.Question.Want != List {
		return 0
	}
	w, at := r.Passages[c.Passage].read(r.Passages[c.Passage].Units[c.Unit])
	if at < 0 {
		return 0
	}
	if w.introduces(at) {
		at++
	}
	if !w.units[at].Item {
		return 0
	}
	level, items := w.units[at].Level, 0
	from := w.listFrom(at)
	for k := at; k > from && w.units[k].Level >= level; k-- {
		if w.units[k-1].Level < level {
			from = k
			break
		}
	}
	for k := from; k < len(w.units) && (w.units[k].Item && w.units[k].Level >= level || w.units[k].Kind == Code); k++ {
		if w.units[k].Item && w.units[k].Level == level && (k == from || !together(w.units[k], w.units[k-1])) {
			items++
		}
	}
	if items != n {
		return 0
	}
	return asCounted
}
