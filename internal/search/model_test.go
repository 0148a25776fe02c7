package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"studyapp/internal/platform/pgtest"
	"studyapp/internal/search/embed"
	"studyapp/internal/search/vector"
)

// realModel loads the model that `make setup` fetched.
func realModel(t testing.TB) *embed.Model {
	t.Helper()
	dir, err := embed.Find("")
	if err != nil {
		t.Fatal(err)
	}
	m, err := embed.Open(dir, embed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m
}

func TestRealModelFindsByMeaning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.model = realModel(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "Cell biology",
		"Mitochondria release the energy stored in sugar and fat.",
		"The nucleus keeps the hereditary information.",
		"Ribosomes assemble proteins from amino acids.")
	w.document(owner, "Der Dreißigjährige Krieg", "Der Westfälische Friede beendete 1648 den Krieg in Mitteleuropa.")
	w.embed()
	for question, want := range map[string]string{
		"What provides energy from nutrients?":       "Mitochondria",
		"Welcher Teil der Zelle baut Proteine auf?":  "Ribosomes",
		"Which treaty ended the Thirty Years' War?":  "Westfälische",
		"遗传信息保存在哪里？":                                 "nucleus",
		"What keeps genetic instructions in a cell?": "nucleus",
	} {
		r := w.search(owner, Query{Text: question})
		if len(r.Hits) == 0 || !strings.Contains(r.Hits[0].Text, want) || r.WordsOnly {
			t.Errorf("%s: %+v", question, r)
		}
	}
}

func TestRealModelFindsTheAnswerBeforeTextsInTheLanguageOfTheQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.model = realModel(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "线性代数",
		"矩阵的秩等于它的行向量组的秩，也等于它的列向量组的秩。",
		"如果方阵的行列式不等于零，那么这个方阵是可逆的。",
		"特征值是特征多项式的根，每个特征值都有对应的特征向量。",
		"正交矩阵的转置等于它的逆矩阵，它保持向量的长度不变。")
	w.document(owner, "Animal physiology",
		"In fish the heart has two chambers, an atrium and a ventricle.",
		"Birds breathe in two cycles: air passes through the lungs on its way out, too.",
		"A camel's blood cells are oval, so that they still flow when the blood is thick.")
	w.embed()
	for question, want := range map[string]string{
		"鱼的心脏有几个腔？":                                          "two chambers",
		"骆驼的血细胞是什么形状的？":                                      "oval",
		"鸟类是怎样呼吸的？":                                          "two cycles",
		"什么时候方阵是可逆的？":                                        "行列式",
		"What is a matrix that keeps the length of vectors?": "正交矩阵",
	} {
		if r := w.search(owner, Query{Text: question, Mode: Dense}); len(r.Hits) == 0 || !strings.Contains(r.Hits[0].Text, want) {
			t.Errorf("%s: %q first, want the passage with %q", question, r.Hits[0].Text, want)
		}
	}
}

// BenchmarkSearch is a search end to end over 10,000 chunks: the question
// embedded by the real model, the outbox asked, words and vectors ranked, the
// passages read from PostgreSQL. Questions never repeat.
func BenchmarkSearch(b *testing.B) {
	pool := pgtest.New(b)
	w := &world{t: nil, pool: pool, model: realModel(b), options: Options{SnapshotEvery: time.Hour}}
	owner := pgtest.User(b, pool)
	fillTables(b, w, owner.String(), 10_000)
	w.service = w.startFor(b)
	if err := w.service.Warm(b.Context(), owner); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 1))
	var took []time.Duration
	for b.Loop() {
		question := fmt.Sprintf("What is the role of word%dx and word%dx in the theory of word%dx?", random.IntN(3000), random.IntN(300), random.IntN(30))
		start := time.Now()
		r, err := w.service.Search(b.Context(), owner, Query{Text: question})
		if err != nil || len(r.Hits) != DefaultK {
			b.Fatal(len(r.Hits), err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

// fillTables writes chunks of 150 words with random vectors.
func fillTables(b *testing.B, w *world, owner string, n int) {
	b.Helper()
	ctx := context.Background()
	exec := func(sql string, args ...any) {
		b.Helper()
		if _, err := w.pool.Exec(ctx, sql, args...); err != nil {
			b.Fatal(err)
		}
	}
	exec(`
insert into documents (id, owner_id, course_id, title, kind, media_type, bytes, sha256, blob_key, status, language)
select gen_random_uuid(), owner_id, id, 'Volume ' || n, 'text', 'text/plain', 1, sha256(n::text::bytea), '', 'ready', 'en'
from courses, generate_series(1, 50) n where owner_id = $1`, owner)
	exec(`
insert into chunks (owner_id, document_id, version, ordinal, segments, text, tokens, text_hash)
select $1, d.id, 1, n, '[{"page":1,"start":0,"end":900}]', t.text, 200, sha256(t.text::bytea)
from documents d, generate_series(1, $2::int / 50) n,
     lateral (select string_agg('word' || floor(8000 * power(random(), 3)) || 'x', ' ') || n || d.title as text from generate_series(1, 150)) t
where d.owner_id = $1`, owner, n)
	vectors := make([][]byte, n)
	random := rand.New(rand.NewPCG(2, 2))
	for i := range vectors {
		v := make([]float32, 384)
		for j := range v {
			v[j] = float32(random.NormFloat64()) / 19.6
		}
		vectors[i] = vector.Encode(v)
	}
	exec(`
insert into chunk_embeddings (model_id, chunk_id, vector)
select 1, c.id, v.vector
from (select id, row_number() over (order by id) as n from chunks where owner_id = $1) c
join unnest($2::bytea[]) with ordinality v (vector, n) on v.n = c.n`, owner, vectors)
	exec(`analyze`)
}
