package search

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/search/centroid"
	"studyapp/internal/search/late"
	"studyapp/internal/search/lexical"
	"studyapp/internal/search/shard"
)

// Mode says which halves of the search take part.
type Mode = shard.Mode

// The modes. The zero Mode is Hybrid.
const (
	Hybrid  = shard.Hybrid  // words and meaning
	Dense   = shard.Dense   // meaning alone
	Lexical = shard.Lexical // words alone
)

// Bounds of a query.
const (
	DefaultK     = 10
	MaxK         = 100
	maxTextRunes = 2000 // of the text; what is longer is cut
)

// Embedder makes the vectors: embed.Model, or a remote endpoint.
type Embedder interface {
	Passages(ctx context.Context, texts []string) ([][]float32, error)
	Query(ctx context.Context, text string) ([]float32, error)
	Name() string // of the model; vectors of different models never meet
	Dimension() int
}

// Jobs is the queue; jobs.Client is one.
type Jobs interface {
	Insert(ctx context.Context, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error)
	InsertTx(ctx context.Context, tx pgx.Tx, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error)
	Nodes(ctx context.Context) ([]jobs.Node, error)
}

// Waker tells open pages that something changed; bus.Bus is one.
type Waker interface {
	Wake(ctx context.Context, owner id.User)
}

// Query is what a student looks for.
type Query struct {
	Text      string
	Vector    []float32     // the text's, where the caller has it; nil = it is made
	Tokens    []late.Token  // the text's, as the model's code compares them, with Vector
	K         int           // how many passages, 1 to MaxK; 0 = DefaultK
	Mode      Mode          // "" = Hybrid
	Course    id.Course     // zero = all
	Documents []id.Document // empty = all
}

// Hit is a passage found. Scores can be compared within one result only.
type Hit struct {
	Chunk       id.Chunk
	Document    id.Document
	Version     int
	Title       string // of the document
	Kind        string // of the document
	Ordinal     int    // place in the document, from 0
	HeadingPath []string
	Segments    []extract.Segment
	Text        string
	Score       float64
	Cosine      float64 // 0 if its meaning was not among the nearest
	BM25        float64 // 0 if its words were not among the best
	Also        []Place // where the same stands once more
	// Near is how much of the question the passage says, token by token
	// (late.Comparison), and Tokens are its tokens in their places in Text, for the
	// first hits of a hybrid search; 0 and nil for others.
	Near   float64
	Tokens []late.Token
}

// Whole is the text of a hit as a model reads it, below its document's title and
// its headings, and the code point where Text begins in it.
func (h Hit) Whole() (text string, from int) { return whole(h.Title, h.HeadingPath, h.Text) }

// Result is what a search found, the best first.
type Result struct {
	Hits      []Hit
	Took      time.Duration
	WordsOnly bool // meaning was asked for, but the model is missing
	// Coverage is the share of the question's content words that the first
	// hits have between them, each weighed by its rarity; near 0 the documents
	// do not speak of it. It says little when Foreign is set.
	Coverage float64
	// Known is the share of them, weighed alike, that any passage has.
	Known float64
	// Language of the question (ISO 639-1); "" if it cannot be told.
	Language string
	// Foreign says that the first hits are in another language than the
	// question.
	Foreign bool
}

// Options of a Service. The zero value serves.
type Options struct {
	// Folder keeps the snapshots; "" keeps none, and every start rebuilds.
	Folder string
	// MemoryBytes bounds the shards in memory together; the one in use may
	// exceed it. 0 is 256 MB.
	MemoryBytes int64
	// SnapshotEvery is how often changed shards are saved; 0 is a minute.
	SnapshotEvery time.Duration
	// Engine keeps the vectors; the zero Engine is shard.FAISS.
	Engine shard.Engine
}

// Service searches, and makes the vectors that searching needs.
type Service struct {
	pool      *pgxpool.Pool
	jobs      Jobs
	bus       Waker
	embedder  func() Embedder
	log       *slog.Logger
	options   Options
	analysers *lexical.Analysers
	centroids centroid.Centroids

	alive  context.Context // ends at Close
	end    context.CancelFunc
	tasks  sync.WaitGroup
	shards sync.WaitGroup // those that are not freed

	mu    sync.Mutex
	open  map[id.User]*entry
	clock int64 // counts uses, for the least recently used
}

// New returns a service. embedder gives the model, or nil while it is missing;
// it is asked anew each time, so that a model may come later. Close it.
func New(pool *pgxpool.Pool, queue Jobs, bus Waker, embedder func() Embedder, log *slog.Logger, o Options) (*Service, error) {
	analysers, err := lexical.NewAnalysers()
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if o.MemoryBytes == 0 {
		o.MemoryBytes = 256 << 20
	}
	if o.SnapshotEvery == 0 {
		o.SnapshotEvery = time.Minute
	}
	if o.Engine.New == nil {
		o.Engine = shard.FAISS()
	}
	s := &Service{
		pool: pool, jobs: queue, bus: bus, embedder: embedder, log: log, options: o,
		analysers: analysers, open: make(map[id.User]*entry),
	}
	s.alive, s.end = context.WithCancel(context.Background())
	s.tasks.Go(s.saveNowAndThen)
	return s, nil
}

