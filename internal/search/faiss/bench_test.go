package faiss

import (
	"fmt"
	"testing"

	"studyapp/internal/search/searchtest"
)

// BenchmarkExact compares the exact forms; exactForm chooses by it.
func BenchmarkExact(b *testing.B) {
	const d = 384
	for _, n := range []int{1_000, 10_000, 50_000} {
		vectors := searchtest.RandomVectors(1, n, d)
		ids := make([]int64, n)
		for i := range ids {
			ids[i] = int64(i)
		}
		for _, form := range []string{"IDMap2,Flat", "IDMap2,SQfp16"} {
			b.Run(fmt.Sprintf("%s/%d", form, n), func(b *testing.B) {
				x, err := newWith(d, form, 0)
				if err != nil {
					b.Fatal(err)
				}
				defer x.Close()
				if err := x.Add(ids, vectors); err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					if _, err := x.Search(vectors[:d], 200); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkInverted searches 50,000 vectors after training, and among half.
func BenchmarkInverted(b *testing.B) {
	const d = 384
	n := ExactLimit
	vectors := searchtest.RandomVectors(1, n, d)
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = int64(i)
	}
	exact, err := New(d)
	if err != nil {
		b.Fatal(err)
	}
	defer exact.Close()
	if err := exact.Add(ids, vectors); err != nil {
		b.Fatal(err)
	}
	b.Run("exact-among-half", func(b *testing.B) {
		for b.Loop() {
			if _, err := exact.SearchAmong(vectors[:d], 200, ids[:n/2]); err != nil {
				b.Fatal(err)
			}
		}
	})
	inverted, err := Train(d, ids, vectors)
	if err != nil {
		b.Fatal(err)
	}
	defer inverted.Close()
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := inverted.Search(vectors[:d], 200); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("among-half", func(b *testing.B) {
		for b.Loop() {
			if _, err := inverted.SearchAmong(vectors[:d], 200, ids[:n/2]); err != nil {
				b.Fatal(err)
			}
		}
	})
}
