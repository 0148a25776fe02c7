package cite

import "studyapp/internal/generation/words"

// anchored is the cosine from which a word of a quote is about the same thing
// as another word of the sentence. It was set with the rest of the fit in
// support.go.
const anchored = 0.84

// likely is what an anchor counts for that only comes near.
const likely = 0.7

// pairing is where a quote has the words of a sentence.
type pairing struct {
	sentence, quote []word
	best            []float64 // by word of the sentence: the cosine of the nearest word
	nearest         []int     // which one that is; −1 for none
	places          [][]int   // where its stem stands in the quote
	whole           float64   // cosine of the two texts
}

func pair(sentence, quote []word) pairing {
	n := len(sentence)
	p := pairing{sentence: sentence, quote: quote, best: make([]float64, n), nearest: make([]int, n), places: make([][]int, n)}
	apart := map[string]int{} // words of two parts: GATA-3
	for j := range quote {
		if joined := joinedAt(quote, j); joined != "" {
			apart[joined] = j
		}
	}
	for i, s := range sentence {
		p.nearest[i] = -1
		for j, q := range quote {
			if c := cosine(s.vector, q.vector); p.nearest[i] < 0 || c > p.best[i] {
				p.best[i], p.nearest[i] = c, j
			}
			if s.Stem == q.Stem {
				p.places[i] = append(p.places[i], j)
			}
		}
		if j, ok := apart[s.Norm]; ok && len(p.places[i]) == 0 {
			p.places[i] = []int{j}
		}
	}
	p.joinParts()
	return p
}

// joinParts gives the two parts of a word of the sentence the place where the
// quote writes it as one.
func (p pairing) joinParts() {
	for i := range p.sentence {
		joined := joinedAt(p.sentence, i)
		if joined == "" || len(p.places[i]) > 0 && len(p.places[i+1]) > 0 {
			continue
		}
		for j, q := range p.quote {
			if q.Norm == joined {
				p.places[i], p.places[i+1] = []int{j}, []int{j}
			}
		}
	}
}

// joinedAt is the word that begins at i and goes on behind a hyphen; empty
// where nothing does.
func joinedAt(text []word, i int) string {
	if i+1 >= len(text) || text[i+1].Clause || text[i+1].Start != text[i].End+1 || !hasDigit(text[i].Norm+text[i+1].Norm) {
		return ""
	}
	return text[i].Norm + text[i+1].Norm
}

// anchor is a word of the sentence, and where the quote speaks of the same.
type anchor struct {
	at     int
	places []int
	weight float64
}

// anchors are the things that both texts speak of: words without a direction
// of their own.
func (p pairing) anchors() []anchor {
	var out []anchor
	for i, w := range p.sentence {
		if !w.Content() || w.way != words.NoDirection {
			continue
		}
		if len(p.places[i]) > 0 {
			out = append(out, anchor{i, p.places[i], w.weight})
			continue
		}
		at, best := -1, anchored
		for j, q := range p.quote {
			if !q.Content() {
				continue
			}
			if c := cosine(w.vector, q.vector); c > best {
				at, best = j, c
			}
		}
		if at >= 0 {
			out = append(out, anchor{i, []int{at}, likely * w.weight})
		}
	}
	return out
}

// meanBearing is the bearing of a word that stands at several places.
type meanBearing struct{ before, after, denied, level float64 }

func mean(list []bearing, places []int) meanBearing {
	var m meanBearing
	for _, i := range places {
		b := list[i]
		m.before += b.before
		m.after += b.after
		m.level += float64(min(1, b.level))
		m.denied += float64(min(1, b.denials))
	}
	n := float64(len(places))
	return meanBearing{m.before / n, m.after / n, m.denied / n, m.level / n}
}
