package main

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/pgtest"
)

// The jobs of a suspended account are held, those of others and those of
// nobody are not.
func TestJobsOfASuspendedAccountAreHeld(t *testing.T) {
	t.Parallel()
	pool, log := pgtest.New(t), slog.New(slog.DiscardHandler)
	courses := learning.New(pool, ingest.Shelf{}, log, time.Now)
	accounts := auth.New(pool, auth.Options{Courses: courses})
	queue, err := jobs.New(pool, log, jobs.Options{InsertOnly: true, Held: accounts.Suspended})
	if err != nil {
		t.Fatal(err)
	}
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	documents := ingest.New(ingest.Options{
		Pool: pool, Courses: courses, Jobs: queue, Blobs: blobs, Bus: bus.New(nil, log), Log: log, Now: time.Now, MaxUploadBytes: 1 << 20,
		Extractors: map[ingest.Kind]extract.Extractor{ingest.Text: plaintext.New()},
	})
	var users []auth.Account
	for _, email := range []string{"ann@example.org", "ben@example.org"} {
		a, err := accounts.Create(t.Context(), email, "correct horse battery", auth.RoleStudent)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := documents.Upload(t.Context(), a.ID, ingest.Upload{FileName: email + ".txt", Body: strings.NewReader("Notes of " + email)}); err != nil {
			t.Fatal(err)
		}
		users = append(users, a)
	}
	queue.Owners(documents.JobOwners())
	held := func() (n int) {
		t.Helper()
		open, err := jobs.Open(t.Context(), pool, "extract", "embed")
		if err != nil {
			t.Fatal(err)
		}
		if len(open) < 2 {
			t.Fatalf("%d jobs", len(open))
		}
		for _, job := range append(open, jobs.OpenJob{Kind: "embed", Args: []byte(`{}`)}, jobs.OpenJob{Kind: "extract", Args: []byte(`{}`)}) {
			is, err := queue.IsHeld(t.Context(), job.Kind, job.Args)
			if err != nil {
				t.Fatal(err)
			}
			if is {
				n++
			}
		}
		return n
	}
	if n := held(); n != 0 {
		t.Errorf("%d jobs of active accounts are held", n)
	}
	if _, err := accounts.Suspend(t.Context(), id.User{}, users[0].ID); err != nil {
		t.Fatal(err)
	}
	if n := held(); n != 1 {
		t.Errorf("%d jobs are held, not the one of the suspended account", n)
	}
	if _, err := accounts.Reactivate(t.Context(), id.User{}, users[0].ID); err != nil {
		t.Fatal(err)
	}
	if n := held(); n != 0 {
		t.Errorf("%d jobs are still held", n)
	}
}
