package layout

import (
	"studyapp/internal/ingest/extract/hyphen"
	"studyapp/internal/ingest/extract/pdf/typesize"
)

// Look is how a document is set: its sizes of type and its words. Pages are added,
// then it is asked.
type Look struct {
	*typesize.Sizes
	words   []*hyphen.Words
	cutting bool // words at the ends of lines
	done    bool
}

// NewLook returns a Look of nothing.
func NewLook() *Look { return &Look{Sizes: typesize.New()} }

// Add counts a page in.
func (k *Look) Add(s *Sheet) {
	for i := range s.lines {
		l := &s.lines[i]
		k.Sizes.Add(l.size, l.letters, l.bold, l.mono)
	}
	k.words = append(k.words, s.vocabulary())
	k.done = false
}

// cuts reports whether the document cuts words at the ends of lines.
func (k *Look) cuts() bool {
	if !k.done {
		k.done, k.cutting = true, hyphen.Cuts(k.words)
	}
	return k.cutting
}
