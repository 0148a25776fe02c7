package eval

import (
	"context"
	"unicode/utf8"

	"studyapp/internal/platform/id"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
	"studyapp/internal/search/shard"
)

// closer ranks what a shard finds anew by the tokens of texts, as the application
// does; where the model gives none, it leaves the order.
type closer struct {
	reader search.TokenReader // nil: the model gives no tokens
	kept   map[id.Chunk][]byte
}

func closerWith(e Embedder) *closer {
	return &closer{search.TokenReaderOf(e), make(map[id.Chunk][]byte)}
}

// passages returns the vectors of texts, and keeps the tokens of what is a
// chunk's own of each, its end; first is the number of the first chunk.
func (c *closer) passages(ctx context.Context, e Embedder, texts, own []string, first id.Chunk) ([][]float32, error) {
	if c.reader == nil {
		return e.Passages(ctx, texts)
	}
	from := make([]int, len(texts))
	for i := range texts {
		from[i] = utf8.RuneCountInString(texts[i]) - utf8.RuneCountInString(own[i])
	}
	vectors, kept, err := c.reader.PassagesAndTokens(ctx, texts, from)
	for i, b := range kept {
		c.kept[first+id.Chunk(i)] = b
	}
	return vectors, err
}

// question returns a question's vector and tokens.
func (c *closer) question(ctx context.Context, e Embedder, text string) ([]float32, []late.Token, error) {
	if c.reader == nil {
		v, err := e.Query(ctx, text)
		return v, nil, err
	}
	v, tokens, err := c.reader.ReadQuery(ctx, text)
	if err != nil {
		return nil, nil, err
	}
	return v, c.reader.Code().Question(tokens), nil
}

// rank puts the first hits in their order.
func (c *closer) rank(question []late.Token, hits []shard.Hit) error {
	first := hits[:min(late.First, len(hits))]
	if c.reader == nil {
		return nil
	}
	near := make([]float64, len(first))
	for i, h := range first {
		tokens, err := c.reader.Code().Decode(c.kept[h.Chunk])
		if err != nil {
			return err
		}
		near[i] = late.Compare(question, tokens).Near()
	}
	late.Rank(first, near, func(h *shard.Hit) *float64 { return &h.Score })
	return nil
}
