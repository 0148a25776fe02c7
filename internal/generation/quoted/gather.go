package quoted

import (
	"regexp"
	"strconv"
	"strings"
)

// Many lists have no marks that their maker told us of: paragraphs that are
// numbered in their text, or parallel ones below a lead-in. And an item may go
// on in paragraphs of its own. gather makes items of what is none, so that a
// list is whole whoever set it.
func gather(all []Unit) {
	groups := grouped(all)
	numbered(all, groups)
	bulleted(all, groups)
	announced(all, groups)
	heldByItems(all, groups)
	deepen(all)
}

// deepen puts the items that another announces below it, where their marks are
// others: "• Three things: – one – two".
func deepen(all []Unit) {
	for i := 0; i+1 < len(all); i++ {
		u, next := all[i], all[i+1]
		if !u.Item || !next.Item || !Announces(u.Text) || next.Level > u.Level || alike(u.Mark, next.Mark) || next.Block == u.Block {
			continue
		}
		for k := i + 1; k < len(all) && all[k].Item && (all[k].Level > u.Level || !alike(all[k].Mark, u.Mark)); k++ {
			all[k].Level++
		}
	}
}

// alike reports that two marks are of one list.
func alike(a, b string) bool {
	return a == b || ordinalOf(a+" x") > 0 && ordinalOf(b+" x") > 0
}

// group is the units [from, to) of one block.
type group struct{ from, to int }

func grouped(all []Unit) []group {
	var out []group
	for i := range all {
		if n := len(out); n > 0 && all[out[n-1].from].Block == all[i].Block {
			out[n-1].to = i + 1
			continue
		}
		out = append(out, group{i, i + 1})
	}
	return out
}

// prose reports that a group is a paragraph and no item of a list yet.
func (g group) prose(all []Unit) bool {
	u := all[g.from]
	return !u.Item && (u.Kind == Sentence || u.Kind == Label && !u.heads())
}

// heads reports that a unit is a heading.
func (u Unit) heads() bool { return u.Kind == Label && u.Heading == u.Text && u.Heading != "" }

func (g group) join(all []Unit, level, block int) {
	for i := g.from; i < g.to; i++ {
		u := &all[i]
		u.Item, u.Level, u.Block = true, level, block
		if u.Kind == Label {
			u.Kind = Sentence // an item need not be a sentence to be an answer
		}
	}
}

// ordinal is the number that a paragraph begins with, 0 where none does.
var ordinal = regexp.MustCompile(`^\(?(\d{1,2})[.)]\s+\S`)

func ordinalOf(text string) int {
	m := ordinal.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // two digits
	return n
}

// numbered makes items of paragraphs numbered one after the other, from 1.
func numbered(all []Unit, groups []group) {
	var run []group
	end := func() {
		if len(run) > 1 {
			for n, g := range run {
				g.join(all, 1, all[g.from].Block)
				for i := g.from; i < g.to; i++ {
					all[i].Mark = strconv.Itoa(n+1) + "."
				}
			}
		}
		run = nil
	}
	for _, g := range groups {
		n := 0
		if g.prose(all) {
			n = ordinalOf(all[g.from].Text)
		}
		switch {
		case n > 0 && n == len(run)+1:
			run = append(run, g)
		case n == 1:
			end()
			run = append(run, g)
		case all[g.from].heads(), all[g.from].Item:
			end()
		}
	}
	end()
}

// bullet is the sign that a paragraph begins with as a list's item does.
var bullet = regexp.MustCompile(`^([o§ü•·▪►➢✓‣\x{f0b7}\x{f0a7}\x{f0d8}—–-])\s+\S`)

// bulleted makes items of paragraphs that begin with the same sign, with what
// goes on in small letters below them.
func bulleted(all []Unit, groups []group) {
	sign := func(g group) string {
		if m := bullet.FindStringSubmatch(all[g.from].Text); m != nil && g.prose(all) {
			return m[1]
		}
		return ""
	}
	for i := 0; i < len(groups); i++ {
		mark := sign(groups[i])
		if mark == "" {
			continue
		}
		last, n := i, 1 // the last item, how many
		for k := i + 1; k < len(groups); k++ {
			if sign(groups[k]) == mark {
				last, n = k, n+1
			} else if !groups[k].prose(all) || !goesOn(all[groups[k].from].Text) {
				break
			}
		}
		if n < 2 {
			continue
		}
		if k := last + 1; k < len(groups) && groups[k].prose(all) && goesOn(all[groups[k].from].Text) {
			last = k
		}
		block := 0
		for _, g := range groups[i : last+1] {
			if sign(g) == mark {
				block = all[g.from].Block
			}
			g.join(all, 1, block)
			for u := g.from; u < g.to; u++ {
				all[u].Mark = mark
			}
		}
		i = last
	}
}

