package tex

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/formula"
)

// Find gives where the formulas in a stretch of running text begin and end, in
// their order.
func Find(text []Sign) [][2]int {
	var found [][2]int
	for i := 0; i < len(text); {
		from, to, next := at(text, i)
		if to > from {
			found = append(found, [2]int{from, to})
		}
		i = next
	}
	return found
}

// neutral are signs of formulas and of sentences.
const neutral = "+-=<>/*,.:;()[]{}|!'′°…⋯· "

// at finds the formula that a stretch of signs from i on holds, and where to look
// further: one with a relation or an operation in it, or put together from parts.
// A letter alone is none.
func at(text []Sign, i int) (from, to, next int) {
	if !text[i].Sure {
		return 0, 0, i + 1
	}
	to, next, ok := stretch(text, i)
	next = max(next, to)
	if !ok {
		return 0, 0, next
	}
	from, to = ends(text, i, to)
	from, to = closed(text, from, to)
	for to > from && (text[to-1].R == ' ' || text[to-1].R == ',') {
		to--
	}
	return from, to, max(next, to)
}

// stretch gives where the signs from i on end that may be of one formula, where to
// look further, and whether they are one.
func stretch(text []Sign, i int) (to, next int, ok bool) {
	to, next = i+1, i
	works, signs := false, 0
	for next < len(text) && text[next].R != '\n' {
		s := &text[next]
		switch {
		case s.Sure:
			works = works || s.Put || formula.Relates(s.R)
			signs++
			to = next + 1
		case digit(s.R):
			signs++
			to = next + 1
		case s.R == ' ', strings.ContainsRune(neutral, s.R), plain(s.R) != 0, unicode.Is(unicode.Mn, s.R):
		case letter(s.R):
			end := next
			for end < len(text) && letter(text[end].R) && !text[end].Sure {
				end++
			}
			if end-next > 1 && !slices.Contains(functions, runes(text[next:end])) {
				return to, next, works && signs >= 2
			}
			next = end
			if end == next+1 {
				to = end
			}
			continue
		default:
			return to, next, works && signs >= 2
		}
		next++
	}
	return to, next, works && signs >= 2
}

// ends takes in what belongs to the ends of a formula: numbers, the name of a
// function, brackets.
func ends(text []Sign, from, to int) (int, int) {
	for from > 0 && opens(text, from) {
		from--
		for from > 0 && letter(text[from].R) && letter(text[from-1].R) {
			from--
		}
	}
	from = min(from, nameBefore(text, from))
	for to < len(text) && (strings.ContainsRune(")]}|!′°", text[to].R) || plain(text[to].R) != 0 || unicode.Is(unicode.Mn, text[to].R)) {
		to++
	}
	return from, to
}

// opens reports whether what stands before a formula belongs to it.
func opens(text []Sign, from int) bool {
	r := text[from-1].R
	return digit(r) || r == '(' || r == '[' || r == '|' || letter(r) && text[from].R == '('
}

// closed leaves brackets out of a formula whose other one is not in it.
func closed(text []Sign, from, to int) (int, int) {
	for open := unclosed(text[from:to]); open < 0 && to > from && strings.ContainsRune(")]", text[to-1].R); open++ {
		to--
	}
	for unclosed(text[from:to]) > 0 {
		last := to - 1
		for depth := 0; last > from; last-- {
			if strings.ContainsRune(")]", text[last].R) {
				depth++
			} else if strings.ContainsRune("([", text[last].R) {
				if depth--; depth < 0 {
					break
				}
			}
		}
		if last == from {
			from++
			continue
		}
		to = last
	}
	return from, to
}

// nameBefore gives where the name of a function begins whose last letter has the
// scripts of the formula at i.
func nameBefore(text []Sign, i int) int {
	from, to := i, i
	for from > 0 && letter(text[from-1].R) {
		from--
	}
	for to < len(text) && letter(text[to].R) {
		to++
	}
	if Within(runes(text[from:to])) {
		return from
	}
	return i
}

// unclosed counts the brackets that are opened and not closed, below 0 those
// closed too often.
func unclosed(text []Sign) int {
	n := 0
	for i := range text {
		switch text[i].R {
		case '(', '[':
			n++
		case ')', ']':
			n--
		}
	}
	return n
}

func runes(text []Sign) string {
	var b strings.Builder
	for i := range text {
		b.WriteRune(text[i].R)
	}
	return b.String()
}
