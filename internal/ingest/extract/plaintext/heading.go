package plaintext

import (
	"regexp"
	"strings"
	"unicode"
)

const counted = `(?:\d+|[ivxlcdm]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|the \w+|first|second|third|fourth|last|eins|zwei|drei|vier|fünf|premier|première|primer[oa]?|prim[oa]|eerste|первая|перв\w+)`

var (
	// Words that head the large and the small divisions of a book.
	division = regexp.MustCompile(`(?i)^(?:part|book|volume|vol\.|teil|buch|band|partie|livre|tome|parte|libro|tomo|deel|boek|часть|книга|том|część|tom)\s+` + counted + `(?:$|[\s.:,—–-])`)
	chapter  = regexp.MustCompile(`(?i)^(?:chapter|chap\.|section|canto|act|scene|lesson|lecture|letter|appendix|unit|kapitel|abschnitt|akt|szene|lektion|anhang|chapitre|acte|scène|capítulo|capitolo|capitulo|cap\.|sección|hoofdstuk|глава|раздел|лекция|rozdział|kapitola|kapittel|luku|fejezet|bölüm)\s+(?:` + counted + `|[a-z])(?:$|[\s.:,—–-])`)
	named    = regexp.MustCompile(`(?i)^(?:prologue|epilogue|preface|foreword|introduction|conclusion|contents|table of contents|acknowledge?ments|bibliography|references|glossary|abstract|summary|vorwort|einleitung|inhalt|inhaltsverzeichnis|nachwort|literatur|préface|avant-propos|conclusions|sommaire|prólogo|epílogo|prefacio|introducción|conclusiones|índice|prefazione|introduzione|inhoud|voorwoord|inleiding|предисловие|введение|заключение|содержание|оглавление|эпилог|пролог|まえがき|あとがき|目次|序章|終章|はじめに|おわりに|前言|序言|目录|目錄)[.:]?$`)
	cjk      = regexp.MustCompile(`^第\s*[0-9０-９〇零一二三四五六七八九十百千两兩]+\s*([章回節节編编部卷話话篇課课講讲])`)
	korean   = regexp.MustCompile(`^제\s*[0-9]+\s*([장절부편])`)
	numbered = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\p{Lu}\S*`)
	field    = regexp.MustCompile(`^\p{L}+(?: \p{L}+){0,2}: `) // "Author: …"
	numeral  = regexp.MustCompile(`^(?:[IVXLC]+\.?|[一二三四五六七八九十百]+)$`)
)

const (
	longestHeading = 100 // columns
	shortHeading   = 50
	contents       = 4 // so many headings in a row are a table of contents
)

// findHeadings gives the level of each stanza that is a heading, 0 for others.
// Headings in a row with nothing between are a table of contents, all but the
// last.
func findHeadings(stanzas []stanza) []int {
	levels := make([]int, len(stanzas))
	for i := range stanzas {
		levels[i] = heading(&stanzas[i])
		if i > 0 && levels[i] == titleLevel && levels[i-1] > 0 && levels[i-1] < 6 {
			levels[i] = levels[i-1] + 1 // the title below "Chapter 1"
		} else if levels[i] == titleLevel {
			levels[i] = 2
		}
	}
	for i := 0; i < len(levels); i++ {
		n := i
		for n < len(levels) && levels[n] > 0 {
			n++
		}
		if n-i >= contents {
			for k := i; k < n-1; k++ {
				levels[k] = 0
			}
		}
		i = max(i, n)
	}
	return levels
}

// titleLevel marks a line that looks like a title without saying of what.
const titleLevel = 9

// heading says of which level a stanza is the heading, 0 if it is none. An
// underline is taken off it.
func heading(s *stanza) int {
	if n := len(s.lines); n == 2 || n == 3 {
		if c := underline(s.lines[n-1]); c != 0 && columns(s.lines[n-2]) <= longestHeading && columns(s.lines[n-1])*2 >= columns(s.lines[n-2]) && !rule.MatchString(s.lines[n-2]) {
			s.lines = s.lines[:n-1]
			if c == '=' {
				return 1
			}
			return 2
		}
	}
	first := strings.TrimSpace(s.lines[0])
	if len(s.lines) > 3 || columns(first) > longestHeading || s.before == 0 || s.after == 0 {
		return 0
	}
	for _, l := range s.lines {
		if columns(strings.TrimSpace(l)) > 70 {
			return 0
		}
	}
	if level := divisionLevel(first); level > 0 && !endsInside(s.lines[len(s.lines)-1]) {
		return level
	}
	if len(s.lines) > 1 {
		return 0
	}
	switch {
	case named.MatchString(first):
		return 2
	case numeral.MatchString(first):
		return 3
	case numbered.MatchString(first) && !endsAsSentence(first):
		return min(6, 2+strings.Count(numbered.FindStringSubmatch(first)[1], "."))
	case field.MatchString(first):
		return 0
	case capitals(first) && columns(first) <= 70 && startsAsTitle(first):
		return titleLevel
	case (s.before >= 2 || s.after >= 2) && columns(first) <= shortHeading && !endsAsSentence(first) && hasLetters(first) && startsAsTitle(first):
		return titleLevel
	}
	return 0
}

func divisionLevel(line string) int {
	switch {
	case division.MatchString(line):
		return 1
	case chapter.MatchString(line):
		return 2
	}
	if m := cjk.FindStringSubmatch(line); m != nil && columns(line) <= 60 {
		switch m[1] {
		case "部", "編", "编", "卷", "篇":
			return 1
		case "節", "节":
			return 3
		}
		return 2
	}
	if m := korean.FindStringSubmatch(line); m != nil && columns(line) <= 60 {
		if m[1] == "부" || m[1] == "편" {
			return 1
		}
		return 2
	}
	return 0
}

func underline(line string) byte {
	line = strings.TrimSpace(line)
	if len(line) < 3 || strings.Trim(line, "=") != "" && strings.Trim(line, "-") != "" && strings.Trim(line, "~") != "" {
		return 0
	}
	return line[0]
}

func endsInside(line string) bool {
	return strings.HasSuffix(line, ",") || strings.HasSuffix(line, ";")
}

func endsAsSentence(line string) bool {
	runes := []rune(strings.TrimRight(line, `"'”’»)]」』`))
	return len(runes) == 0 || strings.ContainsRune(".,;:!?…。、！？；：", runes[len(runes)-1])
}

func hasLetters(line string) bool {
	n := 0
	for _, r := range line {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 2
}

// startsAsTitle reports whether the line begins with a capital, a number or in
// a script without capitals.
func startsAsTitle(line string) bool {
	for _, r := range line {
		return !unicode.IsLower(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	return false
}

// capitals reports whether a line is written in capitals, as titles are.
func capitals(line string) bool {
	upper, lower := 0, 0
	for _, r := range line {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper >= 4 && lower == 0 && strings.IndexFunc(line, unicode.IsLetter) < 12
}
