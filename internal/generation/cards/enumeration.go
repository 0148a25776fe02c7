package cards

import (
	"strings"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
)

// briefItem is how long an item with a list of its own may be, in code points,
// to be one of an enumeration: what it names, and nothing said of it.
const briefItem = 60

// enumeration reads the block i as what leads to the list behind it: a heading,
// or the words that end with a colon or go on in the items.
func (b blocks) enumeration(i int) (start, end int, l flashcard.List, ok bool) {
	at := b.list[i]
	if !b.leads(i) {
		return 0, 0, l, false
	}
	level, nested, long := 0, false, false
	k := i + 1
	for ; k < len(b.list) && b.list[k].Kind == extract.ListItem; k++ {
		s := b.list[k]
		if level == 0 {
			if level = s.Level; at.Kind == extract.ListItem && level != at.Level+1 {
				return 0, 0, l, false
			}
		}
		if s.Level < level {
			break
		}
		if s.Level > level {
			nested = true
			continue
		}
		long = long || s.End-s.Start > briefItem
		l.Items = append(l.Items, flashcard.Part{Start: s.Start, End: s.End})
	}
	if len(l.Items) < 2 || nested && long {
		return 0, 0, l, false // lists within lists are more than one answer
	}
	start, end = at.Start, l.Items[len(l.Items)-1].End
	if s := chunk.Sentences(b.text[at.Start:at.End]); len(s) > 1 && at.Kind != extract.Heading {
		start += s[len(s)-1][0]
	}
	l.Under = b.enclosing(i)
	l.Titled, l.Nested, l.Far = at.Kind == extract.Heading, nested, at.Kind != extract.Heading && b.far(i)
	l.Lead = flashcard.Part{End: at.End - start}
	for i := range l.Items {
		l.Items[i].Start -= start
		l.Items[i].End -= start
	}
	return start, end, l, true
}

// enclosing is what the item that the item i is one of names, or nothing.
func (b blocks) enclosing(i int) string {
	at := b.list[i]
	if at.Kind != extract.ListItem {
		return ""
	}
	for k := i - 1; k >= 0 && b.list[k].Kind == extract.ListItem; k-- {
		if s := b.list[k]; s.Level < at.Level {
			text := string(b.text[s.Start:s.End])
			if text = strings.TrimRight(mark.ReplaceAllString(text, ""), ":： "); len([]rune(text)) > briefItem {
				return ""
			}
			return text
		}
	}
	return ""
}

// leads reports that the block i may lead to a list: it is followed by one, and
// does not end as a sentence does.
func (b blocks) leads(i int) bool {
	at := b.list[i]
	if at.Start >= at.End || i+1 >= len(b.list) || b.list[i+1].Kind != extract.ListItem {
		return false
	}
	switch at.Kind {
	case extract.Heading, extract.Paragraph, extract.ListItem:
		return !strings.ContainsRune(".;!?,。；！？，", b.text[at.End-1])
	}
	return false
}

// far reports that more than two blocks stand between the block i and the
// heading above it.
func (b blocks) far(i int) bool {
	for k := 1; k <= 3 && i-k >= 0; k++ {
		if b.list[i-k].Kind == extract.Heading {
			return false
		}
	}
	return true
}
