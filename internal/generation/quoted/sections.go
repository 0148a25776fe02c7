package quoted

// A lead-in may announce sections: "It consists of the following", and a
// heading for each.

// Bounds of sections that are shown as a list.
const (
	mostSections    = 8
	longestSections = 1600 // code points
)

// sections are the headings that a unit announces, the same rank each; fewer
// than two are none.
func (w *reader) sections(at int) []int {
	if at+1 >= len(w.units) || !Announces(w.units[at].Text) || !w.units[at+1].heads() {
		return nil
	}
	rank := w.units[at+1].Level
	if w.rankAbove(at) >= rank {
		return nil // the next section, and no part of this one
	}
	var out []int
	for k := at + 1; k < len(w.units); k++ {
		if u := w.units[k]; u.heads() && u.Level == rank {
			out = append(out, k)
		} else if u.heads() && u.Level < rank {
			break
		}
	}
	if len(out) < 2 || len(out) > mostSections {
		return nil
	}
	return out
}

// rankAbove is the rank of the heading that a unit stands under, 0 where there is
// none.
func (w *reader) rankAbove(at int) int {
	for k := at; k >= 0; k-- {
		if w.units[k].heads() {
			return w.units[k].Level
		}
	}
	return 0
}

// parts adds the sections that a unit announces: each heading, and the first
// that stands below it.
func (w *reader) parts(at int) bool {
	all := w.sections(at)
	room := longestSections
	for _, k := range all {
		if room -= len([]rune(w.units[k].Text)); room < 0 {
			break
		}
		w.need(k)
		if below := k + 1; below < len(w.units) && w.units[below].Kind == Sentence {
			if room -= len([]rune(w.units[below].Text)); room >= 0 {
				w.need(below)
			}
		}
	}
	return len(all) > 0
}
