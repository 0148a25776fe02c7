package evidence

import (
	"slices"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
)

// placed is a segment of a page and where it begins in the text of a passage.
type placed struct {
	extract.Segment
	at int
}

// placesIn says where the segments of a hit stand in its text: they follow each
// other, with a line break, a space or nothing between.
func placesIn(h search.Hit) []placed {
	text := []rune(h.Text)
	places, at := make([]placed, len(h.Segments)), 0
	for i, g := range h.Segments {
		if i > 0 && at < len(text) && (text[at] == '\n' || text[at] == ' ') {
			at++
		}
		places[i] = placed{g, at}
		at += g.End - g.Start
	}
	return places
}

// stretches are those in which a unit stands; a row stands below its header, too,
// which names its figures.
func stretches(places []placed, u quoted.Unit) []late.Stretch {
	var out []late.Stretch
	if s, ok := where(places, u.Page, u.Start, u.End); ok {
		out = append(out, s)
	}
	if u.HeaderAt[0] < u.HeaderAt[1] {
		if s, ok := where(places, u.Page, u.HeaderAt[0], u.HeaderAt[1]); ok {
			out = append(out, s)
		}
	}
	return out
}

// where is the stretch of a text made of segments in which most of a part
// [start, end) of a page stands.
func where(places []placed, page, start, end int) (s late.Stretch, ok bool) {
	most := 0
	for _, g := range places {
		from, to := max(start, g.Start), min(end, g.End)
		if g.Page == page && to-from > most {
			most = to - from
			s, ok = late.Stretch{Start: g.at + from - g.Start, End: g.at + to - g.Start}, true
		}
	}
	return s, ok
}

// around is the part of a passage, of whole units and some most tokens, around the
// one that says most of the question: units behind and before it join by turns for
// as long as they find room.
func around(p *quoted.Passage, places []placed, tokens []late.Token, most int) late.Stretch {
	if len(tokens) <= most {
		return wholeOf(tokens)
	}
	var units []late.Stretch // in the order of the text
	var best late.Stretch
	said := -1.
	for i, u := range p.Units {
		s, ok := where(places, u.Page, u.Start, u.End)
		if !ok {
			continue
		}
		units = append(units, s)
		if p.Said[i] > said {
			said, best = p.Said[i], s
		}
	}
	if len(units) == 0 {
		return wholeOf(tokens)
	}
	joins := func(s late.Stretch) bool { return late.TokensIn(tokens, s) <= most }
	for grown := true; grown; {
		grown = false
		if i := slices.IndexFunc(units, func(u late.Stretch) bool { return u.End > best.End }); i >= 0 {
			if s := (late.Stretch{Start: best.Start, End: units[i].End}); joins(s) {
				best, grown = s, true
			}
		}
		before := -1
		for i, u := range units {
			if u.Start < best.Start && (before < 0 || u.Start > units[before].Start) {
				before = i
			}
		}
		if before >= 0 {
			if s := (late.Stretch{Start: units[before].Start, End: best.End}); joins(s) {
				best, grown = s, true
			}
		}
	}
	return best
}

// wholeOf is where the tokens of a text stand, which follow each other.
func wholeOf(tokens []late.Token) late.Stretch {
	if len(tokens) == 0 {
		return late.Stretch{}
	}
	return late.Stretch{End: tokens[len(tokens)-1].End}
}
