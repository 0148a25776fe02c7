package embed

import (
	"context"
	"unicode/utf8"

	"studyapp/internal/search/late"
)

// A token weighs as much as it is rare: what its unigram log probability has
// beyond that of common pieces (the, of, commas), up to that of names.
const (
	commonest = 6
	rarest    = 14
)

// ReadQuery returns the unit vector of what somebody looks for, as Query does,
// and its tokens. It does not wait for passages in work.
func (m *Model) ReadQuery(ctx context.Context, text string) ([]float32, []late.Token, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	return m.read(queryPrefix, text)
}

// Read returns the tokens of texts that can be found, in their order, each with
// the vector that it has in its text. Text beyond 512 tokens is not seen by the
// model. It stops between two texts when the context ends.
func (m *Model) Read(ctx context.Context, texts []string) ([][]late.Token, error) {
	tokens := make([][]late.Token, len(texts))
	err := m.each(ctx, len(texts), func(i int) (err error) {
		_, tokens[i], err = m.read(passagePrefix, texts[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	return tokens, nil
}

// PassagesAndTokens returns the unit vectors of texts, as Passages does, and what
// is kept of their tokens (Code). Of a text, those that begin before the code
// point from are left out; places count from there.
func (m *Model) PassagesAndTokens(ctx context.Context, texts []string, from []int) (vectors [][]float32, kept [][]byte, err error) {
	vectors, kept = make([][]float32, len(texts)), make([][]byte, len(texts))
	err = m.each(ctx, len(texts), func(i int) error {
		vector, tokens, err := m.read(passagePrefix, texts[i])
		if err != nil {
			return err
		}
		first := 0
		for first < len(tokens) && tokens[first].Start < from[i] {
			first++
		}
		tokens = tokens[first:]
		for k := range tokens {
			tokens[k].Start, tokens[k].End = tokens[k].Start-from[i], tokens[k].End-from[i]
		}
		vectors[i], kept[i] = vector, m.code.Encode(tokens)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return vectors, kept, nil
}

// Code is how tokens of texts are kept.
func (m *Model) Code() *late.Code { return m.code }

// read returns the vector of a text and its tokens, those of the prefix and the
// control tokens left out.
func (m *Model) read(prefix, text string) ([]float32, []late.Token, error) {
	s, places := m.tokenizer.normalise(prefixed(prefix, text))
	tokens := m.tokenizer.segment(s)
	ids := m.tokenizer.ids(tokens)
	vector, vectors, err := m.runBoth(ids)
	if err != nil {
		return nil, nil, err
	}
	before := utf8.RuneCountInString(prefix)
	out := make([]late.Token, 0, len(ids)-2)
	for i, k := range tokens[:len(ids)-2] {
		start, end := k.place(s, places)
		if start < before {
			continue
		}
		at := (i + 1) * Dimension // the first is a control token's
		out = append(out, late.Token{
			Start: start - before, End: end - before,
			Vector: vectors[at : at+Dimension : at+Dimension],
			Weight: min(max(-k.score, commonest), rarest) - commonest,
		})
	}
	return vector, out, nil
}

// place is where a token stands in its text, in code points, without the space
// in front of it.
func (k token) place(s []byte, places []int32) (start, end int) {
	const space = "\u2581"
	from := k.start
	if k.end-from > len(space) && string(s[from:from+len(space)]) == space {
		from += len(space)
	}
	return int(places[from]), int(places[k.end-1]) + 1
}
