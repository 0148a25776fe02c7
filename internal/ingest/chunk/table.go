package chunk

import "studyapp/internal/ingest/extract"

// table is what the rows of a table have in common.
type table struct{ heading sentence }

// headed tells the rows of a table of its heading cells, if its first row has
// such and they are short beside a chunk.
func (b *block) headed(spans []extract.Span) {
	if len(b.sentences) < 2 {
		return
	}
	first := b.sentences[0]
	at := first.pieces[0]
	for _, s := range spans {
		if s.Kind == extract.TableCell && s.Level == 1 && s.Start < s.End && at.Start <= s.Start && s.End <= at.End {
			t := &table{first}
			t.heading.follows, t.heading.again = false, true
			for i := range b.sentences {
				b.sentences[i].table = t
			}
			return
		}
	}
}

// headingRow gives the heading row that belongs above a row of a table which
// does not come behind another of its rows.
func (l limits) headingRow(p pile, row sentence) (sentence, bool) {
	n := len(p.parts)
	switch {
	case row.table == nil, n > 0 && p.parts[n-1].table == row.table:
		return sentence{}, false
	case row.pieces[0].Segment == row.table.heading.pieces[0].Segment: // it is itself
		return sentence{}, false
	}
	return row.table.heading, row.table.heading.tokens <= l.target/3
}
