package search

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/search/shard"
)

// loadedFrom says where a fresh service gets the owner's shard.
func (w *world) loadedFrom(owner id.User) string {
	w.t.Helper()
	l, from, err := w.service.loadShard(w.t.Context(), owner)
	if err != nil {
		w.t.Fatal(err)
	}
	l.shard.Close()
	return from
}

func TestSnapshotIsLoadedAndTheRestReplayed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "Biology", "Mitochondria make energy.", "Plants make sugar.")
	gone := w.document(owner, "Gone", "Energy of the past.")
	w.embed()
	w.wantFound(owner, "sugar", Lexical, "Plants make sugar.")
	w.close(w.service) // saves

	w.document(owner, "More", "Sugar is sweet.")
	w.exec(`update documents set deleted_at = now() where id = $1`, gone)
	w.event(w.pool, owner, outbox.TopicDeleted, gone.String(), nil)
	w.service = w.start()
	w.embed()
	if from := w.loadedFrom(owner); from != "snapshot" {
		t.Errorf("loaded from %s", from)
	}
	w.wantFound(owner, "sugar", Lexical, "Plants make sugar.", "Sugar is sweet.")
	w.wantFound(owner, "energy", Lexical, "Mitochondria make energy.")
}

func TestBadSnapshotsAreRebuiltFromTheTables(t *testing.T) {
	t.Parallel()
	edit := func(name string, change func([]byte) []byte) func(*testing.T, *world, string) {
		return func(t *testing.T, _ *world, folder string) {
			t.Helper()
			matches, err := filepath.Glob(filepath.Join(folder, name))
			if err != nil || len(matches) != 1 {
				t.Fatalf("%s: %v, %v", name, matches, err)
			}
			body, err := os.ReadFile(matches[0])
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(matches[0], change(body), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	half := func(b []byte) []byte { return b[:len(b)/2] }
	flip := func(b []byte) []byte { b[len(b)/2] ^= 0x40; return b }
	replace := func(old, with string) func([]byte) []byte {
		return func(b []byte) []byte { return []byte(strings.Replace(string(b), old, with, 1)) }
	}
	tests := map[string]struct {
		damage func(*testing.T, *world, string)
		from   string
	}{
		"none":            {func(*testing.T, *world, string) {}, "snapshot"},
		"missing":         {func(t *testing.T, _ *world, f string) { t.Helper(); _ = os.RemoveAll(f) }, "tables"},
		"words torn":      {edit("*.words", half), "tables"},
		"words altered":   {edit("*.words", flip), "tables"},
		"vectors torn":    {edit("*.vectors", half), "tables"},
		"vectors altered": {edit("*.vectors", flip), "tables"},
		"vectors missing": {func(t *testing.T, w *world, f string) {
			t.Helper()
			edit("*.vectors", half)(t, w, f)
			removeAll(t, f, "*.vectors")
		}, "tables"},
		"manifest torn":         {edit("manifest.json", half), "tables"},
		"manifest empty":        {edit("manifest.json", func([]byte) []byte { return nil }), "tables"},
		"another model":         {edit("manifest.json", replace("multilingual-e5-small", "another")), "tables"},
		"another dimension":     {edit("manifest.json", replace("384", "768")), "tables"},
		"another version":       {edit("manifest.json", replace(`"version": 1`, `"version": 99`)), "tables"},
		"another database":      {edit("manifest.json", replace(`"system": "`, `"system": "9`)), "tables"},
		"database set back":     {edit("manifest.json", func(b []byte) []byte { return later.ReplaceAll(b, []byte(`"seen": "9${1}:9${2}:`)) }), "tables"},
		"a save cut short":      {halfSaved, "snapshot"},
		"outbox cleared":        {clearedOutbox, "snapshot"},
		"ids used once more":    {reusedIDs, "snapshot"},
		"title changed unheard": {renamedUnheard, "snapshot"},
		"manifest leads astray": {edit("manifest.json", replace(`.words"`, `.words/../../x"`)), "tables"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			owner := pgtest.User(t, w.pool)
			w.document(owner, "Biology", "Mitochondria make energy.", "Plants make sugar.", "Enzymes are proteins.")
			w.embed()
			w.found(owner, "energy", Hybrid)
			w.close(w.service)
			test.damage(t, w, filepath.Join(w.options.Folder, owner.String()))
			w.service = w.start()
			if from := w.loadedFrom(owner); from != test.from {
				t.Errorf("loaded from %s, want %s", from, test.from)
			}
			got := [][]string{w.found(owner, "energy", Hybrid), w.found(owner, "sugar from plants", Dense)}
			w.options.Folder = ""
			w.service = w.start()
			want := [][]string{w.found(owner, "energy", Hybrid), w.found(owner, "sugar from plants", Dense)}
			if diff := cmp.Diff(want, got); diff != "" || len(want[1]) == 0 {
				t.Errorf("not what a fresh index finds: %s", diff)
			}
		})
	}
}

// later finds a cursor's snapshot, which a nine in front sets to the future.
var later = regexp.MustCompile(`"seen": "(\d+):(\d+):`)

func removeAll(t *testing.T, folder, pattern string) {
	t.Helper()
	matches, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range matches {
		if err := os.Remove(m); err != nil {
			t.Fatal(err)
		}
	}
}

// halfSaved is what a crash leaves while the next snapshot is written.
func halfSaved(t *testing.T, _ *world, folder string) {
	t.Helper()
	for name, body := range map[string]string{"2.words": "half", "2.vectors": "", "manifest.json.new": `{"ver`} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// clearedOutbox changes the tables and loses the events that tell of it.
func clearedOutbox(t *testing.T, w *world, _ string) {
	t.Helper()
	w.exec(`delete from chunks where text like 'Enzymes%'`)
	w.exec(`delete from chunk_embeddings where chunk_id = (select max(id) from chunks)`)
	w.exec(`delete from outbox`)
}

// reusedIDs is a database restored to before the snapshot, where the same ids
// went to other texts since.
func reusedIDs(t *testing.T, w *world, _ string) {
	t.Helper()
	w.exec(`update chunks set text = 'Energy comes from the sun.', text_hash = sha256('other') where text like 'Enzymes%'`)
	w.exec(`delete from outbox`)
}

// renamedUnheard changes titles and words alike without an event.
func renamedUnheard(t *testing.T, w *world, _ string) {
	t.Helper()
	w.exec(`update documents set title = 'Energy from sugar'`)
	w.exec(`delete from outbox`)
}

func TestReindexBuildsAnewWhateverTheSnapshot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "", "Mitochondria make energy.")
	w.found(owner, "energy", Lexical)
	w.service.saveAll()
	w.event(w.pool, owner, outbox.TopicReindex, owner.String(), nil)
	if from := w.loadedFrom(owner); from != "tables" {
		t.Errorf("loaded from %s", from)
	}
	w.service.mu.Lock()
	before := w.service.open[owner]
	w.service.mu.Unlock()
	w.wantFound(owner, "energy", Lexical, "Mitochondria make energy.")
	w.service.mu.Lock()
	defer w.service.mu.Unlock()
	if w.service.open[owner] == before {
		t.Error("the old index is still in use")
	}
}

func TestManySearchAndChangeAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.options.MemoryBytes = 1 << 20
	w.options.SnapshotEvery = 5 * time.Millisecond
	w.restart()
	owners := []id.User{pgtest.User(t, w.pool), pgtest.User(t, w.pool), pgtest.User(t, w.pool)}
	var all errgroup.Group
	for i := range 6 {
		owner := owners[i%len(owners)]
		all.Go(func() error {
			for n := range 8 {
				d := w.document(owner, "", fmt.Sprintf("Mitochondria number%dx%d make energy.", i, n))
				question := fmt.Sprintf("number%dx%d energy", i, n)
				var r Result
				// Another goroutine's run may have taken this document and not be done
				// with it: then it is found by its words alone, for a moment.
				for try := 0; len(r.Hits) == 0 || r.Hits[0].Cosine == 0 && try < 1000; try++ {
					if err := w.service.EmbedMissing(t.Context()); err != nil {
						return err
					}
					var err error
					r, err = w.service.Search(t.Context(), owner, Query{Text: question, Documents: []id.Document{d}})
					if err != nil {
						return err
					}
					if len(r.Hits) != 1 {
						return fmt.Errorf("%q found %+v", question, r.Hits)
					}
				}
				if r.Hits[0].Cosine == 0 {
					return fmt.Errorf("%q has no vector", question)
				}
			}
			return nil
		})
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
}

func TestSaveReplacesTheSnapshotAndSweeps(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	folder := filepath.Join(w.options.Folder, owner.String())
	for _, text := range []string{"Mitochondria make energy.", "Plants make sugar."} {
		w.document(owner, "", text)
		w.found(owner, "energy", Hybrid)
		w.service.saveAll()
		w.service.saveAll() // nothing has changed
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{"2.vectors", "2.words", "lock", "manifest.json"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestClosingLeavesTheIndexToSearchesThatStillUseIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "", "Mitochondria make energy.")
	w.embed()
	l, release, err := w.service.acquire(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.service.Close(over); !errors.Is(err, context.Canceled) {
		t.Errorf("closed under a search: %v", err)
	}
	vector, _ := w.model.Query(t.Context(), "energy")
	for range 3 { // what was freed would crash or find nothing
		if r, err := l.shard.Rank(shard.Query{Text: "energy", Vector: vector, K: 1, Mode: Dense}); err != nil || len(r.Hits) != 1 {
			t.Errorf("the search that was under way found %+v, %v", r.Hits, err)
		}
	}
	if _, err := w.service.Search(t.Context(), owner, Query{Text: "energy"}); err == nil {
		t.Error("a search began after the end")
	}
	release()
	w.close(w.service)
}

func TestAShardThatIsAskedForWhileItIsSavedStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.options.MemoryBytes = 1
	w.restart()
	owner := pgtest.User(t, w.pool)
	var text strings.Builder // more than a pipe holds
	for n := range 20_000 {
		fmt.Fprintf(&text, "word%dx ", n)
	}
	w.document(owner, "", text.String())
	folder := filepath.Join(w.options.Folder, owner.String())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	disk := filepath.Join(folder, "1.words") // which takes nothing until it is read
	if err := unix.Mkfifo(disk, 0o600); err != nil {
		t.Fatal(err)
	}
	var gone errgroup.Group
	gone.Go(func() error { return w.service.Warm(t.Context(), owner) }) // makes room when it is done with it
	f, err := os.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	l, release, err := w.service.acquire(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, f); err != nil {
		t.Fatal(err)
	}
	if err := gone.Wait(); err != nil {
		t.Fatal(err)
	}
	w.service.mu.Lock()
	kept := w.service.open[owner]
	w.service.mu.Unlock()
	if kept == nil || kept.live != l {
		t.Error("it was dropped under a search")
	}
	release()
}

func TestShardsGiveWayWhenMemoryIsShort(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.options.MemoryBytes = 1
	w.restart()
	var owners []id.User
	for range 4 {
		owner := pgtest.User(t, w.pool)
		w.document(owner, "", "Mitochondria make energy.")
		owners = append(owners, owner)
	}
	for range 3 {
		for _, owner := range owners {
			w.wantFound(owner, "energy", Lexical, "Mitochondria make energy.")
		}
	}
	w.service.mu.Lock()
	defer w.service.mu.Unlock()
	if n := len(w.service.open); n > 0 {
		t.Errorf("%d shards are open beyond the memory", n)
	}
	for _, owner := range owners {
		if _, err := os.Stat(filepath.Join(w.options.Folder, owner.String(), "manifest.json")); err != nil {
			t.Errorf("a shard gave way unsaved: %v", err)
		}
	}
}
