package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/supervise"
)

// counted are tables whose rows a student would miss, and which a server that
// starts does not add to.
var counted = []string{"users", "api_tokens", "courses", "documents", "document_versions", "document_pages", "chunks", "chunk_embeddings", "notes", "cards", "reviews"}

func counts(t *testing.T, pool *pgxpool.Pool) map[string]int {
	t.Helper()
	n := map[string]int{}
	for _, table := range counted {
		var rows int
		if err := pool.QueryRow(t.Context(), `select count(*) from `+table).Scan(&rows); err != nil {
			t.Fatal(err)
		}
		n[table] = rows
	}
	return n
}

// found are the first passages for a few questions, in their order.
func (s *server) found() map[string][]string {
	s.t.Helper()
	all := map[string][]string{}
	for _, q := range []string{"gardener+tree+number+213", "who+waters+the+trees", "chapter+1+river"} {
		var page struct{ Results []struct{ Text string } }
		s.call("GET", "/search?k=5&q="+q, nil, "", &page)
		for _, r := range page.Results {
			all[q] = append(all[q], r.Text)
		}
	}
	return all
}

// A backup is taken while somebody else puts documents in. What was there before
// is found again as it was, on a private server and on a database of one's own, as compose has it.
func TestABackupUnderLoadIsRestored(t *testing.T) {
	if testing.Short() {
		t.Skip("starts three servers")
	}
	t.Parallel()
	s := startServer(t)
	d := s.upload("book.md", book(4))
	s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	before := s.found()
	file := filepath.Join(t.TempDir(), "backup.tar.gz")

	ctx, cancel := context.WithCancel(t.Context())
	begun := make(chan struct{})
	var once sync.Once
	var load sync.WaitGroup
	busy := *s
	env := map[string]string{"STUDYAPP_DATA": s.dir}
	if code, _, bad := execute(t, env, "another long password\n", "user", "create", "--email", "jo@example.org", "--password-stdin"); code != exitOK {
		t.Fatal(bad)
	}
	_, token, _ := execute(t, env, "", "token", "create", "--email", "jo@example.org")
	busy.token = strings.TrimSpace(token)
	load.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			busy.upload(fmt.Sprintf("stone-%d.md", i), fmt.Sprintf("# Stone %d\n\nQuartz number %d scratches glass.\n", i, i))
			once.Do(func() { close(begun) })
		}
	})
	<-begun
	code, _, said := execute(t, env, "", "backup", "-o", file)
	cancel()
	load.Wait()
	if code != exitOK || !strings.Contains(said, "Backup complete") {
		t.Fatalf("exit %d, %s", code, said)
	}

	private := dataFolder(t)
	foreign := pgtest.Empty(t)
	folder := dataFolder(t) // of the server with a database of one's own
	settings := map[string]string{"STUDYAPP_DATA": folder, "STUDYAPP_DATABASE_URL": foreign.Config().ConnString(), "STUDYAPP_REDIS_URL": "off"}
	for name, env := range map[string]map[string]string{"private": {"STUDYAPP_DATA": private}, "a database of one's own": settings} {
		code, out, bad := execute(t, env, "", "restore", file)
		if code != exitOK || !strings.Contains(out, "Restored") || !strings.Contains(bad, "restored") {
			t.Fatalf("%s: exit %d, %s%s", name, code, out, bad)
		}
	}
	want := counts(t, foreign) // before a server works on what is not done yet
	got := countsOfPrivate(t, private)
	if diff := cmp.Diff(want, got); diff != "" || want["documents"] < 2 {
		t.Errorf("rows (-own database +private):\n%s", diff)
	}
	names := filesOf(t, filepath.Join(folder, blobsFolder, "keys"))
	if !maps.Equal(names, filesOf(t, filepath.Join(private, blobsFolder, "keys"))) || len(names) < want["documents"] {
		t.Errorf("%d files for %d documents", len(names), want["documents"])
	}

	for name, r := range map[string]*server{
		"private":                 serverOn(t, private),
		"a database of one's own": serverOn(t, folder, "STUDYAPP_DATABASE_URL="+settings["STUDYAPP_DATABASE_URL"], "STUDYAPP_REDIS_URL=off"),
	} {
		r.token = s.token
		if diff := cmp.Diff(before, r.found()); diff != "" {
			t.Errorf("%s: search (-before +restored):\n%s", name, diff)
		}
	}
}

func countsOfPrivate(t *testing.T, dir string) map[string]int {
	t.Helper()
	s, err := supervise.Start(t.Context(), supervise.Options{Dir: dir, Postgres: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Stop(context.Background()) }()
	pool, err := postgres.Open(t.Context(), s.DatabaseURL())
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	return counts(t, pool)
}

// filesOf are the names of the files below a folder, with their sizes.
func filesOf(t *testing.T, dir string) map[string]int64 {
	t.Helper()
	all := map[string]int64{}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			all[strings.TrimPrefix(path, dir)] = info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRestoreWritesNothingWhereItMustNot(t *testing.T) {
	t.Parallel()
	whole := filepath.Join(t.TempDir(), "backup.tar.gz")
	source := map[string]string{"STUDYAPP_DATA": dataFolder(t)}
	if code, _, bad := execute(t, source, "a long enough password\n", "user", "create", "--email", "ann@example.org", "--password-stdin"); code != exitOK {
		t.Fatal(bad)
	}
	if code, _, bad := execute(t, source, "", "backup", "-o", whole); code != exitOK {
		t.Fatal(bad)
	}
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "cut.tar.gz")
	if err := os.WriteFile(cut, b[:len(b)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	full := dataFolder(t)
	if err := os.WriteFile(filepath.Join(full, "thesis.pdf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, dir, file, stdin, says string }{
		{"a cut archive", dataFolder(t), cut, "", "cut off or damaged"},
		{"a cut archive by stdin", dataFolder(t), "-", string(b[:len(b)/2]), "cut off or damaged"},
		{"something else", dataFolder(t), "-", "a book", "not a backup"},
		{"a folder that holds something", full, whole, "", "thesis.pdf"},
		{"a folder in use", source["STUDYAPP_DATA"], whole, "", "not empty"},
		{"no such file", dataFolder(t), cut + "x", "", "no such file"},
	} {
		was := filesOf(t, c.dir)
		code, _, bad := execute(t, map[string]string{"STUDYAPP_DATA": c.dir}, c.stdin, "restore", c.file)
		if code != exitFailed || !strings.Contains(bad, c.says) {
			t.Errorf("%s: exit %d, %s", c.name, code, bad)
		}
		if diff := cmp.Diff(was, filesOf(t, c.dir)); diff != "" {
			t.Errorf("%s: it wrote (-before +after):\n%s", c.name, diff)
		}
	}
	fresh := map[string]string{"STUDYAPP_DATA": dataFolder(t)}
	if code, _, bad := execute(t, fresh, string(b), "restore", "-"); code != exitOK {
		t.Errorf("by stdin: exit %d, %s", code, bad)
	}
	if code, list, bad := execute(t, fresh, "", "user", "list"); code != exitOK || !strings.Contains(list, "ann@example.org") {
		t.Errorf("the restored accounts: exit %d, %s%s", code, list, bad)
	}
	// A backup that cannot be written leaves no half of one.
	if code, _, _ := execute(t, fresh, "", "backup", "-o", filepath.Join(full, "no", "such", "folder")); code != exitFailed {
		t.Errorf("an archive in no folder: exit %d", code)
	}
	if _, err := os.Stat(filepath.Join(full, "no")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it left %v", err)
	}
}
