package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"time"

	"studyapp/internal/platform/cache"
	"studyapp/internal/search"
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
		return decodeVector(b), nil
	}
	v, err := e.Embedder.Query(ctx, text)
	if err != nil {
		return nil, err
	}
	e.cache.Set(ctx, key, encodeVector(v), rememberFor)
	return v, nil
}

func encodeVector(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

func decodeVector(b []byte) []float32 {
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}
