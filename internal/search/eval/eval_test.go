package eval

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/platform/errs"
	"studyapp/internal/search/shard"
)

func TestMeasureFollowsTheDefinitions(t *testing.T) {
	t.Parallel()
	log := math.Log2
	tests := map[string]struct {
		ranking []string
		grades  map[string]float64
		want    Scores
	}{
		"the only one first":  {[]string{"a", "b"}, map[string]float64{"a": 1}, Scores{1, 1, 1, 1}},
		"the only one second": {[]string{"b", "a"}, map[string]float64{"a": 1}, Scores{1 / log(3), 0, 1, 0.5}},
		"none":                {[]string{"b"}, map[string]float64{"a": 1}, Scores{}},
		"nothing ranked":      {nil, map[string]float64{"a": 1}, Scores{}},
		"grades are gains": {
			[]string{"one", "x", "three"}, map[string]float64{"one": 1, "three": 3, "lost": 2},
			Scores{(1 + 3/log(4)) / (3 + 2/log(3) + 1/log(4)), 1, 2.0 / 3, (1 + 2.0/3) / 3},
		},
		"beyond the tenth": {
			append(strings.Split("x1 x2 x3 x4 x5 x6 x7 x8 x9 x10", " "), "a"), map[string]float64{"a": 1},
			Scores{0, 0, 1, 1.0 / 11},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, measure(test.ranking, test.grades), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// twoAxes embeds by whether a text speaks of cells.
type twoAxes struct{}

func (twoAxes) Dimension() int { return 2 }

func (twoAxes) Name() string { return "two axes" }
func (twoAxes) Query(_ context.Context, text string) ([]float32, error) {
	if strings.Contains(text, "cell") {
		return []float32{1, 0}, nil
	}
	return []float32{0, 1}, nil
}
func (e twoAxes) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i], _ = e.Query(ctx, text)
	}
	return vectors, nil
}

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestRetrievalMeasuresAFolder(t *testing.T) {
	t.Parallel()
	folder := write(t, map[string]string{
		"corpus.jsonl":  `{"id":"p1","title":"","text":"the cell divides"}` + "\n\n" + `{"id":"p2","title":"Weather","text":"rain falls"}` + "\n",
		"queries.jsonl": `{"id":"q1","text":"when does rain fall"}` + "\n" + `{"id":"q2","text":"nobody judged this"}` + "\n" + `{"id":"q3","text":"weather of the cell"}`,
		"qrels.tsv":     "query-id\tcorpus-id\tscore\nq1\tp2\t2\nq1\tp1\t0\nq3\tp2\t1\n",
	})
	c, err := Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Retrieval(t.Context(), c, twoAxes{}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Documents != 2 || r.Queries != 2 {
		t.Errorf("%d documents and %d questions", r.Documents, r.Queries)
	}
	// Words: q1 finds p2 alone; q3 finds p1 and p2, equally well, p1 first.
	// Meaning: q1 finds p2 first, q3 finds p1 first.
	second := 1 / math.Log2(3)
	if diff := cmp.Diff(Scores{(1 + second) / 2, 0.5, 1, 0.75}, r.Modes[shard.Dense], cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Error(diff)
	}
	if got := r.Modes[shard.Lexical]; got.Recall100 != 1 || got.Hit1 < 0.5 {
		t.Errorf("words: %+v", got)
	}
	if got := r.Modes[shard.Hybrid]; got.Recall100 != 1 {
		t.Errorf("hybrid: %+v", got)
	}
}

func TestChunkingIsMeasuredByTheLettersThatAreFound(t *testing.T) {
	t.Parallel()
	folder := write(t, map[string]string{"questions.jsonl": `{"id":"q1","question":"what does the cell do","corpus":"biology","references":[{"content":"The cell **divides**\nonce a day."}]}
{"id":"q2","question":"when does rain fall","corpus":"weather","references":[{"content":"Rain falls in May."},{"content":"Snow that nobody wrote of."}]}
`})
	corpora := filepath.Join(folder, "corpora")
	if err := os.Mkdir(corpora, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"biology.txt": "The cell divides once a day.\n", "weather.txt": "Rain falls in May.\n"} {
		if err := os.WriteFile(filepath.Join(corpora, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	reader := plaintext.New()
	r, err := MeasureChunking(t.Context(), folder, func(ctx context.Context, path string) (extract.Document, error) {
		return reader.Open(ctx, path, extract.OpenOptions{})
	}, twoAxes{}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	// Both chunks are among the first five: all of q1's letters are found, and 14
	// of q2's 35, beside 21 letters that answer the other question.
	want := Chunking{
		Documents: 2, Chunks: 2, Questions: 2, Unplaced: 1,
		Recall5: (1 + 14.0/35) / 2, Recall10: (1 + 14.0/35) / 2, Recall2400: (1 + 14.0/35) / 2,
		IoU5: (22.0/36 + 14.0/57) / 2,
	}
	if diff := cmp.Diff(want, r, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Error(diff)
	}
}

func TestUnreadableCollectionsSayWhy(t *testing.T) {
	t.Parallel()
	good := map[string]string{"corpus.jsonl": `{"id":"p","text":"x"}`, "queries.jsonl": `{"id":"q","text":"x"}`, "qrels.tsv": "q\tp\t1"}
	tests := map[string]struct {
		file, body string
		kind       errs.Kind
		says       string
	}{
		"missing":             {"qrels.tsv", "", errs.NotFound, "qrels.tsv"},
		"broken line":         {"corpus.jsonl", `{"id":"p","text":"x"}` + "\n{", errs.Invalid, "Line 2"},
		"two fields":          {"qrels.tsv", "q\tp", errs.Invalid, "Line 1"},
		"no number":           {"qrels.tsv", "q\tp\t1\nq\tp\tgood", errs.Invalid, "Line 2"},
		"nothing is relevant": {"qrels.tsv", "q\tp\t0", errs.Invalid, "0 questions"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{}
			for f, body := range good {
				files[f] = body
			}
			files[test.file] = test.body
			folder := write(t, files)
			if test.body == "" {
				if err := os.Remove(filepath.Join(folder, test.file)); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Read(folder)
			if !errors.Is(err, test.kind) || !strings.Contains(errs.Message(err), test.says) {
				t.Errorf("%v", err)
			}
		})
	}
}