// Search returns the passages of the owner that fit the query best. It sees
// everything that was committed before it was called. It returns errs.Invalid
// for an empty text or an unknown mode, and errs.Unavailable when meaning alone
// is asked for while the model is missing.
func (s *Service) Search(ctx context.Context, owner id.User, q Query) (Result, error) {
	started := time.Now()
	if err := q.normalise(); err != nil {
		return Result{}, err
	}
	meaning := s.embed(ctx, q)
	l, release, err := s.acquire(ctx, owner)
	if err != nil {
		return Result{}, fmt.Errorf("opening the search index: %w", err)
	}
	defer release()
	m := <-meaning
	if m.err != nil {
		return Result{}, m.err
	}
	ranking, err := l.shard.Rank(shard.Query{
		Text: q.Text, Vector: m.vector, Centroids: s.centroidsOf(ctx), K: max(spare*q.K, late.First), Mode: q.Mode, Course: q.Course, Documents: q.Documents,
	})
	if err != nil {
		return Result{}, fmt.Errorf("searching: %w", err)
	}
	hits, err := readHits(ctx, s.pool, owner, ranking.Hits)
	if err != nil {
		return Result{}, err
	}
	if q.Mode == Hybrid {
		s.closer(ctx, owner, m.tokens, hits)
	}
	return Result{
		Hits: withoutCopies(hits, q.K), Took: time.Since(started), WordsOnly: m.missing,
		Coverage: ranking.Coverage, Known: ranking.Known, Language: ranking.Language, Foreign: ranking.Foreign,
	}, nil
}

// normalise checks the query and fills in what it leaves open.
func (q *Query) normalise() error {
	q.Text = strings.Join(strings.Fields(strings.ToValidUTF8(q.Text, " ")), " ")
	if utf8.RuneCountInString(q.Text) > maxTextRunes {
		q.Text = string([]rune(q.Text)[:maxTextRunes])
	}
	if q.Text == "" {
		return errs.New(errs.Invalid, "Type what you are looking for.").At("q")
	}
	switch q.Mode {
	case "":
		q.Mode = Hybrid
	case Hybrid, Dense, Lexical:
	default:
		return errs.Newf(errs.Invalid, "There is no search mode %q; use hybrid, dense or lexical.", q.Mode).At("mode")
	}
	switch {
	case q.K == 0:
		q.K = DefaultK
	case q.K < 0 || q.K > MaxK:
		return errs.Newf(errs.Invalid, "A search gives 1 to %d passages.", MaxK).At("k")
	}
	return nil
}

// centroidsOf gives a shard the centroids of languages. Where they cannot be
// made the search goes on without.
func (s *Service) centroidsOf(ctx context.Context) shard.Centroids {
	return func(languages []string) ([][]float32, error) {
		e := s.embedder()
		if e == nil {
			return nil, nil
		}
		found, err := s.centroids.Each(ctx, e, languages)
		if err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "searching with what tells languages apart", "error", err)
		}
		return found, nil
	}
}

// meaning is a query's vector.
type meaning struct {
	vector  []float32
	tokens  []late.Token // as the model's code compares them
	missing bool
	err     error
}

// embed makes the query's vector while the shard is opened.
func (s *Service) embed(ctx context.Context, q Query) <-chan meaning {
	done := make(chan meaning, 1)
	if q.Mode == Lexical || q.Vector != nil {
		done <- meaning{vector: q.Vector, tokens: q.Tokens}
		return done
	}
	e := s.embedder()
	if e == nil {
		m := meaning{missing: true}
		if q.Mode == Dense {
			m.err = errs.New(errs.Unavailable, "The search model is missing, so only words can be searched. Fetch it with: make setup")
		}
		done <- m
		return done
	}
	go func() {
		v, tokens, err := readQuery(ctx, e, q)
		switch {
		case err == nil:
			done <- meaning{vector: v, tokens: tokens}
		case q.Mode == Dense || ctx.Err() != nil:
			done <- meaning{err: fmt.Errorf("embedding the question: %w", err)}
		default:
			s.log.ErrorContext(ctx, "searching by words alone, the question could not be embedded", "error", err)
			done <- meaning{missing: true}
		}
	}()
	return done
}

// readQuery makes the query's vector and, where they serve, its tokens.
func readQuery(ctx context.Context, e Embedder, q Query) ([]float32, []late.Token, error) {
	r := TokenReaderOf(e)
	if r == nil || q.Mode != Hybrid {
		v, err := e.Query(ctx, q.Text)
		return v, nil, err
	}
	v, tokens, err := r.ReadQuery(ctx, q.Text)
	if err != nil {
		return nil, nil, err
	}
	return v, r.Code().Question(tokens), nil
}

// Warm loads the owner's shard, so that their first search is fast.
func (s *Service) Warm(ctx context.Context, owner id.User) error {
	_, release, err := s.acquire(ctx, owner)
	if err != nil {
		return fmt.Errorf("opening the search index: %w", err)
	}
	release()
	return nil
}
