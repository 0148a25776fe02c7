package shard

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

// Passage is the text of a chunk that is embedded, and that its words are
// taken from: the document's title, the headings above, the chunk itself. A
// title that says nothing is left out; it would pull the vectors of unlike
// passages together.
func Passage(title string, headings []string, text string) string {
	var parts []string
	last := ""
	for _, part := range append([]string{Title(title)}, headings...) {
		part = strings.TrimSpace(part)
		if part == "" || strings.EqualFold(part, last) {
			continue
		}
		parts = append(parts, part)
		last = part
	}
	if len(parts) == 0 {
		return text
	}
	return strings.Join(parts, ". ") + ".\n" + text
}

// nameless are titles that a scanner, a camera or an editor gave.
var nameless = regexp.MustCompile(`(?i)^(untitled|unnamed|document|dokument|scan|scanned|image|img|dsc|page|file|new|copy|output|print|tmp|temp|microsoft word|microsoft powerpoint|powerpoint presentation|slide ?1|no title|title)?[\s\d._()-]*$`)

// extensions are endings of file names that are no part of a title.
var extensions = map[string]bool{
	".pdf": true, ".md": true, ".markdown": true, ".txt": true, ".text": true, ".doc": true, ".docx": true, ".tex": true,
	".ppt": true, ".pptx": true, ".htm": true, ".html": true, ".indd": true, ".vtt": true, ".srt": true,
}

// Title returns the words of a document's title, which may be a file's name,
// and "" if they say nothing of its subject.
func Title(title string) string {
	title = strings.TrimSpace(title)
	if ext := strings.ToLower(filepath.Ext(title)); extensions[ext] {
		title = title[:len(title)-len(ext)]
	}
	if !strings.Contains(title, " ") {
		title = strings.NewReplacer("_", " ", "-", " ").Replace(title)
	}
	title = strings.TrimRight(strings.Join(strings.Fields(title), " "), ".")
	if nameless.MatchString(title) || code(title) {
		return ""
	}
	return title
}

// code reports whether a title is one word of mixed letters and digits, such
// as a hash, a scanner's number or an identifier in an archive.
func code(title string) bool {
	if strings.Contains(title, " ") {
		return false
	}
	letters, digits := 0, 0
	for _, r := range title {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return digits > 3 && digits*2 > letters
}
