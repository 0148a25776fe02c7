package shard_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/shard"
)

func TestQuestionFindsWhatAnswersBeforeWhatIsInItsLanguage(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	// The first axis is the language, the second what is asked about.
	vector := func(language, subject float64, other int) []float32 {
		v := make([]float32, dimension)
		v[0], v[1], v[other] = float32(language), float32(subject), float32(math.Sqrt(1-language*language-subject*subject))
		return v
	}
	own, foreign := shard.Document{ID: id.Document{1}, Language: "de"}, shard.Document{ID: id.Document{2}, Language: "en"}
	fill(t, s, []shard.Document{own, foreign}, []shard.Chunk{
		{ID: 1, Document: own.ID, Text: "Im Garten blühen Rosen.", Vector: vector(.9, .05, 2)},
		{ID: 2, Document: foreign.ID, Text: "The cell is the smallest unit of life.", Vector: vector(.5, .6, 3)},
	})
	q := shard.Query{Text: "Was ist die kleinste Einheit des Lebens?", K: 2, Mode: shard.Dense, Vector: vector(.8, .5, 4)}
	if hits := rank(t, s, q); hits[0].Chunk != 1 {
		t.Fatalf("without the centroid %+v comes first; the vectors show nothing", hits[0])
	}
	var asked []string
	q.Centroids = func(languages []string) ([][]float32, error) {
		asked = languages
		return [][]float32{vector(.9, .1, 5), vector(.5, .1, 5)}, nil
	}
	hits := rank(t, s, q)
	if len(hits) != 2 || hits[0].Chunk != 2 {
		t.Errorf("found %+v, want 2 first", hits)
	}
	if diff := cmp.Diff([]string{"de", "en"}, asked); diff != "" {
		t.Errorf("languages asked for (-want +got):\n%s", diff)
	}
	for _, h := range hits {
		if want := map[id.Chunk]float64{1: .745, 2: .7}[h.Chunk]; math.Abs(h.Cosine-want) > .01 {
			t.Errorf("passage %d: cosine %.3f, want that with the question itself, %.3f", h.Chunk, h.Cosine, want)
		}
	}
}

func TestCentroidsAreNotAskedForWhereAllIsInOneLanguage(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	d := shard.Document{ID: id.Document{1}, Language: "de"}
	v := make([]float32, dimension)
	v[0] = 1
	fill(t, s, []shard.Document{d}, []shard.Chunk{{ID: 1, Document: d.ID, Text: "Im Garten blühen Rosen.", Vector: v}})
	rank(t, s, shard.Query{Text: "Was blüht im Garten?", K: 2, Vector: v, Centroids: func(languages []string) ([][]float32, error) {
		t.Errorf("centroids of %v", languages)
		return nil, nil
	}})
}

func TestPassageIsNotHeldBackByWordsThatItsLanguageDoesNotHave(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	own, foreign := shard.Document{ID: id.Document{1}, Language: "de"}, shard.Document{ID: id.Document{2}, Language: "en"}
	unit := func(cosine float64, other int) []float32 {
		v := make([]float32, dimension)
		v[0], v[other] = float32(cosine), float32(math.Sqrt(1-cosine*cosine))
		return v
	}
	var chunks []shard.Chunk
	for i := range 30 {
		chunks = append(chunks,
			shard.Chunk{ID: id.Chunk(2*i + 1), Document: own.ID, Text: "Im Garten der Stadt blühen Rosen, und die Kinder spielen.", Vector: unit(.1, 1+i%10)},
			shard.Chunk{ID: id.Chunk(2*i + 2), Document: foreign.ID, Text: "The city has a garden, and the roses are for the children.", Vector: unit(.1, 1+i%10)})
	}
	// One has a word of the question by chance, the other is what it asks for.
	chunks[0].Text, chunks[0].Vector = "Die kleinste der Rosen blüht in der Einheit von Stein und Wasser.", unit(.3, 2)
	chunks[1].Text, chunks[1].Vector = "The cell is the least of what is alive.", unit(.9, 3)
	fill(t, s, []shard.Document{own, foreign}, chunks)
	query := make([]float32, dimension)
	query[0] = 1
	if hits := rank(t, s, shard.Query{Text: "Was ist die kleinste Einheit des Lebens?", K: 2, Vector: query}); hits[0].Chunk != 2 {
		t.Errorf("found %+v, want 2 first", hits)
	}
}
