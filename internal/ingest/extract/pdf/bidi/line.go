package bidi

import (
	"slices"
	"strings"
	"unicode"

	uni "golang.org/x/text/unicode/bidi"
)

// Line is a line that holds right-to-left writing as the eye sees it, from
// left to right. A letter stands for itself and its marks.
type Line struct {
	Text []rune
	Runs []int32 // the piece of the content that shows each character, 0 for none; nil where pieces say nothing
}

// read turns what is seen into the order of reading: order[i] is the place of
// the i-th character read. The picture alone does not tell it. So it is the
// order that the bidirectional algorithm would show as what is seen, and among
// several the most likely; read reports false when it found none, and gives
// the order that all letters of one direction, with what is between them, are
// read in one go. text is what is read, with brackets the right way round.
func (s Line) read(a around) (order []int, text []rune, ok bool) {
	for _, first := range s.guesses(a.base) {
		switch {
		case a.after == uni.EN:
			s.cut(first)
		case a.after == uni.L && a.base == 1:
			s.runOn(first)
		}
		if a.before == uni.L && a.base == 1 {
			s.runFrom(first)
		}
		if order, text, ok = s.settle(first, a); ok {
			return order, text, true
		}
	}
	levels := s.guess(a.base, joinAll)
	order = straightened(levels)
	text = s.along(order, levels)
	return order, text, false
}

// settle improves a guess at the levels until they are those of the text that
// they give.
func (s Line) settle(levels []int8, a around) (order []int, text []rune, ok bool) {
	const rounds = 6
	for range rounds {
		order = straightened(levels)
		text = s.along(order, levels)
		next := a.levels(text)
		shown := turned(next)
		same := true
		for i, k := range shown {
			same = same && order[k] == i
		}
		if same {
			return order, text, true
		}
		changed := false
		for i, k := range order {
			changed = changed || levels[k] != next[i]
			levels[k] = next[i]
		}
		if !changed {
			break
		}
	}
	return nil, nil, false
}

// along gives the text in an order.
func (s Line) along(order []int, levels []int8) []rune {
	text := make([]rune, len(order))
	for i, k := range order {
		text[i] = s.Text[k]
	}
	faced(text, func(i int) int8 { return levels[order[i]] })
	return text
}

// between says what becomes of characters without a direction that stand
// between numbers or letters that run right.
type between int

const (
	joinAll  between = iota // they run right as well
	partAll                 // they are the paragraph's
	byPieces                // they run right where they are shown in one piece with their neighbours
	partUnit                // they run right, except before a unit of measure
)

func (s Line) guesses(base int8) [][]int8 {
	var all [][]int8
	if s.Runs != nil {
		all = append(all, s.guess(base, byPieces))
	}
	return append(all, s.guess(base, partUnit), s.guess(base, joinAll), s.guess(base, partAll))
}

// guess gives levels, as the eye sees them, to begin with.
func (s Line) guess(base int8, how between) []int8 {
	n := len(s.Text)
	const none = -1
	levels := make([]int8, n)
	for i, r := range s.Text {
		levels[i] = none
		switch Class(r) {
		case uni.R, uni.AL:
			levels[i] = 1
		case uni.L:
			levels[i] = base * 2
		case uni.EN, uni.AN:
			levels[i] = 2
		}
	}
	if base == 0 { // a number runs with the letters before it
		last := int8(0)
		for i, r := range s.Text {
			switch c := Class(r); c {
			case uni.L, uni.R, uni.AL:
				last = levels[i]
			case uni.EN, uni.AN:
				if last == 0 && how != partAll || !slices.Contains(levels[i:], 1) {
					levels[i] = 0
				}
			}
		}
	}
	for i := 0; i < n; {
		j := i
		for j < n && levels[j] == none {
			j++
		}
		if j == i {
			i++
			continue
		}
		to := base
		if i > 0 && j < n {
			switch left, right := levels[i-1], levels[j]; {
			case left == 1 && right == 1 || base == 0 && left > 0 && right > 0:
				to = 1
			case base == 1 && left == 2 && right == 2 && s.joins(i, j, how):
				to = 2
			case base == 1 && left == 2 && s.after(i):
				levels[i] = 2 // "IBM (machines)", as a whole
				i++
				continue
			}
		}
		for ; i < j; i++ {
			levels[i] = to
		}
	}
	return levels
}

// joins reports whether what stands in [i, j) runs right with its neighbours.
func (s Line) joins(i, j int, how between) bool {
	switch how {
	case partAll:
		return false
	case byPieces:
		if s.formula(i, j) {
			return true
		}
		left, right := s.Runs[i-1], s.Runs[j]
		if left == right || s.Runs[i] == left || s.Runs[j-1] == right {
			return true
		}
		if s.Runs[i] != 0 {
			return false
		}
	}
	return how == joinAll || !s.unit(i)
}

