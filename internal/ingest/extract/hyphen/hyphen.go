// Package hyphen decides what becomes of hyphens at the ends of lines, by the
// words of the document itself.
package hyphen

import (
	"slices"
	"strings"
	"unicode"
)

// Hyphenation decides what becomes of a hyphen at the end of a line: of a word
// that the line's end cut it goes, of a compound it stays. The document says
// which, by how it writes the word and its parts elsewhere, and whether it cuts
// words at all. Only the pages around the one at hand and those of the survey
// are asked, so that a page is read the same in whatever order.
type Hyphenation struct {
	cuts  bool
	pages []*Words
}

// New asks these pages, any of which may come twice. cuts is what Cuts says of
// the document.
func New(pages []*Words, cuts bool) *Hyphenation {
	h := &Hyphenation{cuts: cuts}
	for _, k := range pages {
		if !slices.Contains(h.pages, k) {
			h.pages = append(h.pages, k)
		}
	}
	return h
}

// Verdict is what becomes of a hyphen at the end of a line.
type Verdict int

// The verdicts.
const (
	Gone  Verdict = iota // one word, which the line's end cut
	Kept                 // a compound
	Apart                // kept, and what follows is another word
)

// Judge decides about the hyphen between the word before it, perhaps with more
// hyphens in it, and the one that the next line begins with.
func (h *Hyphenation) Judge(before, behind []rune) Verdict {
	left, right := parts(before), parts(behind)
	if len(right) == 1 && h.suspended(left[len(left)-1], right[0]) {
		return Apart
	}
	keep := true
	switch {
	case unicode.IsLower(behind[0]):
		keep = h.keeps(left, right)
	case capitals(before) && capitals(behind):
		joined, _ := h.told(left[len(left)-1], right[0])
		keep = !joined
	}
	if keep {
		return Kept
	}
	return Gone
}

func (h *Hyphenation) count(of func(*Words) int) int {
	n := 0
	for _, k := range h.pages {
		n += of(k)
	}
	return n
}

func (h *Hyphenation) whole(w string) int {
	return h.count(func(k *Words) int { return k.whole[w] })
}

// told reports whether the document writes the word elsewhere in one piece, or
// with its hyphen.
func (h *Hyphenation) told(left, right string) (joined, hyphened bool) {
	one := h.whole(left + right)
	two := h.count(func(k *Words) int { return k.hyphened[left+"-"+right] })
	if one > 0 || two > 0 {
		return one > two, one <= two
	}
	if len(left)+len(right) < 6 {
		return false, false
	}
	// Another form of the word: "photosynthetic".
	return h.count(func(k *Words) int { return k.beginning(left + stem(right)) }) > 0, false
}

// stem is what a word's forms have in common: all but an ending, three letters
// at least.
func stem(w string) string {
	r := []rune(w)
	return string(r[:min(len(r), max(3, len(r)-3))])
}

// keeps reports whether the hyphen between the parts of a word before a line's
// end, and those behind it, is the word's own.
func (h *Hyphenation) keeps(left, right []string) bool {
	l, r := left[len(left)-1], right[0]
	if joined, hyphened := h.told(l, r); joined || hyphened {
		return hyphened
	}
	if h.enclitic(r) {
		return true
	}
	stands, follows := h.whole(l) > 0, h.whole(r) > 0
	if linking[l] && len(left) > 1 || stands && len(right) > 1 {
		return true // "state-of-the-art", wherever it is cut
	}
	english := h.english()
	if !closing[l] {
		heads := h.count(func(k *Words) int { return k.heads[l] })
		if heads > 0 && (english && follows || heads >= h.count(func(k *Words) int { return k.beginning(l) })) {
			return true // "self-…", as others begin
		}
		if english && h.count(func(k *Words) int { return k.tails[r] }) > 0 {
			return true // "…-dependent", as another ends
		}
	}
	switch {
	case !h.cuts:
		return true
	case !english || closing[l] || ending(r):
		return false
	case compoundHeads[l], compoundTails[r], shortTails[r] && stands:
		return true
	}
	return stands && follows && len(l) > 3 && len(r) > 4 && (strings.HasSuffix(r, "ed") || strings.HasSuffix(r, "ing"))
}

// suspended reports whether what follows a hyphen is not the rest of its word
// but leads to another with the same rest: "Ein- und Ausgabe".
func (h *Hyphenation) suspended(left, right string) bool {
	switch right {
	case "und", "oder", "bzw", "sowie", "och", "og", "eller":
	case "and", "or":
		if !h.english() {
			return false
		}
	case "en", "of":
		if h.whole("het") == 0 && h.whole("van") == 0 {
			return false
		}
	default:
		return false
	}
	joined, _ := h.told(left, right)
	return !joined
}

