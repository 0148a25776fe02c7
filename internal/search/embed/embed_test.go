package embed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"studyapp/internal/platform/errs"
)

// model is the real one, loaded once for the package's tests.
var model = sync.OnceValues(func() (*Model, error) {
	dir, err := Find(os.Getenv("STUDYAPP_MODELS"))
	if err != nil {
		return nil, err
	}
	return Open(dir, Options{})
})

func realModel(t testing.TB) *Model {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatalf("the tests need the model (make setup fetches it): %v", err)
	}
	return m
}

func TestClosingWaitsForWhatTheModelWorksOn(t *testing.T) {
	t.Parallel()
	dir, err := Find(os.Getenv("STUDYAPP_MODELS"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var began, asked sync.WaitGroup
	for range 4 {
		began.Add(1)
		asked.Go(func() {
			for n := 0; ; n++ {
				_, err := m.Query(t.Context(), "Which organelle makes energy?")
				if n == 0 {
					began.Done()
				}
				if errors.Is(err, errs.Unavailable) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	began.Wait()
	if err := errors.Join(m.Close(), m.Close()); err != nil {
		t.Error(err)
	}
	asked.Wait()
	if _, err := m.Answers(t.Context(), "What makes energy?", []string{"Mitochondria do."}, []int{0}); !errors.Is(err, errs.Unavailable) {
		t.Errorf("a closed model answers: %v", err)
	}
}

type golden struct {
	Language string
	Query    bool
	Text     string
	IDs      []int64
	Vector   []float64
}

// goldens are texts with token ids of an implementation of the tokenizer in
// Python and vectors of the C engine that came with the weights (4-bit
// weights, float32 activations). One text has no vector: it spells control
// tokens, which that engine wrongly takes for real ones.
func goldens(t testing.TB) []golden {
	t.Helper()
	f, err := os.Open("testdata/golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []golden
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g golden
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	return all
}

func prefix(query bool) string {
	if query {
		return "query: "
	}
	return "passage: "
}

func TestTokensAgreeWithTheReference(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	for _, g := range goldens(t) {
		if got := m.tokenizer.encode(prefix(g.Query) + g.Text); !slices.Equal(got, g.IDs) {
			t.Errorf("%s %q:\n got %v\nwant %v", g.Language, g.Text, got, g.IDs)
		}
	}
}

func TestVectorsAgreeWithTheReference(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	var sum float64
	all := slices.DeleteFunc(goldens(t), func(g golden) bool { return g.Vector == nil })
	for _, g := range all {
		var v []float32
		var err error
		if g.Query {
			v, err = m.Query(t.Context(), g.Text)
		} else {
			var vs [][]float32
			if vs, err = m.Passages(t.Context(), []string{g.Text}); err == nil {
				v = vs[0]
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		var cosine, length float64
		for i := range v {
			cosine += float64(v[i]) * g.Vector[i]
			length += float64(v[i]) * float64(v[i])
		}
		if cosine < .985 || math.Abs(length-1) > 1e-4 {
			t.Errorf("%s %q: cosine %.4f to the reference, squared length %.5f", g.Language, g.Text, cosine, length)
		}
		sum += cosine
	}
	if mean := sum / float64(len(all)); mean < .997 {
		t.Errorf("mean cosine to the reference %.4f", mean)
	}
}

func TestVectorDoesNotDependOnItsNeighbours(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	var texts []string
	for _, g := range goldens(t) {
		texts = append(texts, g.Text)
	}
	together, err := m.Passages(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		alone, err := m.Passages(t.Context(), []string{text})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(alone[0], together[i]) {
			t.Errorf("%q has another vector beside other texts", text)
		}
	}
}

func TestLongTextIsCutToTheModelsLength(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	ids := m.tokenizer.encode(strings.Repeat("photosynthesis ", 2000))
	if len(ids) != maxTokens || ids[0] != m.tokenizer.bos || ids[maxTokens-1] != m.tokenizer.eos {
		t.Errorf("%d tokens from %d to %d", len(ids), ids[0], ids[len(ids)-1])
	}
	if _, err := m.Passages(t.Context(), []string{strings.Repeat("x ", 10000), "", " \n"}); err != nil {
		t.Error(err)
	}
}

func TestMissingAndDamagedModelsSaySo(t *testing.T) {
	t.Parallel()
	if _, err := Find(t.TempDir()); !errors.Is(err, errs.Unavailable) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := NewLoader(t.TempDir(), Options{}).Get(); !errors.Is(err, errs.Unavailable) {
		t.Errorf("a loader over an empty folder: %v", err)
	}
	for name, data := range map[string][]byte{
		"empty": nil, "another file": bytes.Repeat([]byte("x"), 100), "only its head": append([]byte("E5S1\x01\x00\x00\x00"), bytes.Repeat([]byte{9}, 200)...),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, weightsFile), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, Options{}); !errors.Is(err, errs.Unavailable) {
			t.Errorf("weights that are %s: %v", name, err)
		}
	}
}

func TestGraphIsWrittenOnceAndWhole(t *testing.T) {
	t.Parallel()
	dir, err := Find(os.Getenv("STUDYAPP_MODELS"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := openWeights(filepath.Join(dir, weightsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.close() }()
	var a bytes.Buffer
	if err := buildGraph(w, &a); err != nil {
		t.Fatal(err)
	}
	realModel(t)
	path, err := writeGraph(w, dir)
	if err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), there) {
		t.Error("the graph beside the model is not the one that this program writes: raise the version in its name")
	}
}

// slowEncode is the definition of the segmentation, without a trie.
func slowEncode(pieces map[string]piece, unk int64, unknown float64, s []byte) []int64 {
	best, from, id := make([]float64, len(s)+1), make([]int, len(s)+1), make([]int64, len(s)+1)
	for i := range best {
		best[i] = -1e30
	}
	best[0] = 0
	for i := 0; i < len(s); {
		_, width := utf8.DecodeRune(s[i:])
		for e := i + 1; e <= len(s); e++ {
			if p, ok := pieces[string(s[i:e])]; ok && best[i]+float64(p.score) > best[e] {
				best[e], from[e], id[e] = best[i]+float64(p.score), i, int64(p.id)
			}
		}
		if best[i]+unknown > best[i+width] {
			best[i+width], from[i+width], id[i+width] = best[i]+unknown, i, unk
		}
		i += width
	}
	var ids []int64
	for i := len(s); i > 0; i = from[i] {
		ids = append(ids, id[i])
	}
	slices.Reverse(ids)
	return ids
}

func FuzzTokenizerTakesTheBestSegmentation(f *testing.F) {
	list := []piece{{[]byte("a"), 4, -2}, {[]byte("ab"), 5, -2.5}, {[]byte("abc"), 6, -6}, {[]byte("bc"), 7, -1}, {[]byte("c"), 8, -3}, {[]byte("▁"), 9, -1}, {[]byte("▁a"), 10, -2}, {[]byte("é"), 11, -3}, {[]byte("ab"), 12, -1}}
	pieces := map[string]piece{}
	for _, p := range slices.Backward(list) {
		pieces[string(p.text)] = p
	}
	tok := &tokenizer{trie: newTrie(slices.Clone(list)), normal: map[rune]string{'\n': " ", 'ﬁ': "fi", '\u200b': ""}, bos: 0, eos: 2, unk: 3, unknown: -16}
	for _, seed := range []string{"abc", "a  b\nc", "éabcabc", "\xffa", "ﬁ\u200babc", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			return
		}
		got := tok.encode(text)
		normal, places := tok.normalise(text)
		if len(places) != len(normal) {
			t.Fatalf("%q: %d places for %d bytes", text, len(places), len(normal))
		}
		want := slowEncode(pieces, tok.unk, tok.unknown, normal)
		if !slices.Equal(got[1:len(got)-1], want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	})
}

func BenchmarkPassages(b *testing.B) {
	m := realModel(b)
	var texts []string
	for _, g := range goldens(b) {
		texts = append(texts, g.Text)
	}
	for b.Loop() {
		if _, err := m.Passages(b.Context(), texts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}
