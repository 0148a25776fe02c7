package ingest

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/fold"
)

const (
	maxTitle    = 300 // code points
	maxFileName = 255
)

// printable makes one line of text that can be stored and shown: valid UTF-8
// without control characters.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.TrimSpace(s)
}

func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return s
}

func cleanTitle(s string) string { return shortened(fold.Name(printable(s)), maxTitle) }

// cleanFileName is the last element of whatever a browser calls the file.
func cleanFileName(s string) string {
	s = fold.Name(printable(strings.ReplaceAll(s, `\`, "/")))
	s = path.Base("/" + s)
	if s == "/" || s == "." || s == ".." {
		return ""
	}
	if r := []rune(s); len(r) > maxFileName { // keep the ending, it says the kind
		s = string(r[:maxFileName-20]) + "…" + string(r[len(r)-19:])
	}
	return s
}

// titleFromName makes a title of a file's name: "lecture_03-cells.pdf" is
// "lecture 03-cells".
func titleFromName(name string) string {
	name = cleanFileName(name)
	if ext := path.Ext(name); len(ext) > 1 && len(ext) <= 10 && len(ext) < len(name) {
		name = strings.TrimSuffix(name, ext)
	}
	if !strings.Contains(name, " ") {
		name = strings.ReplaceAll(name, "_", " ")
		if strings.Count(name, "-") > 1 && !strings.Contains(name, " ") {
			name = strings.ReplaceAll(name, "-", " ")
		}
	}
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return "Untitled"
	}
	return cleanTitle(name)
}

// betterTitle chooses between the title a document has and the one that was
// found in it. A title that a student gave, or changed, stays.
func betterTitle(title, fileName, found string) string {
	found = cleanTitle(strings.Join(strings.Fields(found), " "))
	if title != titleFromName(fileName) || meaningless(found) {
		return title
	}
	return found
}

// meaningless reports whether a title says nothing: the leavings of the
// program that wrote the file, or the name of a file.
func meaningless(title string) bool {
	lower := strings.ToLower(title)
	letters := 0
	for _, r := range title {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 3 || strings.Contains(title, "\ufffd") {
		return letters < 2 || strings.Contains(title, "\ufffd")
	}
	for _, p := range []string{"untitled", "microsoft word - ", "microsoft powerpoint - ", "powerpoint presentation", "document1", "slide 1", "title", "unknown", "no title", "print", "scan", "titel", "unbenannt"} {
		if lower == strings.TrimSpace(p) || strings.HasSuffix(p, "- ") && strings.HasPrefix(lower, p) {
			return true
		}
	}
	switch path.Ext(lower) {
	case ".pdf", ".doc", ".docx", ".dvi", ".tex", ".ps", ".indd", ".qxd", ".rtf", ".ppt", ".pptx", ".xls", ".xlsx", ".txt", ".md":
		return true
	}
	return strings.HasPrefix(lower, "file:") || strings.HasPrefix(lower, "c:\\") || strings.HasPrefix(lower, "/")
}

// strange reports whether a title has no word of the file's name and of its first
// pages: that of the file which served as a template. Of pages with little text it
// cannot be told.
func strange(title, fileName string, pages []extract.Page) bool {
	var text strings.Builder
	for _, p := range pages[:min(3, len(pages))] {
		text.WriteString(p.Text)
	}
	if text.Len() < littleText {
		return false
	}
	text.WriteString(" " + fileName)
	known, strangers := fold.Spellings(text.String()), 0
	for _, word := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		stem := []rune(word) // without the ending that it may have in another place
		switch {
		case stem[0] >= firstIdeograph:
			stem = stem[:min(len(stem), 2)]
		case len(stem) < 4:
			continue // such a word stands everywhere
		default:
			stem = stem[:4]
		}
		for _, typed := range fold.Spellings(string(stem)) {
			if slices.ContainsFunc(known, func(text string) bool { return strings.Contains(text, typed) }) {
				return false
			}
		}
		strangers++
	}
	return strangers > 0
}

const littleText = 300 // bytes

// firstIdeograph is where scripts begin that write words of one or two signs
// without spaces.
const firstIdeograph = 0x2e80

// vague reports whether a title made of a file's name says nothing about what
// is in it: a number, a hash, a word that every program gives.
func vague(title string) bool {
	letters, digits := 0, 0
	for _, r := range title {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	if letters < 4 || digits > letters {
		return true
	}
	word, _, _ := strings.Cut(strings.TrimRight(strings.ToLower(title), " 0123456789()-"), " ")
	switch word {
	case "untitled", "document", "dokument", "documento", "download", "file", "datei", "scan", "print", "main", "output", "paper", "temp", "unnamed", "attachment", "export":
		return true
	}
	return false
}

// foundTitle is the title in the document's data, or else its first heading
// if that stands at the top. Of a PDF, whose headings are guessed, it counts
// only if the file's name says nothing.
func foundTitle(d Document, info extract.Info, pages []extract.Page) string {
	if found := cleanTitle(info.Title); !meaningless(found) && !(d.Kind == PDF && strange(found, d.FileName, pages)) {
		return info.Title
	}
	if d.Kind == PDF && !vague(titleFromName(d.FileName)) {
		return ""
	}
	for _, p := range pages[:min(2, len(pages))] {
		text := []rune(p.Text)
		for _, s := range p.Spans {
			if s.Kind == extract.Heading && s.Level == 1 && s.Start < 500 && s.End <= len(text) && s.End-s.Start < 200 {
				return string(text[s.Start:s.End])
			}
		}
	}
	return ""
}