// What a paragraph of an announced list looks like.
var (
	// termed begins with a few words and a colon or a dash: "The heap: a place …".
	termed        = regexp.MustCompile(`^[^:：.!?\n]{2,60}(?:[:：]\s|\s[–—-]\s|：)`)
	leastHeaded   = 3   // paragraphs of lines below a heading
	longestLine   = 90  // code points of a paragraph that is a line of a list
	longestParted = 450 // of one that begins with what it is about
)

// announced makes items of what follows a lead-in directly: short lines, or
// paragraphs that each begin with what they are about. The last may be longer.
// Notes of keywords stand below their heading in the same way.
func announced(all []Unit, groups []group) {
	for i, g := range groups {
		last := all[g.to-1]
		if last.heads() {
			if n := run(all, groups[i+1:], areLines); n >= leastHeaded {
				for _, g := range groups[i+1 : i+1+n] {
					g.join(all, 1, all[g.from].Block)
				}
			}
			continue
		}
		if last.Item || last.Kind == Row || last.Kind == Code || !Announces(last.Text) {
			continue
		}
		lines, terms := run(all, groups[i+1:], isLine), run(all, groups[i+1:], isTermed)
		n := max(lines, terms)
		if n < 2 {
			continue
		}
		if lines > terms && i+n+2 <= len(groups)-1 && shortEnd(all, groups[i+n+1]) && all[groups[i+n+2].from].heads() ||
			lines > terms && i+n+2 == len(groups) && shortEnd(all, groups[i+n+1]) {
			n++
		}
		for _, g := range groups[i+1 : i+1+n] {
			g.join(all, 1, all[g.from].Block)
		}
	}
}

func run(all []Unit, groups []group, is func([]Unit, group) bool) int {
	for n, g := range groups {
		if !g.prose(all) || !is(all, g) {
			return n
		}
	}
	return len(groups)
}

func isLine(all []Unit, g group) bool {
	text := all[g.from].Text
	return g.to-g.from == 1 && all[g.from].Kind == Label && len([]rune(text)) <= longestLine && !Announces(text) && worded(text)
}

// areLines is isLine of several.
func areLines(all []Unit, g group) bool {
	for i := g.from; i < g.to; i++ {
		if !isLine(all, group{i, i + 1}) {
			return false
		}
	}
	return true
}

func isTermed(all []Unit, g group) bool {
	n := 0
	for _, u := range all[g.from:g.to] {
		n += len([]rune(u.Text))
	}
	return n <= longestParted && termed.MatchString(all[g.from].Text) && !Announces(all[g.to-1].Text)
}

func shortEnd(all []Unit, g group) bool {
	return g.prose(all) && g.to-g.from == 1 && all[g.from].Kind == Sentence && len([]rune(all[g.from].Text)) <= 2*longestLine
}

// worded reports that a text has words, not only the letters of a drawing.
func worded(text string) bool {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if l := len([]rune(w)); l > 3 || l > 0 && w[0] >= 0x80 {
			n++
		}
	}
	return n >= 2
}

// mostHeld is how many paragraphs an item may go on in.
const mostHeld = 3

// heldByItems gives the paragraphs between the items of a numbered list to the
// item above them, and those below the last to it where all others have some.
func heldByItems(all []Unit, groups []group) {
	for i := 0; i < len(groups); i++ {
		first := all[groups[i].from]
		if !first.Item || ordinalOf(first.Mark+" x") != 1 {
			continue
		}
		at, n, held := i, 1, [][]group{}
		for {
			next, between := following(all, groups, at, first.Level, n+1)
			if next < 0 {
				break
			}
			held = append(held, between)
			for _, g := range between {
				g.join(all, first.Level, all[groups[at].from].Block)
			}
			at, n = next, n+1
		}
		always := len(held) > 0
		for _, between := range held {
			always = always && len(between) > 0
		}
		if k := at + 1; always && k < len(groups) && groups[k].prose(all) {
			groups[k].join(all, first.Level, all[groups[at].from].Block)
		}
	}
}

// following finds the item with the next number, with the paragraphs before it.
func following(all []Unit, groups []group, at, level, number int) (next int, between []group) {
	for k := at + 1; k < len(groups) && k <= at+mostHeld+1; k++ {
		u := all[groups[k].from]
		switch {
		case u.Item && u.Level == level && ordinalOf(u.Mark+" x") == number:
			return k, between
		case groups[k].prose(all):
			between = append(between, groups[k])
		case u.Item && u.Level > level, u.Kind == Code:
		default:
			return -1, nil
		}
	}
	return -1, nil
}
