package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/ingest/language"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
)

// Understood is a word of a question that was taken for a typing error.
type Understood struct {
	Typed string `json:"typed"`
	Meant string `json:"meant"` // the owner's documents have it
}

// Understand finds the words of a question that none of the owner's documents
// has, and the word that each was meant to be: one or two letters other, and in
// a document. It is empty where all words are known or none comes near.
func (s *Service) Understand(ctx context.Context, owner id.User, question string) ([]Understood, error) {
	l, release, err := s.acquire(ctx, owner)
	if err != nil {
		return nil, fmt.Errorf("opening the search index: %w", err)
	}
	defer release()
	var out []Understood
	for _, slip := range l.shard.Slips(question) {
		chunks := make([]id.Chunk, len(slip.Texts))
		for i, n := range slip.Texts {
			chunks[i] = id.Chunk(n)
		}
		found, err := passage.ByID(ctx, s.pool, owner, chunks)
		if err != nil {
			return nil, err
		}
		texts := map[id.Chunk]string{}
		for _, p := range found {
			if mayMean(question, slip.Typed, p.Text) {
				texts[p.Chunk] = p.Text
			}
		}
		ordered := make([]string, len(chunks))
		for i, c := range chunks {
			ordered[i] = texts[c]
		}
		if meant := lexical.Nearest(slip.Typed, ordered); meant != "" {
			out = append(out, Understood{slip.Typed, meant})
		}
	}
	return out, nil
}

// fewestWords is how many words a question has at least whose language is
// believed.
const fewestWords = 4

// mayMean reports that a word of a question may be meant as one of a text: of
// another language only a name may. What is right in the question's own
// language is often one letter away from a word of another ("principles",
// "principais").
func mayMean(question, typed, text string) bool {
	fields := strings.Fields(question)
	if len(fields) < fewestWords {
		return true
	}
	asked, said := language.Of(question, ""), language.Of(text, "")
	if asked == "" || said == "" || asked == said {
		return true
	}
	return asked != "de" && slices.ContainsFunc(fields[1:], func(f string) bool {
		f = strings.TrimFunc(f, unicode.IsPunct)
		first, _ := utf8.DecodeRuneInString(f)
		return unicode.IsUpper(first) && fold.Plain.Text(f) == fold.Plain.Text(typed)
	})
}
