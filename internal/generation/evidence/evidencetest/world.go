package evidencetest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"log/slog"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
	"studyapp/internal/search"
	"studyapp/internal/search/embed"
)

// model is the real search model, loaded once for all tests.
var model = sync.OnceValue(func() *embed.Model {
	dir, err := embed.Find("")
	if err != nil {
		return nil
	}
	m, err := embed.Open(dir, embed.Options{})
	if err != nil {
		return nil
	}
	return m
})

type noWaker struct{}

func (noWaker) Wake(context.Context, id.User) {}

// World is a database with an owner and a real search over it.
type World struct {
	T        *testing.T
	Pool     *pgxpool.Pool
	Owner    id.User
	Model    *embed.Model // nil: words only
	Search   *search.Service
	Notes    *learning.Service
	Queue    *jobs.Client // works nothing
	Runs     *runs.Engine
	Models   *llm.Router
	Evidence *evidence.Service
}

// Options say what a World has.
type Options struct {
	Meaning bool                                         // the search model
	LLM     func(n int, r llmtest.Request) llmtest.Reply // a model that writes
	Silence time.Duration                                // after which it counts as gone
}

// New makes a World, and the server of its model where it has one.
func New(t *testing.T, o Options) (*World, *llmtest.Server) {
	t.Helper()
	w := &World{T: t, Pool: pgtest.New(t)}
	w.Owner = pgtest.User(t, w.Pool)
	if o.Meaning {
		if w.Model = model(); w.Model == nil {
			t.Skip("the search model is not here; make setup fetches it")
		}
	}
	log := slog.New(slog.DiscardHandler)
	var err error
	if w.Queue, err = jobs.New(w.Pool, log, jobs.Options{InsertOnly: true}); err != nil {
		t.Fatal(err)
	}
	w.Search, err = search.New(w.Pool, w.Queue, noWaker{}, w.Embedder, log, search.Options{SnapshotEvery: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Search.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	w.Notes = learning.New(w.Pool, ingest.Shelf{}, log, nil)
	var server *llmtest.Server
	w.Models = llm.NewRouter(log)
	if o.LLM != nil {
		server = llmtest.New(t, o.LLM)
		if o.Silence == 0 {
			o.Silence = 10 * time.Second
		}
		w.Models = llm.NewRouter(log, llm.NewOpenAI(llm.OpenAIOptions{BaseURL: server.URL, Model: "fake", Silence: o.Silence}))
	}
	w.Runs = runs.New(runs.Options{Pool: w.Pool, Jobs: w.Queue})
	w.Evidence = evidence.New(evidence.Options{Pool: w.Pool, Search: w.Search, Embedder: w.Embedder, Log: log})
	return w, server
}

// Embedder is the search model, or nil.
func (w *World) Embedder() search.Embedder {
	if w.Model == nil {
		return nil
	}
	return w.Model
}

// Work runs the job of a run once, as River would.
func (w *World) Work(ctx context.Context, run id.Run, attempt int) error {
	return w.Runs.WorkJob(ctx, &river.Job[runs.Args]{JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: 5}, Args: runs.Args{Run: run}})
}

// Add stores a document as extraction leaves it, with its vectors.
func (w *World) Add(owner id.User, title, kind string, pages ...extract.Page) id.Document {
	w.T.Helper()
	ctx := w.T.Context()
	document := id.New[id.Document]()
	must := func(err error) {
		w.T.Helper()
		if err != nil {
			w.T.Fatal(err)
		}
	}
	sum := sha256.Sum256([]byte(document.String()))
	_, err := w.Pool.Exec(ctx, `insert into documents (id, owner_id, course_id, title, kind, media_type, bytes, sha256, blob_key, status, language, version)
		values ($1, $2, (select id from courses where owner_id = $2 and is_default), $3, $4, 'text/plain', 1, $5, 'none', 'ready', 'en', 0)`,
		document, owner, title, kind, sum[:])
	must(err)
	w.Replace(owner, document, pages...)
	return document
}

// Replace gives a document another version, as ingest leaves it when it is
// ready, and returns its number.
func (w *World) Replace(owner id.User, document id.Document, pages ...extract.Page) (version int) {
	w.T.Helper()
	ctx := w.T.Context()
	err := postgres.InTx(ctx, w.Pool, func(tx pgx.Tx) error {
		var title string
		err := tx.QueryRow(ctx, `update documents set version = version + 1 where id = $1 returning version, title`, document).Scan(&version, &title)
		if err != nil {
			return err
		}
		if version > 1 {
			if _, err := tx.Exec(ctx, `delete from chunks where document_id = $1`, document); err != nil {
				return err
			}
			dropped, err := outbox.NewEvent(owner, outbox.TopicChunksDropped, document.String(), map[string]int{"version": version - 1})
			if err != nil {
				return err
			}
			if err := outbox.Write(ctx, tx, dropped); err != nil {
				return err
			}
		}
		ids, err := w.write(ctx, tx, owner, document, version, title, pages)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update documents set chunks = $2 where id = $1`, document, len(ids)); err != nil {
			return err
		}
		events := []struct {
			topic, subject string
			payload        any
		}{{outbox.TopicChunks, document.String(), map[string]any{"version": version, "chunks": ids}}}
		if w.Model != nil {
			events = append(events, struct {
				topic, subject string
				payload        any
			}{outbox.TopicVectors, "1", map[string]any{"chunks": ids}})
		}
		for _, e := range events {
			event, err := outbox.NewEvent(owner, e.topic, e.subject, e.payload)
			if err != nil {
				return err
			}
			if err := outbox.Write(ctx, tx, event); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.T.Fatal(err)
	}
	return version
}

// write stores the pages and passages of a version of a document, with their
// vectors.
func (w *World) write(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, version int, title string, pages []extract.Page) ([]id.Chunk, error) {
	c := chunk.New(chunk.Options{})
	var chunks []chunk.Chunk
	for i, p := range pages {
		p.Number = i + 1
		if _, err := tx.Exec(ctx, `insert into document_pages (document_id, version, page, text, width, height, spans, glyphs) values ($1, $6, $2, $3, 612, 792, $4, $5)`,
			document, p.Number, p.Text, append([]byte{}, extract.EncodeSpans(p.Spans)...), append([]byte{}, extract.EncodeGlyphs(p.Glyphs)...), version); err != nil {
			return nil, err
		}
		chunks = append(chunks, c.Add(p)...)
	}
	chunks = append(chunks, c.Flush()...)
	var ids []id.Chunk
	for _, k := range chunks {
		segments, err := json.Marshal(k.Segments)
		if err != nil {
			return nil, err
		}
		hash := sha256.Sum256([]byte(k.Text))
		var n id.Chunk
		err = tx.QueryRow(ctx, `insert into chunks (owner_id, document_id, version, ordinal, heading_path, segments, text, tokens, text_hash)
			values ($1, $2, $9, $3, $4, $5, $6, $7, $8) returning id`, owner, document, k.Ordinal, append([]string{}, k.HeadingPath...), segments, k.Text, k.Tokens, hash[:], version).Scan(&n)
		if err != nil {
			return nil, err
		}
		ids = append(ids, n)
		if w.Model == nil {
			continue
		}
		v, err := w.Model.Passages(ctx, []string{title + "\n" + strings.Join(k.HeadingPath, " > ") + "\n" + k.Text})
		if err != nil {
			return nil, err
		}
		raw := make([]byte, 0, 4*len(v[0]))
		for _, f := range v[0] {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(f))
		}
		if _, err := tx.Exec(ctx, `insert into chunk_embeddings (model_id, chunk_id, vector) values (1, $1, $2)`, n, raw); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// ReadAgain stores what another reading of a document gives, as ingest does
// before it takes the place of the text that is there, and returns its version.
func (w *World) ReadAgain(owner id.User, document id.Document, pages ...extract.Page) (version, staged int) {
	w.T.Helper()
	err := postgres.InTx(w.T.Context(), w.Pool, func(tx pgx.Tx) error {
		var title string
		if err := tx.QueryRow(w.T.Context(), `select version, title from documents where id = $1`, document).Scan(&version, &title); err != nil {
			return err
		}
		_, err := w.write(w.T.Context(), tx, owner, document, -version, title, pages)
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	return version, -version
}

// Place puts what was read again in the place of what was there, within tx.
func (w *World) Place(tx pgx.Tx, document id.Document) error {
	for _, sql := range []string{`delete from chunks where document_id = $1 and version > 0`, `delete from document_pages where document_id = $1 and version = (select version from documents where id = $1)`,
		`update chunks set version = -version where document_id = $1 and version < 0`, `update document_pages set version = -version where document_id = $1 and version < 0`} {
		if _, err := tx.Exec(w.T.Context(), sql, document); err != nil {
			return err
		}
	}
	return nil
}

// Page makes a page of paragraphs; a line that begins with # is a heading,
// one with - an item, and *word* is emphasised, `word` code.
func Page(text string) extract.Page {
	p := extract.Page{}
	var b strings.Builder
	n := 0
	write := func(s string) {
		b.WriteString(s)
		n += len([]rune(s))
	}
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		kind, level := extract.Paragraph, 0
		switch {
		case strings.HasPrefix(block, "# "):
			kind, level, block = extract.Heading, 1, block[2:]
		case strings.HasPrefix(block, "- "):
			kind, level, block = extract.ListItem, 1, block[2:]
		case strings.HasPrefix(block, "    "):
			kind = extract.Code
		}
		if b.Len() > 0 {
			write("\n\n")
		}
		at := len(p.Spans)
		p.Spans = append(p.Spans, extract.Span{Kind: kind, Start: n, Level: level})
		for i, part := range strings.FieldsFunc(block, func(r rune) bool { return r == '*' || r == '`' }) {
			if kind != extract.Code && i%2 == 1 {
				mark := extract.Emphasis
				if strings.Contains(block, "`"+part+"`") {
					mark = extract.InlineCode
				}
				p.Spans = append(p.Spans, extract.Span{Kind: mark, Start: n, End: n + len([]rune(part))})
			}
			write(part)
		}
		p.Spans[at].End = n
	}
	p.Text = b.String()
	return p
}

// Printed is a page of a PDF: lines, with a box for each character.
func Printed(lines ...string) extract.Page {
	p := extract.Page{Text: strings.Join(lines, "\n"), Width: 612, Height: 792}
	at := 0
	for i, l := range lines {
		var edges [][2]float64
		for k := range []rune(l) {
			edges = append(edges, [2]float64{50 + 5*float64(k), 55 + 5*float64(k)})
		}
		p.Glyphs.Append(extract.GlyphRun{Start: at, Low: 40 + 14*float64(i), High: 52 + 14*float64(i), Edges: edges})
		at += len([]rune(l)) + 1
	}
	return p
}

// Filing is a quarterly report, with tables.
func Filing() []extract.Page {
	return []extract.Page{
		Printed("Harbour Mills Inc.", "Quarterly Report", "Harbour Mills Inc. grinds flour in Hull. The company was founded in 1871 by Ada Thorne.",
			"Harbour Mills sells flour to bakeries in twelve countries and employs 1,240 people."),
		Printed("CONDENSED STATEMENTS OF OPERATIONS (Unaudited)", "(In thousands)", "Three Months Ended Nine Months Ended",
			"June 25, 2022 June 26, 2021 June 25, 2022 June 26, 2021",
			"Net sales:", "Flour $ 3,355 $ 3,948 $ 9,241 $ 9,309", "Bran 604 486 1,941 1,148",
			"Total net sales 3,959 4,434 11,182 10,457", "Cost of sales 2,074 2,179 6,495 6,795", "Gross margin 1,885 2,255 4,687 3,662",
			"Research and development 97 71 290 242", "Operating income 1,076 1,126 2,543 2,163", "Net income $ 942 $ 1,044 $ 2,082 $ 1,929"),
		Printed("Discussion", "Total net sales decreased 11% or $475 thousand during the third quarter of 2022 compared to the same quarter in 2021, due to a poor harvest.",
			"Harbour Mills paid no dividend in 2022 because it repaired its oldest mill."),
	}
}

// Lesson is a page about memory.
func Lesson() []extract.Page {
	return []extract.Page{Page(`# Owning memory

*Ownership* is a set of rules that govern how a program manages memory. Some languages have a garbage collector that looks for unused memory while the program runs.

A *scope* is the range within a program for which an item is valid.

- Each value has exactly one *owner*.

- When the owner goes out of scope, the value is dropped.

# Stack and heap

The stack stores values in order and removes them in the opposite order. This is called last in, first out. Pushing to the stack is faster than allocating on the heap because the allocator never has to search for a place to store new data.

A *pointer* is the address of a location in memory. It has a fixed size.

    let s = String::from("hello");

Rust calls the function ` + "`drop`" + ` when a variable goes out of scope. A double free is an attempt to free the same memory twice. They lead to corrupted memory.`)}
}
