package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/supervise"
)

// The folder of testdata/folder-0016 was written by the program when 0016 was
// its last migration: `studyapp demo`, a token, and then a server that was
// killed the moment it was asked to make cards and to answer a question.
// database.sql.gz is what pg_dump --inserts made of its database, files.tar.gz
// holds the blobs, the index and the node's name.
const (
	earlierFolder = "testdata/folder-0016"
	earlierToken  = "studyapp_bRqaLzyaTxDrYN2Pwz-tXFMs8_Uz2p99PD0So6UKqoI"
	earlierRun    = "01a22491-97d5-7b76-bfca-6379109870ae"
	earlierDay    = "2026-11-28T10:00:00Z" // the clock of its last start
)

// What a student put into an earlier version is there in this one, and what
// that version was in the middle of is brought to its end.
func TestADataFolderOfAnEarlierVersionOpens(t *testing.T) {
	t.Parallel()
	dir := dataFolder(t)
	unpackFiles(t, filepath.Join(earlierFolder, "files.tar.gz"), dir)
	restoreDatabase(t, filepath.Join(earlierFolder, "database.sql.gz"), dir)
	s := serverOn(t, dir, "STUDYAPP_CLOCK="+earlierDay)
	s.token = earlierToken

	var documents struct{ Items []documentView }
	s.call("GET", "/documents?limit=100", nil, "", &documents)
	ready, passages := 0, 0
	for _, d := range documents.Items {
		if d.Status == "ready" {
			ready++
		}
		passages += d.Chunks
	}
	if len(documents.Items) != 12 || ready != 11 || passages < 60 {
		t.Errorf("%d documents, %d ready, with %d passages", len(documents.Items), ready, passages)
	}

	var cards struct {
		Items []struct {
			ID     string
			Source *struct{ Quote string }
			State  struct{ Reps int }
		}
	}
	s.call("GET", "/cards?limit=200", nil, "", &cards)
	quoted, reviewed := 0, 0
	for _, c := range cards.Items {
		if c.Source != nil && c.Source.Quote != "" {
			quoted++
		}
		reviewed += c.State.Reps
	}
	if len(cards.Items) < 181 || quoted < 100 || reviewed < 1000 {
		t.Errorf("%d cards, %d with a quote, reviewed %d times", len(cards.Items), quoted, reviewed)
	}

	var run struct {
		Status   string
		Produced int
	}
	for run.Status != "done" {
		if s.call("GET", "/generations/"+earlierRun, nil, "", &run); run.Status == "failed" || t.Context().Err() != nil {
			t.Fatalf("the run that was queued: %+v", run)
		}
		time.Sleep(20 * time.Millisecond)
	}

	var found struct {
		Results []struct{ Text string }
	}
	s.call("GET", "/search?q=photosynthesis+light+reactions", nil, "", &found)
	if len(found.Results) == 0 || !strings.Contains(strings.ToLower(found.Results[0].Text), "light") {
		t.Errorf("found %+v", found.Results)
	}

	// The question that was being answered has an answer; those that had one kept it.
	pool, err := pgx.Connect(t.Context(), databaseOf(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close(context.Background()) }()
	for status := ""; status != "done"; time.Sleep(20 * time.Millisecond) {
		if err := pool.QueryRow(t.Context(), `select status from messages where question = 'What does photosynthesis make?' order by created_at desc limit 1`).Scan(&status); err != nil {
			t.Fatal(err)
		}
		if status == "failed" || status == "stopped" {
			t.Fatalf("the question that was being answered: %s", status)
		}
	}
	var answered, reviews int
	if err := pool.QueryRow(t.Context(), `select (select count(*) from messages where status = 'done'), (select count(*) from reviews)`).Scan(&answered, &reviews); err != nil {
		t.Fatal(err)
	}
	if answered != 10 || reviews != 1328 {
		t.Errorf("%d answers, %d reviews", answered, reviews)
	}
	expectReadAgain(t, pool)
}

// What the readers of the earlier version read is read again by those of this
// one, and what quoted it quotes the new text, word for word.
func expectReadAgain(t *testing.T, pool *pgx.Conn) {
	t.Helper()
	const behind = `select count(*) from documents where status = 'ready' and deleted_at is null and reader = 1`
	for left := 1; left > 0; time.Sleep(20 * time.Millisecond) {
		if err := pool.QueryRow(t.Context(), behind).Scan(&left); err != nil {
			t.Fatal(err)
		}
	}
	for what, sql := range map[string]string{
		"passages that are out of sight": `select count(*) from chunks where version < 0`,
		"passages without a vector":      `select count(*) from chunks c where not exists (select from chunk_embeddings where chunk_id = c.id)`,
		"documents that were changed":    `select count(*) from documents where version > 1 or reread_failure <> ''`,
		"cards that lost their quote":    `select count(*) from notes where stale or quote <> '' and segments = '[]' and exists (select from documents d where d.id = document_id)`,
		"quotes of cards that stand elsewhere": `
select count(*) from notes n join document_pages p using (document_id, version)
where n.quote <> '' and jsonb_array_length(n.segments) = 1 and p.page = (n.segments->0->>'page')::int
  and substr(p.text, (n.segments->0->>'start')::int + 1, (n.segments->0->>'end')::int - (n.segments->0->>'start')::int) <> n.quote`,
		"quotes of answers that stand elsewhere": `
select count(*) from citations n join document_pages p using (document_id, version)
where jsonb_array_length(n.segments) = 1 and p.page = (n.segments->0->>'page')::int
  and substr(p.text, (n.segments->0->>'start')::int + 1, (n.segments->0->>'end')::int - (n.segments->0->>'start')::int) <> n.quote`,
	} {
		var n int
		if err := pool.QueryRow(t.Context(), sql).Scan(&n); err != nil || n != 0 {
			t.Errorf("%d %s, %v", n, what, err)
		}
	}
}

func databaseOf(t *testing.T, dir string) string {
	t.Helper()
	database, _, ok := supervise.Join(dir)
	if !ok {
		t.Fatal("no server runs on the folder")
	}
	return database
}

// unpackFiles writes what a tar.gz holds below dir.
func unpackFiles(t *testing.T, archive, dir string) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(h.Name))
		if h.Typeflag == tar.TypeDir {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// restoreDatabase makes the folder's database from a dump, as the private
// server of an earlier version left it.
func restoreDatabase(t *testing.T, dump, dir string) {
	t.Helper()
	f, err := os.Open(dump)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sql, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	servers, err := supervise.Start(t.Context(), supervise.Options{Dir: dir, Postgres: true})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), servers.DatabaseURL())
	if err == nil {
		_, err = conn.PgConn().Exec(t.Context(), string(sql)).ReadAll()
		err = errors.Join(err, conn.Close(t.Context()))
	}
	if err := errors.Join(err, servers.Stop(context.Background())); err != nil {
		t.Fatal(err)
	}
}