// formula reports whether what stands in [i, j) holds a formula together: signs
// that touch letters on both of their sides, and operators.
func (s Line) formula(i, j int) bool {
	if Class(s.Text[i-1]) != uni.L && Class(s.Text[j]) != uni.L {
		return false
	}
	return !slices.Contains(s.Text[i:j], ' ') || slices.ContainsFunc(s.Text[i:j], func(r rune) bool { return unicode.Is(unicode.Sm, r) })
}

// cut lets the hyphen run right behind the number that goes on in the next
// line.
func (s Line) cut(levels []int8) {
	for i, r := range s.Text {
		if !unicode.IsDigit(r) {
			levels[i] = 2
			return
		}
	}
}

// runOn lets what follows the last words of a line run right with them, where
// more such words come in the next line.
func (s Line) runOn(levels []int8) {
	end := 0
	for end < len(levels) && levels[end] == 2 {
		end++
	}
	glued, stop := end, end
	for stop < len(levels) && levels[stop] == 1 && !Leftwards(s.Text[stop]) && Mirrored(s.Text[stop]) == s.Text[stop] {
		if glued == stop && s.Text[stop] != ' ' {
			glued++
		}
		stop++
	}
	if stop == len(levels) || Mirrored(s.Text[stop]) == s.Text[stop] {
		stop = glued
	}
	for stop > end && s.Text[stop-1] == ' ' {
		stop--
	}
	if end == 0 {
		return
	}
	for i := end; i < stop; i++ {
		levels[i] = 2
	}
}

// runFrom lets a sign that stands by itself at the beginning of a line run right
// with the words behind it, where such words come in the line before.
func (s Line) runFrom(levels []int8) {
	from := len(levels)
	for from > 0 && levels[from-1] == 2 {
		from--
	}
	at := from
	for at > 0 && levels[at-1] == 1 && !Leftwards(s.Text[at-1]) && Mirrored(s.Text[at-1]) == s.Text[at-1] {
		at--
	}
	if from == len(levels) || from-at < 2 || s.Text[from-1] != ' ' || s.Text[at] == ' ' {
		return
	}
	for i := at; i < from; i++ {
		levels[i] = 2
	}
}

// shuts reports whether a bracket at i ends one that was opened after other
// letters, which all run right, "IBM (machines)", and gives the place of that.
// The file may give either side of the pair for both.
func (s Line) shuts(i int) (open int, ok bool) {
	pair := func(k int) bool { return s.Text[k] == s.Text[i] || s.Text[k] == Mirrored(s.Text[i]) }
	letter := func(k int) bool { return k < len(s.Text) && Class(s.Text[k]) == uni.L }
	if Mirrored(s.Text[i]) == s.Text[i] || letter(i+1) {
		return 0, false
	}
	drawn := s.drawn(i)
	open, depth := -1, 1
	for k := i - 1; k >= 0; k-- {
		switch c := Class(s.Text[k]); {
		case c == uni.R || c == uni.AL:
			return 0, false
		case pair(k) && open >= 0:
			if !drawn {
				return 0, false
			}
		case pair(k) && drawn && !Opens(s.Text[k]):
			depth++
		case pair(k) && depth > 1:
			depth--
		case pair(k):
			if !letter(k+1) && Class(s.Text[k+1]) != uni.EN && !drawn {
				return 0, false
			}
			open = k
		case c == uni.L && open >= 0:
			return open, true
		}
	}
	return 0, false
}

// drawn reports whether the brackets like the one at i, from the last letters that
// run left up to there, open as often as they close, as those that are given as
// drawn do; that one itself is the last, and closes.
func (s Line) drawn(i int) bool {
	depth := 1
	for k := i - 1; k >= 0 && !Leftwards(s.Text[k]); k-- {
		switch r := s.Text[k]; {
		case r != s.Text[i] && r != Mirrored(s.Text[i]):
		case Opens(r):
			if depth--; depth < 0 {
				return false
			}
		default:
			depth++
		}
	}
	return depth == 0
}

// after reports whether the bracket at i ends a pair after other letters.
func (s Line) after(i int) bool {
	_, ok := s.shuts(i)
	return ok
}

// units are measures that stand behind their number, where the letters of other
// words stand before theirs: "5 km" and "Windows 10" look alike.
var units = func() map[string]bool {
	all := map[string]bool{}
	for _, u := range strings.Fields("km m dm cm mm µm μm nm kg g mg µg μg t l L dl ml mL h min s ms µs μs ns Hz kHz MHz GHz W kW MW V mV kV A mA J kJ N kN Pa kPa hPa mol K eV keV MeV GeV dB B kB KB MB GB TB bit px pt rpm USD EUR GBP NIS ILS SAR AED EGP") {
		all[u] = true
	}
	return all
}()

// unit reports whether what stands at i parts a unit of measure from its
// number, which stands to the right of it.
func (s Line) unit(i int) bool {
	if s.Text[i] != ' ' || i+1 == len(s.Text) || !unicode.IsDigit(s.Text[i+1]) {
		return false
	}
	from := i
	for from > 0 && unicode.IsLetter(s.Text[from-1]) {
		from--
	}
	return units[string(s.Text[from:i])]
}
