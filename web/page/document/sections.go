package document

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"studyapp/internal/generation/cards"
	"studyapp/internal/learning"
)

// sectionView is a section to choose, with what cards there are of it.
type sectionView struct {
	Path, Title string
	Tokens      string // of its text
	Made        string // cards there are
	About       string // cards that would be made, an estimate; empty where it is not chosen
	Chosen      bool
}

// kinds are the kinds of card that are chosen.
func (v generateView) kinds() []learning.Kind {
	var out []learning.Kind
	if v.Basic {
		out = append(out, learning.Basic)
	}
	if v.Cloze {
		out = append(out, learning.Cloze)
	}
	return out
}

// foretell says what each number that the slider offers costs, and what that is
// reckoned from.
func (v *generateView) foretell(c learning.Cost, now time.Time, loc *time.Location) {
	v.Lines, v.How = map[int]string{}, costHow(c)
	for n := fewestCards; n <= mostCards; n += fewestCards {
		v.Lines[n] = costLine(n, c.PerDay(n), c.Until, now, loc)
	}
	if n, err := strconv.Atoi(v.Count); err == nil && n > 0 && n <= cards.MaxCount {
		v.Lines[n] = costLine(n, c.PerDay(n), c.Until, now, loc)
	}
}

// line is what the number that was chosen costs.
func (v generateView) line() string {
	n, err := strconv.Atoi(v.Count)
	if err != nil {
		return ""
	}
	return v.Lines[n]
}

// lines are the costs for the script that moves with the slider.
func (v generateView) lines() string {
	raw, err := json.Marshal(v.Lines)
	if err != nil {
		return "" // a map of texts cannot fail
	}
	return string(raw)
}

// offer lists the sections to choose from, where there are several, with about
// how many cards each would get by its share of the text.
func (v *generateView) offer(sections []cards.Section) {
	v.Sections = nil
	if len(sections) < 2 {
		return
	}
	count, _ := strconv.Atoi(v.Count)
	weights := make([]int, len(sections))
	for i, s := range sections {
		if v.AllSections || slices.Contains(v.Chosen, s.Path) {
			weights[i] = s.Tokens
		}
	}
	for i, n := range shares(count, weights) {
		s := sections[i]
		x := sectionView{Path: s.Path, Title: s.Title, Tokens: strconv.Itoa(s.Tokens), Made: cardsMade(s.Cards), Chosen: weights[i] > 0}
		if x.Title == "" {
			x.Title = withoutHeading
		}
		if x.Chosen {
			x.About = aboutMore(n)
		}
		v.Sections = append(v.Sections, x)
	}
}

// shares parts n by weight, so that the parts add up to n: what is left after
// rounding down goes to the largest rests, the first ones first.
func shares(n int, weights []int) []int {
	out, rest := make([]int, len(weights)), make([]int, len(weights))
	total := 0
	for _, w := range weights {
		total += w
	}
	if total == 0 {
		return out
	}
	left := n
	order := make([]int, len(weights))
	for i, w := range weights {
		out[i], rest[i], order[i] = n*w/total, n*w%total, i
		left -= out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return rest[b] - rest[a] })
	for _, i := range order[:min(left, len(order))] {
		out[i]++
	}
	return out
}
