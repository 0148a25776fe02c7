package search

import (
	"context"
	"crypto/sha256"
	"hash/fnv"
	"log/slog"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

// bagOfWords stands in for the model: texts with the same words are near. The
// real one is used in TestRealModelFindsByMeaning and in package embed.
type bagOfWords struct {
	name string
	mu   sync.Mutex
	seen []string // the passages embedded, in order
	stop func(seen int) error
}

func (b *bagOfWords) Name() string   { return b.name }
func (b *bagOfWords) Dimension() int { return 384 }

func (b *bagOfWords) Query(_ context.Context, text string) ([]float32, error) {
	v := make([]float32, 384)
	for _, w := range strings.Fields(strings.ToLower(text)) {
		h := fnv.New32a()
		_, _ = h.Write([]byte(strings.Trim(w, ".,?")))
		v[h.Sum32()%384]++
	}
	sum := 1e-9
	for _, f := range v {
		sum += float64(f * f)
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(sum))
	}
	return v, nil
}

func (b *bagOfWords) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stop != nil {
		if err := b.stop(len(b.seen)); err != nil {
			return nil, err
		}
	}
	vectors := make([][]float32, len(texts))
	for i, t := range texts {
		b.seen = append(b.seen, t)
		vectors[i], _ = b.Query(ctx, t)
	}
	return vectors, nil
}

func newModel() *bagOfWords { return &bagOfWords{name: "multilingual-e5-small"} }

type noWaker struct{}

func (noWaker) Wake(context.Context, id.User) {}

// world is a database with a service over it.
type world struct {
	t       *testing.T
	pool    *pgxpool.Pool
	model   Embedder // nil = missing
	service *Service
	options Options
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, pool: pgtest.New(t), model: newModel()}
	w.options = Options{Folder: t.TempDir(), SnapshotEvery: time.Hour}
	w.service = w.start()
	return w
}

// start opens another service over the same database and folder.
func (w *world) start() *Service {
	w.t.Helper()
	return w.startFor(w.t)
}

func (w *world) startFor(t testing.TB) *Service {
	t.Helper()
	queue, err := jobs.New(w.pool, slog.New(slog.DiscardHandler), jobs.Options{InsertOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(w.pool, queue, noWaker{}, func() Embedder { return w.model }, slog.New(slog.DiscardHandler), w.options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, s) })
	return s
}

func closed(t testing.TB, s *Service) {
	t.Helper()
	if err := s.Close(context.Background()); err != nil {
		t.Error(err)
	}
}

func (w *world) close(s *Service) {
	w.t.Helper()
	closed(w.t, s)
}

func (w *world) restart() {
	w.t.Helper()
	w.close(w.service)
	w.service = w.start()
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.pool.Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) event(tx postgres.DB, owner id.User, topic, subject string, payload any) {
	w.t.Helper()
	e, err := outbox.NewEvent(owner, topic, subject, payload)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := outbox.Write(w.t.Context(), tx, e); err != nil {
		w.t.Fatal(err)
	}
}

// document writes one as ingest does, in the state embedding.
func (w *world) document(owner id.User, title string, texts ...string) id.Document {
	w.t.Helper()
	d := id.New[id.Document]()
	sum := sha256.Sum256([]byte(d.String()))
	err := postgres.InTx(w.t.Context(), w.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(w.t.Context(), `
insert into documents (id, owner_id, course_id, title, kind, media_type, bytes, sha256, blob_key, status, chunks)
select $1, $2, id, $3, 'text', 'text/plain', 1, $4, '', 'embedding', $5 from courses where owner_id = $2 and is_default`,
			d, owner, title, sum[:], len(texts))
		if err != nil {
			return err
		}
		var ids []id.Chunk
		for i, text := range texts {
			hash := sha256.Sum256([]byte(text))
			var c id.Chunk
			err := tx.QueryRow(w.t.Context(), `
insert into chunks (owner_id, document_id, version, ordinal, segments, text, tokens, text_hash)
values ($1, $2, 1, $3, '[{"page":1,"start":2,"end":3}]', $4, 1, $5) returning id`, owner, d, i, text, hash[:]).Scan(&c)
			if err != nil {
				return err
			}
			ids = append(ids, c)
		}
		w.event(tx, owner, outbox.TopicChunks, d.String(), map[string]any{"version": 1, "chunks": ids})
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *world) embed() {
	w.t.Helper()
	if err := w.service.EmbedMissing(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) search(owner id.User, q Query) Result {
	w.t.Helper()
	r, err := w.service.Search(w.t.Context(), owner, q)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// found are the texts a search finds.
func (w *world) found(owner id.User, text string, mode Mode) []string {
	w.t.Helper()
	var texts []string
	for _, h := range w.search(owner, Query{Text: text, Mode: mode}).Hits {
		texts = append(texts, h.Text)
	}
	return texts
}

func (w *world) wantFound(owner id.User, text string, mode Mode, want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.found(owner, text, mode)); diff != "" {
		w.t.Errorf("searching %q (%s): %s", text, mode, diff)
	}
}
