package search

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/search/late"
	"studyapp/internal/search/shard"
	"studyapp/internal/search/vector"
)

// TokenReader is an Embedder that reads texts token by token as well; embed.Model
// is one.
type TokenReader interface {
	// PassagesAndTokens is Passages, with what is kept of the tokens that stand at
	// the code point from of each text or behind it.
	PassagesAndTokens(ctx context.Context, texts []string, from []int) (vectors [][]float32, kept [][]byte, err error)
	// ReadQuery is Query, with the question's tokens.
	ReadQuery(ctx context.Context, text string) ([]float32, []late.Token, error)
	// Answers reads texts for a question and says what of each answers it, of what
	// stands at the code point from or behind it. Of a text without tokens it is nil.
	Answers(ctx context.Context, question string, texts []string, from []int) ([]*late.Reading, error)
	// Code is how tokens are kept, nil where the model gives none.
	Code() *late.Code
}

// TokenReaderOf is an embedder as one that reads tokens, nil where it does not.
func TokenReaderOf(e Embedder) TokenReader {
	if r, ok := e.(TokenReader); ok && r.Code() != nil {
		return r
	}
	return nil
}

// vectors are what a model made of passages.
type vectors struct {
	chunks  []id.Chunk
	vectors [][]byte
	tokens  [][]byte // nil where the model gives none
}

// append adds what the model made of more passages.
func (v *vectors) append(more vectors) {
	v.chunks, v.vectors, v.tokens = append(v.chunks, more.chunks...), append(v.vectors, more.vectors...), append(v.tokens, more.tokens...)
}

// makeVectors has a model read passages, all that it gives at once.
func makeVectors(ctx context.Context, e Embedder, list []passage.Unembedded) (vectors, error) {
	v := vectors{chunks: make([]id.Chunk, len(list)), vectors: make([][]byte, len(list))}
	texts, from := make([]string, len(list)), make([]int, len(list))
	for i, c := range list {
		v.chunks[i] = c.Chunk
		texts[i], from[i] = whole(c.Title, c.Headings, c.Text)
	}
	var read [][]float32
	var err error
	if r := TokenReaderOf(e); r != nil {
		read, v.tokens, err = r.PassagesAndTokens(ctx, texts, from)
	} else {
		read, err = e.Passages(ctx, texts)
	}
	if err != nil {
		return v, fmt.Errorf("embedding %d passages: %w", len(list), err)
	}
	for i := range read {
		v.vectors[i] = vector.Encode(read[i])
	}
	return v, nil
}

// whole is a passage as a model reads it, below its document's title and its
// headings, and the code point where the passage itself begins.
func whole(title string, headings []string, text string) (all string, from int) {
	all = shard.Passage(title, headings, text)
	return all, utf8.RuneCountInString(all) - utf8.RuneCountInString(text)
}

// writeAll keeps what was made, whoever's the passages are, and returns of which
// the vector is new.
func (v vectors) writeAll(ctx context.Context, tx pgx.Tx, m passage.Model) ([]id.Chunk, error) {
	written, err := passage.WriteVectorsAll(ctx, tx, m, v.chunks, v.vectors)
	if err != nil || v.tokens == nil {
		return written, err
	}
	return written, passage.WriteTokensAll(ctx, tx, m, v.chunks, v.tokens)
}
