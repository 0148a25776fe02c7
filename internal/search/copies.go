package search

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
)

// Place is where a passage stands that says the same as a hit.
type Place struct {
	Chunk    id.Chunk
	Document id.Document
	Version  int
	Title    string // of the document
	Kind     string // of the document
	Segments []extract.Segment
}

const (
	// spare is how many hits are ranked for each that is asked for, so that
	// copies leave no gap.
	spare = 2
	// shingle is how many words in a row are compared.
	shingle = 3
	// alike is the share of two passages' shingles that both have from which one
	// is a copy of the other (Broder's resemblance).
	alike = 0.9
)

// withoutCopies returns the k best hits, of those that say the same the best
// one with the places of the others. Passages with other numbers say different
// things, however alike they are: a report has the same sentences each year.
func withoutCopies(hits []Hit, k int) []Hit {
	var kept []Hit
	var prints []fingerprint
	for _, h := range hits {
		p := printOf(h.Text)
		if of := slices.IndexFunc(prints, p.same); of >= 0 {
			kept[of].Also = append(kept[of].Also, Place{h.Chunk, h.Document, h.Version, h.Title, h.Kind, h.Segments})
		} else if len(kept) < k {
			kept, prints = append(kept, h), append(prints, p)
		}
	}
	return kept
}

// fingerprint is what a passage is compared by.
type fingerprint struct {
	numbers  string // in their order
	shingles map[string]bool
}

func printOf(text string) fingerprint {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	p := fingerprint{shingles: make(map[string]bool, len(words))}
	for i, w := range words {
		if strings.ContainsFunc(w, unicode.IsDigit) {
			p.numbers += w + " "
		}
		p.shingles[strings.Join(words[i:min(len(words), i+shingle)], " ")] = true
	}
	return p
}

func (p fingerprint) same(o fingerprint) bool {
	if p.numbers != o.numbers || len(p.shingles) == 0 {
		return false
	}
	both := 0
	for s := range p.shingles {
		if o.shingles[s] {
			both++
		}
	}
	return float64(both) >= alike*float64(len(p.shingles)+len(o.shingles)-both)
}
