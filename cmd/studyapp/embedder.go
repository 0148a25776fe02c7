package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"studyapp/internal/platform/cache"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
	"studyapp/internal/search/vector"
)

// A question is often asked again within minutes: by a page that searches while
// one types, by Ask after Search, by a student who comes back. Its vector costs
// 10 to 30 ms of a core, remembering it 1.5 KB.
const (
	rememberVectors = 2048
	rememberFor     = time.Hour
)

// rememberingEmbedder keeps the vectors of questions for all nodes.
type rememberingEmbedder struct {
	search.Embedder
	cache *cache.Cache
}

// Query returns the vector of a question. The cache knows the question only by
// its hash; vectors of different models never meet.
func (e rememberingEmbedder) Query(ctx context.Context, text string) ([]float32, error) {
	sum := sha256.Sum256([]byte(text))
	key := "query:" + e.Name() + ":" + hex.EncodeToString(sum[:])
	if b, ok := e.cache.Get(ctx, key); ok && len(b) == 4*e.Dimension() {
		return vector.Decode(b), nil
	}
	v, err := e.Embedder.Query(ctx, text)
	if err != nil {
		return nil, err
	}
	e.cache.Set(ctx, key, vector.Encode(v), rememberFor)
	return v, nil
}

// tokenReader is a search model that gives the tokens of texts and questions.
type tokenReader interface {
	search.TokenReader
	Read(ctx context.Context, texts []string) ([][]late.Token, error)
}

var errNoTokens = errors.New("the search model gives no tokens")

// Code is that of the search model, nil where it gives no tokens.
func (e rememberingEmbedder) Code() *late.Code {
	reader, ok := e.Embedder.(tokenReader)
	if !ok {
		return nil
	}
	return reader.Code()
}

// Read returns the tokens of texts, which are not remembered.
func (e rememberingEmbedder) Read(ctx context.Context, texts []string) ([][]late.Token, error) {
	reader, ok := e.Embedder.(tokenReader)
	if !ok {
		return nil, errNoTokens
	}
	return reader.Read(ctx, texts)
}

// ReadQuery returns the vector and the tokens of a question, which are not
// remembered.
func (e rememberingEmbedder) ReadQuery(ctx context.Context, text string) ([]float32, []late.Token, error) {
	reader, ok := e.Embedder.(tokenReader)
	if !ok {
		return nil, nil, errNoTokens
	}
	return reader.ReadQuery(ctx, text)
}

// Answers reads texts for a question. Readings are not remembered.
func (e rememberingEmbedder) Answers(ctx context.Context, question string, texts []string, from []int) ([]*late.Reading, error) {
	reader, ok := e.Embedder.(tokenReader)
	if !ok {
		return nil, errNoTokens
	}
	return reader.Answers(ctx, question, texts, from)
}

// PassagesAndTokens returns the vectors of texts and what is kept of their
// tokens, which are not remembered here.
func (e rememberingEmbedder) PassagesAndTokens(ctx context.Context, texts []string, from []int) ([][]float32, [][]byte, error) {
	reader, ok := e.Embedder.(tokenReader)
	if !ok {
		return nil, nil, errNoTokens
	}
	return reader.PassagesAndTokens(ctx, texts, from)
}
