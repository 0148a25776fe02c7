package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"studyapp/internal/search/faiss"
)

const dimension = 384

// vectors compares the median time of a search with Python's faiss-cpu on the
// same index file, one thread each, and checks that both find the same.
func (b *bench) vectors() error {
	dir, err := os.MkdirTemp("", "studyapp-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	// faiss-cpu takes the widest instructions that the processor has. The target
	// compares alike with alike: AVX2 on both sides.
	avx2, err := startReference(b.python, b.script, "FAISS_SIMD_LEVEL=AVX2")
	if err != nil {
		return err
	}
	defer func() { _ = avx2.close() }()
	build := "Debian's build"
	if faiss.Native() {
		build = "AVX2 build"
	}
	for _, n := range []int{10_000, 45_000} {
		r := rand.New(rand.NewPCG(2, uint64(n)))
		index, err := faiss.New(dimension)
		if err != nil {
			return err
		}
		for from := 0; from < n; from += 1000 {
			ids := make([]int64, 1000)
			for i := range ids {
				ids[i] = int64(from + i + 1)
			}
			if err := index.Add(ids, unitVectors(r, 1000)); err != nil {
				return err
			}
		}
		path := filepath.Join(dir, fmt.Sprintf("index-%d", n))
		if err := index.Save(path); err != nil {
			return err
		}
		what := fmt.Sprintf("vector search, %d × %d, k = 10, %s", n, dimension, build)
		if err := b.compareSearch(what, index, path, r, avx2, "faiss-cpu with AVX2", faiss.Native()); err != nil {
			return err
		}
		if err := b.compareSearch(what, index, path, r, b.ref, "faiss-cpu at its best", false); err != nil {
			return err
		}
		index.Close()
	}
	return nil
}

func (b *bench) compareSearch(what string, index *faiss.Index, path string, r *rand.Rand, ref *reference, name string, targeted bool) error {
	const k, queries = 10, 60
	q := make([][]float32, queries)
	for i := range q {
		q[i] = unitVectors(r, 1)
	}
	var ours, theirs []float64
	same := 0
	for range 3 {
		var times []float64
		found := make([][]int64, queries)
		for i := range q {
			begun := time.Now()
			matches, err := index.Search(q[i], k)
			if err != nil {
				return err
			}
			times = append(times, float64(time.Since(begun).Microseconds())/1000)
			for _, m := range matches {
				found[i] = append(found[i], m.ID)
			}
		}
		ours = append(ours, median(times))
		var answer struct {
			P50 float64 `json:"p50_ms"`
			IDs [][]int64
		}
		if err := ref.call("vectors.search", map[string]any{"index": path, "queries": q, "k": k}, &answer); err != nil {
			return err
		}
		theirs = append(theirs, answer.P50)
		same = 0
		for i := range found {
			slices.Sort(found[i])
			slices.Sort(answer.IDs[i])
			if slices.Equal(found[i], answer.IDs[i]) {
				same++
			}
		}
	}
	o, t := median(ours), median(theirs)
	target := ""
	if targeted {
		target = "≤ 1.30"
	}
	b.add(row{what, fmt.Sprintf("%.2f ms p50", o), fmt.Sprintf("%.2f %s, %d of %d alike", t, name, same, queries), fmt.Sprintf("%.2f", o/t), target, o/t <= 1.3})
	return nil
}

// unitVectors returns n random unit vectors, one after the other.
func unitVectors(r *rand.Rand, n int) []float32 {
	v := make([]float32, n*dimension)
	for i := range n {
		row := v[i*dimension : (i+1)*dimension]
		var sum float64
		for j := range row {
			x := r.NormFloat64()
			row[j] = float32(x)
			sum += x * x
		}
		for j := range row {
			row[j] /= float32(math.Sqrt(sum))
		}
	}
	return v
}
