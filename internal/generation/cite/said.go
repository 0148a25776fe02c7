package cite

import (
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/words"
)

// Said is Verify for quotes that were looked for among many. A sentence on the
// same subject often finds one that has all of its words, or all but one; so they
// must stand there in its order and in one piece, and be said of as much. Two
// quotes must each say something of its own.
func Said(sentence string, quotes ...string) Verdict { return said(sentence, read.saidByTwo, quotes) }

// Leaning is Said for a quote that leans on the one before it ("This means…"),
// which may say no more than what it is about.
func Leaning(sentence, before, quote string) Verdict {
	return said(sentence, read.saidWithBefore, []string{before, quote})
}

// Together is Said for two quotes that do not follow each other: a word of the
// sentence must stand in both.
func Together(sentence, a, b string) Verdict {
	s := readingAs(sentence, languageOf(sentence, []string{a, b}))
	inA, inB := stemsOf(s.tokensOf(a)), stemsOf(s.tokensOf(b))
	for _, t := range s.content {
		if !t.Letter() && inA[t.Stem] && inB[t.Stem] {
			return Better(Said(sentence, a, b), Said(sentence, b, a))
		}
	}
	return Better(Said(sentence, a), Said(sentence, b))
}

// leastOwn is how many words of a sentence each of two quotes says that the other
// does not: with one it may only put another thing in the place of its own.
const leastOwn = 2

// said is the verdict on quotes; byTwo says whether two say a sentence that has
// all of its words in them.
func said(sentence string, byTwo func(s read, a, b []words.Token) bool, quotes []string) Verdict {
	s := readingAs(sentence, languageOf(sentence, quotes))
	best := Unsupported
	for _, q := range quotes {
		best = Better(best, s.byOne(q))
		if bare := bracket.ReplaceAllString(q, " "); bare != q {
			best = Better(best, s.byOne(bare))
		}
	}
	if best == Supported || len(quotes) < 2 {
		return best
	}
	v := Verify(sentence, quotes...)
	if v == Supported && (len(quotes) > 2 || !byTwo(s, s.tokensOf(quotes[0]), s.tokensOf(quotes[1]))) {
		v = Weak
	}
	return Better(best, v)
}

// bracket is what a text says beside what it says.
var bracket = regexp.MustCompile(`\([^()]*\)`)

func (s read) byOne(quote string) Verdict {
	v := Verify(s.text, quote)
	if v == Supported && !sameText(s.text, quote) && !s.saidBy(s.tokensOf(quote)) {
		return Weak
	}
	return v
}

func sameText(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// tokensOf reads a quote in the sentence's language, without the mark of a list.
func (s read) tokensOf(quote string) []words.Token {
	return words.Tokens(withoutMark(quote, s.lang), s.lang)
}

func stemsOf(tokens []words.Token) map[string]bool {
	stems := map[string]bool{}
	for _, t := range tokens {
		stems[t.Stem] = true
	}
	return stems
}

// saidBy reports that a quote has the sentence's words in its order and in one
// piece, of as much and on the same side.
func (s read) saidBy(q []words.Token) bool {
	at := nearlyInOrder(s.content, q)
	return at != nil && !parted(q, at, s.lang) && s.sameScope(q) && s.sameSides(q, at)
}

// saidByTwo reports that two quotes say the sentence one behind the other, and
// each a part of it.
func (s read) saidByTwo(a, b []words.Token) bool {
	ownA, ownB := s.own(a, b)
	q := slices.Concat(a, b)
	return ownA >= leastOwn && ownB >= leastOwn && inOrder(s.content, q) != nil && s.sameScope(q) && !s.deniedIn(a, b)
}

// saidWithBefore reports that a quote says the sentence together with the one
// before it, from which it takes what it is about.
func (s read) saidWithBefore(before, quote []words.Token) bool {
	_, own := s.own(before, quote)
	have := stemsOf(quote)
	var said []words.Token
	for _, t := range s.content {
		if have[t.Stem] {
			said = append(said, t)
		}
	}
	at := inOrder(said, quote)
	return own >= leastOwn && at != nil && !parted(quote, at, s.lang) && s.sameScope(slices.Concat(before, quote)) && !s.deniedIn(before, quote)
}

// own counts the words of the sentence that one of two quotes alone has, names
// aside.
func (s read) own(a, b []words.Token) (ofA, ofB int) {
	inA, inB := stemsOf(a), stemsOf(b)
	counted := map[string]bool{}
	for _, t := range s.content {
		if t.Letter() || t.Name || counted[t.Stem] || inA[t.Stem] == inB[t.Stem] {
			continue
		}
		counted[t.Stem] = true
		if inA[t.Stem] {
			ofA++
		} else {
			ofB++
		}
	}
	return ofA, ofB
}

// deniedIn reports that quotes deny and the sentence does not: two that do would
// cancel out.
func (s read) deniedIn(quotes ...[]words.Token) bool {
	return len(s.guards[words.Negation]) == 0 && slices.ContainsFunc(quotes, deny)
}

func deny(tokens []words.Token) bool {
	return slices.ContainsFunc(tokens, func(t words.Token) bool { return t.Guard == words.Negation })
}

// inOrder is where words stand in a quote one behind the other, over the fewest of
// its words; nil where they do not.
func inOrder(content, q []words.Token) []int {
	var best []int
	for from := range q {
		if len(content) == 0 || q[from].Stem != content[0].Stem {
			continue
		}
		at := []int{from}
		for _, t := range content[1:] {
			last := at[len(at)-1]
			next := slices.IndexFunc(q[last+1:], func(x words.Token) bool { return x.Stem == t.Stem })
			if next < 0 {
				break
			}
			at = append(at, last+1+next)
		}
		if len(at) == len(content) && (best == nil || at[len(at)-1]-at[0] < best[len(best)-1]-best[0]) {
			best = at
		}
	}
	return best
}

// leastTurned is how many words of a sentence must stand in the quote for two
// neighbours to be turned round ("European steel", "steel in Europe").
const leastTurned = 4

// nearlyInOrder is inOrder, or where it is so with two words turned round that are
// neighbours in both.
func nearlyInOrder(content, q []words.Token) []int {
	at := inOrder(content, q)
	for k := 0; at == nil && len(content) >= leastTurned && k+1 < len(content); k++ {
		turned := slices.Clone(content)
		turned[k], turned[k+1] = turned[k+1], turned[k]
		at = inOrder(turned, q)
		if at == nil || content[k+1].Clause || !beside(q, at[k], at[k+1]) {
			at = nil
			continue
		}
		at[k], at[k+1] = at[k+1], at[k]
	}
	return at
}

// beside reports that two words of a text have none with a meaning between them,
// and stand in one clause.
func beside(text []words.Token, a, b int) bool {
	for i := a + 1; i <= b; i++ {
		if text[i].Clause || i < b && text[i].Content() {
			return false
		}
	}
	return true
}

// mostBetween is how many words of a quote may stand between two of the sentence
// where a clause begins between them: more are about something else.
const mostBetween = 2

// parted reports that the places in a quote stand in clauses about different
// things.
func parted(q []words.Token, at []int, lang string) bool {
	at = slices.Sorted(slices.Values(at))
	for k := 1; k < len(at); k++ {
		between, clause := 0, q[at[k]].Clause
		for _, t := range q[at[k-1]+1 : at[k]] {
			clause = clause || t.Clause
			switch {
			case t.Direction(lang) == words.Contrast:
				if between > 0 {
					return true
				}
			case t.Content():
				between++
			}
		}
		if clause && between > mostBetween {
			return true
		}
	}
	return false
}
