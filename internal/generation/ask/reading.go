package ask

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/prompts"
	"studyapp/internal/generation/quoted"
)

// reading is what a model reads of what was found: whole sentences with their
// neighbours, the best evidence first, as many as there is room for.
type reading struct {
	f     *evidence.Found
	count func(string) int // tokens
	room  int              // tokens that are left
	taken map[int][]bool   // by hit, its units
	hits  int              // the most of them
	order []int            // hits, as their first unit was taken
	said  map[string]bool  // texts: a sentence that stands in two documents is read once
}

// Of a unit's neighbours, those that are read with it: what it leans on, and
// what goes on.
const (
	unitsBefore = 1
	unitsBehind = 2
)

// tokensOfHead is what the fence of a passage takes, beside its title.
const tokensOfHead = 10

// pick fills the room with at most so many hits and returns them as a model reads
// them.
func pick(f *evidence.Found, room, hits int, count func(string) int) []prompts.Passage {
	r := &reading{f: f, count: count, room: room, hits: hits, taken: map[int][]bool{}, said: map[string]bool{}}
	if whole := wholePassages(f); len(whole) <= hits && r.cost(whole) <= room {
		return whole
	}
	for _, c := range f.Ranking.Candidates {
		if r.take(c.Passage, c.Unit) {
			r.neighbours(c.Passage, c.Unit)
		}
	}
	return r.passages()
}

func (r *reading) cost(all []prompts.Passage) int {
	n := 0
	for _, p := range all {
		n += r.count(p.Title+p.Where+p.Text) + tokensOfHead
	}
	return n
}

// take adds a unit, unless there is no room for it or it is there already.
func (r *reading) take(hit, unit int) bool {
	units := r.f.Ranking.Passages[hit].Units
	u := units[unit]
	text := whole(u)
	key := strings.Join(strings.Fields(text), " ")
	if r.said[key] || u.Kind == quoted.Label {
		return false
	}
	cost := r.count(text)
	if r.taken[hit] == nil {
		cost += r.count(r.f.Hits[hit].Title+where(r.f, hit)) + tokensOfHead
	}
	if cost > r.room || r.taken[hit] == nil && len(r.order) == r.hits {
		return false
	}
	if r.taken[hit] == nil {
		r.taken[hit] = make([]bool, len(units))
		r.order = append(r.order, hit)
	}
	r.taken[hit][unit], r.said[key] = true, true
	r.room -= cost
	return true
}

// neighbours adds the units around one, as far as they stand on its page.
func (r *reading) neighbours(hit, unit int) {
	units := r.f.Ranking.Passages[hit].Units
	for k := unit - 1; k >= max(0, unit-unitsBefore) && units[k].Page == units[unit].Page; k-- {
		r.take(hit, k)
	}
	for k := unit + 1; k <= min(len(units)-1, unit+unitsBehind) && units[k].Page == units[unit].Page; k++ {
		r.take(hit, k)
	}
}

// passages are the units that were taken, in the order of their pages.
func (r *reading) passages() []prompts.Passage {
	var out []prompts.Passage
	for _, hit := range r.order {
		var b strings.Builder
		last := -1
		for k, u := range r.f.Ranking.Passages[hit].Units {
			if !r.taken[hit][k] {
				continue
			}
			switch {
			case last < 0:
			case k > last+1:
				b.WriteString(" … ")
			case u.Kind != quoted.Sentence || u.Item:
				b.WriteByte('\n')
			default:
				b.WriteByte(' ')
			}
			b.WriteString(whole(u))
			last = k
		}
		out = append(out, prompts.Passage{N: hit + 1, Title: r.f.Hits[hit].Title, Where: where(r.f, hit), Text: b.String()})
	}
	return out
}

// longestHeader bounds the lines above a row that are read with it, in code
// points.
const longestHeader = 200

// whole is a unit as a model reads it: a row of a table with its header.
func whole(u quoted.Unit) string {
	if u.Kind == quoted.Code {
		return u.Text
	}
	text := strings.Join(strings.Fields(u.Text), " ")
	if header := strings.Join(strings.Fields(u.Header), " "); u.Kind == quoted.Row && header != "" && len([]rune(header)) <= longestHeader {
		return header + ": " + text
	}
	return text
}

// wholePassages are all that was found, the nearest first.
func wholePassages(f *evidence.Found) []prompts.Passage {
	var out []prompts.Passage
	for i, h := range f.Hits {
		out = append(out, prompts.Passage{N: i + 1, Title: h.Title, Where: strings.TrimSpace(strings.Join(h.HeadingPath, " > ") + " " + where(f, i)), Text: h.Text})
	}
	return out
}

// where is the page of a hit, as it is printed.
func where(f *evidence.Found, hit int) string {
	pages := evidence.PagesOf(f.Hits[hit])
	if len(pages) == 0 {
		return ""
	}
	page := strconv.Itoa(pages[0])
	if labels := f.LabelsOf(f.Hits[hit]); labels != nil {
		page = cmp.Or(slices.Concat(labels, []string{page})[0], page)
	}
	return "page " + page
}
