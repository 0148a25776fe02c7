package quoted

import (
	"regexp"
	"strings"
)

// giveHeaders finds for each row the label above it and the lines that name
// the columns: what stands between the last sentence and the first row, at
// most nine lines, nearest last.
func giveHeaders(text []rune, units []Unit) {
	header, label := []int{}, ""
	headerText := ""
	var at [2]int
	for i := range units {
		u := &units[i]
		switch u.Kind {
		case Row:
			if len(header) > 0 {
				// Lines that stand directly above a row, inside the table, are its section's
				// label; what names periods or units belongs to the columns.
				headerText, at = headerOf(text, units, header, headerText, at)
				label = ""
				if last := units[header[len(header)-1]]; !columns.MatchString(last.Text) {
					label = last.Text
				}
				header = header[:0]
			}
			u.Header, u.HeaderAt, u.Label = headerText, at, label
		case Label:
			header = append(header, i)
			if len(header) > 12 {
				header = header[1:]
			}
		default:
			header, headerText, label, at = header[:0], "", "", [2]int{}
			// "The following table shows … (in millions):" is a part of the header.
			if strings.HasSuffix(strings.TrimSpace(u.Text), ":") {
				header = append(header, i)
			}
		}
	}
}

var columns = regexp.MustCompile(`(?i)\b(19|20)\d\d\b|months|weeks|year|quarter|ended|\bQ[1-4]\b|millions|thousands|%|change|total|amount`)

// headerOf keeps the header of the table above when the new lines are only a
// section's label.
func headerOf(text []rune, units []Unit, lines []int, old string, oldAt [2]int) (string, [2]int) {
	names := 0
	for _, i := range lines {
		if columns.MatchString(units[i].Text) {
			names++
		}
	}
	if names == 0 && old != "" {
		return old, oldAt
	}
	at := [2]int{units[lines[0]].Start, units[lines[len(lines)-1]].End}
	return string(text[at[0]:at[1]]), at
}
