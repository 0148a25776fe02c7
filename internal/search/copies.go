package search

import (
	"slices"
	"unicode"
	"unicode/utf8"

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
	numbers  uint64   // a hash of them, in their order
	shingles []uint64 // hashes, each once, sorted
}

func printOf(text string) fingerprint {
	var words []uint64
	p := fingerprint{numbers: hashStart}
	word, number := uint64(hashStart), false
	end := func() {
		if word != hashStart {
			words = append(words, word)
			if number {
				p.numbers = hashed(p.numbers, word)
			}
		}
		word, number = hashStart, false
	}
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z': // most letters: no table is asked
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case '0' <= r && r <= '9':
			number = true
		case r < utf8.RuneSelf:
			end()
			continue
		default:
			digit := unicode.IsDigit(r)
			if !digit && !unicode.IsLetter(r) && !unicode.IsMark(r) {
				end()
				continue
			}
			r, number = unicode.ToLower(r), number || digit
		}
		word = hashed(word, uint64(r))
	}
	end()
	p.shingles = make([]uint64, len(words))
	for i := range words {
		h := uint64(hashStart)
		for _, w := range words[i:min(len(words), i+shingle)] {
			h = hashed(h, w)
		}
		p.shingles[i] = h
	}
	slices.Sort(p.shingles)
	p.shingles = slices.Compact(p.shingles)
	return p
}

// hashStart and hashed are FNV-1a, of numbers in place of bytes.
const hashStart = 14695981039346656037

func hashed(h, v uint64) uint64 { return (h ^ v) * 1099511628211 }

func (p fingerprint) same(o fingerprint) bool {
	fewer, more := len(p.shingles), len(o.shingles)
	if fewer > more {
		fewer, more = more, fewer
	}
	if p.numbers != o.numbers || fewer == 0 || float64(fewer) < alike*float64(more) {
		return false
	}
	// Those that one has alone end it, once they are too many: most texts have
	// little in common.
	left := int((1-alike)/(1+alike)*float64(fewer+more)) + 1
	both := 0
	for i, k := 0, 0; i < len(p.shingles) && k < len(o.shingles) && left >= 0; {
		switch a, b := p.shingles[i], o.shingles[k]; {
		case a < b:
			i, left = i+1, left-1
		case a > b:
			k, left = k+1, left-1
		default:
			i, k, both = i+1, k+1, both+1
		}
	}
	return float64(both) >= alike*float64(fewer+more-both)
}
