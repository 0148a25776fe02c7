package quoted

import (
	"regexp"
	"strings"
)

// mostItems is how many items of a list a chosen lead-in brings.
const mostItems = 6

// whole gives a candidate's unit with what it cannot be understood without, in
// reading order: a row with the line that names its columns, a sentence that
// leans on the one before with that one, a lead-in with its list.
func (r *Ranking) whole(c Candidate) []Unit {
	var out []Unit
	units := r.Passages[c.Passage].Units
	u := units[c.Unit]
	if head, ok := columnsOf(u); ok {
		out = append(out, head)
	} else if c.Unit > 0 && leans.MatchString(u.Text) {
		// "It …" says nothing without the sentence before.
		if before := units[c.Unit-1]; before.Kind == Sentence && before.Page == u.Page && len([]rune(before.Text)) < 300 {
			out = append(out, before)
		}
	}
	out = append(out, u)
	if strings.HasSuffix(u.Text, ":") {
		for k := c.Unit + 1; k < len(units) && k <= c.Unit+mostItems && units[k].Item && units[k].Page == u.Page; k++ {
			out = append(out, units[k])
		}
	}
	return out
}

var leans = regexp.MustCompile(`^(It|They|This|These|That|Those|He|She|Such|Its|Their|His|Her|Es|Sie|Er|Dies|Diese|Dieser|Dieses|Dadurch|Dabei|Damit|Daher)\b`)

var periodLine = regexp.MustCompile(`(?i)\b(months?|weeks?|years?|quarters?)\b.{0,12}\bended\b|\b(19|20)\d\d\b|\bQ[1-4]\b|^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d`)

// columnsOf returns the lines above a row that say which periods its columns
// are of. Nothing else of the header is quoted.
func columnsOf(u Unit) (Unit, bool) {
	if u.Kind != Row || u.Header == "" || u.HeaderAt[1] <= u.HeaderAt[0] {
		return Unit{}, false
	}
	header := []rune(u.Header)
	first, last, at, gap, years := -1, -1, 0, 0, false
	for line := range strings.SplitSeq(u.Header, "\n") {
		n := len([]rune(line))
		switch trimmed := strings.TrimSpace(line); {
		case periodLine.MatchString(trimmed) && !strings.HasSuffix(trimmed, ":") && n < 140:
			if first < 0 {
				first = at
			}
			last, gap = at+n, 0
			years = years || year.MatchString(line)
		case first >= 0:
			if gap++; gap > 2 {
				first, last, years = -1, -1, false
			}
		}
		at += n + 1
	}
	if first < 0 || !years || last-first > 200 {
		return Unit{}, false
	}
	first, last = trim(header, first, last)
	h := Unit{Page: u.Page, Start: u.HeaderAt[0] + first, End: u.HeaderAt[0] + last, Kind: Label, Text: string(header[first:last])}
	return h, true
}
