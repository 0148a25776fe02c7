package quoted

import (
	"slices"
	"strconv"
)

// pageOf gives all units of a page, or those of the passage where only they are
// known.
func (p Passage) pageOf(page int) []Unit {
	if all, ok := p.Pages[page]; ok {
		return all
	}
	var out []Unit
	for _, u := range p.Units {
		if u.Page == page {
			out = append(out, u)
		}
	}
	return out
}

// around gives the units of a page between those of the pages beside it, as far
// as they are known: a list or a definition does not end where a page does.
func (p Passage) around(page int) []Unit {
	if known, ok := p.beside[page]; ok {
		return known
	}
	units := p.pageOf(page)
	if before, ok := p.Pages[page-1]; ok {
		units = joined(before, units)
	}
	if after, ok := p.Pages[page+1]; ok {
		units = joined(units, after)
	}
	if p.beside != nil {
		p.beside[page] = units
	}
	return units
}

// Open tells whether what a page begins with goes on from the page before it, and
// whether what it ends with goes on behind it: a list, a sentence, what was
// announced.
func Open(page []Unit) (before, after bool) {
	if len(page) == 0 {
		return false, false
	}
	first, last := page[0], page[len(page)-1]
	return first.Item || !first.heads() && first.Kind != Row, last.Item || last.Kind == Code || Announces(last.Text) || last.Kind != Row && !terminated([]rune(last.Text))
}

// joined puts the units of a page behind those before it: what it begins with
// stands under the last heading, and goes on with the last item.
func joined(before, after []Unit) []Unit {
	if len(before) == 0 || len(after) == 0 {
		return append(before, after...)
	}
	out := append(slices.Clone(before), after...)
	from := len(before)
	last := out[from-1]
	for k := from; k < len(out) && out[k].Heading == ""; k++ {
		out[k].Heading = last.Heading
	}
	if !last.Item {
		return out
	}
	at := from
	if u := out[at]; !u.Item && u.Kind == Sentence && (goesOn(u.Text) || itemFollows(out[at:], before)) {
		for block := u.Block; at < len(out) && out[at].Block == block && out[at].Page == u.Page; at++ {
			out[at].Item, out[at].Level = true, last.Level
		}
	}
	at = countOn(out, at, last)
	// Depths were told by page: the same mark has the same one.
	if at < len(out) && out[at].Item {
		if level := levelOf(before, out[at].Mark); level > out[at].Level {
			more := level - out[at].Level
			for mark := out[at].Mark; at < len(out) && out[at].Item && out[at].Mark == mark; at++ {
				out[at].Level += more
			}
		}
	}
	return out
}

// countOn makes items of the paragraphs from one on that go on counting where the
// list before them stopped, and returns where they end.
func countOn(units []Unit, at int, last Unit) int {
	n := max(ordinalOf(last.Mark+" x"), ordinalOf(last.Text))
	for n > 0 && at < len(units) && !units[at].Item && !units[at].heads() && units[at].Kind == Sentence && ordinalOf(units[at].Text) == n+1 {
		n++
		for block, page := units[at].Block, units[at].Page; at < len(units) && units[at].Block == block && units[at].Page == page; at++ {
			units[at].Item, units[at].Level, units[at].Mark = true, last.Level, strconv.Itoa(n)+"."
		}
	}
	return at
}

// itemFollows reports that a paragraph is followed by an item of a list that
// stood before it.
func itemFollows(after, before []Unit) bool {
	k := 0
	for k < len(after) && after[k].Block == after[0].Block {
		k++
	}
	return k < len(after) && after[k].Item && after[k].Mark != "" && levelOf(before, after[k].Mark) > 0 && !Announces(after[k-1].Text)
}

// levelOf is the depth of the last item with a mark in the list that units end
// with, 0 where none has it.
func levelOf(units []Unit, mark string) int {
	for k := len(units) - 1; k >= 0 && units[k].Item; k-- {
		if units[k].Mark == mark || ordinalOf(mark+" x") > 1 && ordinalOf(units[k].Mark+" x") == ordinalOf(mark+" x")-1 {
			return units[k].Level
		}
	}
	return 0
}

// read gives a reader of what stands around a unit, and the unit's place in it;
// -1 where it is not there.
func (p Passage) read(u Unit) (w reader, at int) {
	w = reader{units: p.around(u.Page), lang: p.Lang, texts: p.texts}
	return w, slices.IndexFunc(w.units, func(o Unit) bool { return o.Page == u.Page && o.Start == u.Start && o.End == u.End })
}

// together reports that two units are of one paragraph or item.
func together(a, b Unit) bool { return a.Page == b.Page && a.Block == b.Block }
