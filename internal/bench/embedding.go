package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"time"
)

// embedding compares texts a second with the same graph in Python's
// onnxruntime, on as many threads, and with MiniLM there.
func (b *bench) embedding() error {
	model, err := b.model()
	if err != nil {
		return err
	}
	defer func() { _ = model.Close() }()
	threads := runtime.GOMAXPROCS(0)
	for _, length := range []struct{ words, tokens int }{{136, 250}, {68, 126}} {
		r := rand.New(rand.NewPCG(1, uint64(length.words)))
		texts, ids := make([]string, 60), make([][]int64, 60)
		total := 0
		for i := range texts {
			texts[i] = text(r, length.words)
			ids[i] = model.IDs(texts[i])
			total += len(ids[i])
		}
		var ours, same, mini []float64
		for range 5 {
			begun := time.Now()
			if _, err := model.Passages(context.Background(), texts); err != nil {
				return err
			}
			ours = append(ours, float64(len(texts))/time.Since(begun).Seconds())
			var answer struct {
				PerSecond float64 `json:"per_second"`
			}
			if err := b.ref.call("embedding.same_graph", map[string]any{"graph": model.Graph(), "ids": ids, "threads": threads}, &answer); err != nil {
				return err
			}
			same = append(same, answer.PerSecond)
			if err := b.ref.call("embedding.minilm", map[string]any{"texts": texts, "threads": threads}, &answer); err != nil {
				return err
			}
			mini = append(mini, answer.PerSecond)
		}
		o, s, m := median(ours), median(same), median(mini)
		what := fmt.Sprintf("embedding, %d tokens a text, %d threads", total/len(texts), threads)
		b.add(row{what, fmt.Sprintf("%.1f texts/s", o), fmt.Sprintf("%.1f onnxruntime", s), fmt.Sprintf("%.2f", o/s), "≥ 0.90", o/s >= .9})
		b.add(row{what: what, ours: fmt.Sprintf("%.1f texts/s", o), reference: fmt.Sprintf("%.1f MiniLM", m), ratio: fmt.Sprintf("%.2f", o/m)})
	}
	return nil
}