// enclitic reports whether a word's rest is a word that its language sets behind
// others with a hyphen: "dit-il", "encontra-se". No line's end leaves so little of
// a word as the document sets there often.
func (h *Hyphenation) enclitic(r string) bool {
	if len([]rune(r)) <= 2 && h.count(func(k *Words) int { return k.tails[r] }) > 2 {
		return true
	}
	return enclitics[r] && h.whole("est") > 0 && h.whole("que")+h.whole("les") > 0
}

// enclitics are those of French that end no other word where it may be cut.
var enclitics = set("il", "elle", "on", "ils", "elles", "je", "tu", "ce", "moi", "toi", "vous", "ci", "là", "même", "mêmes", "être", "à")

func (h *Hyphenation) english() bool { return h.whole("the") > 0 && h.whole("of") > 0 }

// Cuts reports whether the document whose pages these are cuts words at the
// ends of lines. One that does has words cut here that stand whole elsewhere; in
// one that does not, the few hyphens at the ends of lines are those of
// compounds, and more of them stand inside lines.
func Cuts(pages []*Words) bool {
	h := Hyphenation{pages: pages}
	ends, joined, inside, lines := 0, 0, 0, 0
	for _, p := range pages {
		lines += p.lines
		for _, n := range p.hyphened {
			inside += n
		}
		for _, c := range p.cut {
			ends++
			if whole, _ := h.told(c[0], c[1]); whole {
				joined++
			}
		}
	}
	const (
		rare = 70 // lines for each hyphen at an end
		few  = 12 // lines that show no habit
	)
	if ends == 0 {
		return lines < rare
	}
	// A text of few words twice has no word whole that it cuts; but then it
	// cuts many.
	return lines < few || joined*8 > ends || lines < rare*ends && inside*2 < 5*ends
}

// linking are small words inside compounds: "state-of-the-art".
var linking = set("of", "the", "to", "in", "and", "by", "a", "an", "on", "up", "at", "so", "as", "not", "for", "de", "la", "le", "und", "en")

// closing are words that are the beginnings of longer ones as often as not, and
// take no hyphen then: "in-correct", "some-what", "over-board".
var closing = set("in", "on", "an", "a", "as", "be", "by", "to", "for", "with", "out", "over", "under", "up", "some", "any", "every", "no", "else", "here", "there", "where", "what", "who", "how", "more", "can", "per", "con", "dis", "un", "re", "pre", "pro", "inter", "super", "sub", "trans", "de", "en", "em", "im", "fore", "after", "before", "back", "him", "her", "them", "your", "our", "my", "it", "mean", "other", "never", "further", "through", "when", "then", "along", "thorough", "al", "ad", "ab")

// compoundHeads are words that English joins with a hyphen to what follows.
var compoundHeads = set("self", "well", "ill", "ever", "quasi", "semi", "non", "cross", "half", "mid", "near", "mini", "high", "low", "long", "short", "large", "small", "full", "light", "old", "real", "single", "double", "triple", "many", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "first", "second", "third", "last", "middle", "zero", "off", "hard", "soft", "left", "right", "open", "free", "fine", "heavy", "step", "state", "object", "user", "time", "error", "follow", "warm", "post", "least", "best")

// compoundTails are words that English joins with a hyphen to what stands
// before, shortTails those that are syllables of other words as well.
var (
	compoundTails = set("based", "free", "dependent", "independent", "driven", "oriented", "known", "level", "scale", "order", "term", "specific", "sized", "century", "year", "fashioned", "minded", "called", "made", "aware", "related", "defined", "only", "structured", "valued", "dimensional")
	shortTails    = set("up", "off", "in", "by", "to", "like")
)

// ending reports whether a word's rest is an ending and no word of its own:
// "high-est", "real-ization".
func ending(r string) bool {
	if len([]rune(r)) < 4 {
		return !shortTails[r]
	}
	return endings[r] || endings[strings.TrimSuffix(r, "s")] || endings[strings.TrimSuffix(r, "ly")]
}

var endings = set("ness", "ment", "less", "able", "ible", "ward", "wise", "ship", "hood", "some", "tion", "sion", "ation", "ally", "ized", "ised", "ize", "ise", "izing", "ising", "ization", "isation", "istic", "ware", "ning", "ling", "ting", "ating", "ated", "ate", "ator", "ance", "ence", "ities", "eous", "ious", "ered", "ering", "erly", "teen", "mize", "mise", "sense", "night", "light", "lighted", "land", "way", "coming", "mother", "pone", "pile")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// capitals reports whether a word is written in capitals, two at least.
func capitals(word []rune) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}
