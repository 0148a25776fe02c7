package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// The sample is a text about studying with the program, in a course of its
// own, with some cards that can be reviewed at once.
const (
	SampleCourse = "A first look"
	sampleFile   = "studyapp-sample.md"
	sampleText   = "sample"
)

// SampleQuestions are answered in the sample.
var SampleQuestions = []string{
	"What is the testing effect?",
	"What is the best gap between reviews?",
	"Which ways of learning were rated as highly useful?",
}

// Sample puts the sample in and takes it out again.
type Sample struct {
	Ingest   *ingest.Service
	Learning *learning.Service
}

// IsSample reports whether a document is the sample.
func IsSample(d ingest.Document) bool { return d.Kind == ingest.Markdown && d.FileName == sampleFile }

// SampleFilter finds it, perhaps with others.
func SampleFilter() ingest.Filter { return ingest.Filter{Text: sampleFile} }

// Find returns the owner's sample, or errs.NotFound.
func (s Sample) Find(ctx context.Context, owner id.User) (ingest.Document, error) {
	docs, _, err := s.Ingest.Documents(ctx, owner, SampleFilter())
	if err != nil {
		return ingest.Document{}, err
	}
	i := slices.IndexFunc(docs, IsSample)
	if i < 0 {
		return ingest.Document{}, errs.New(errs.NotFound, noSample)
	}
	return docs[i], nil
}

const noSample = "There is no sample here."

// How long Add waits until the sample is read, and how often it looks.
const (
	sampleWait = 10 * time.Second
	sampleLook = 50 * time.Millisecond
)

// Add puts the sample in and returns its document, which may still be on its
// way into the search. Where it is already that one is returned. Its cards are
// made when it is read; where no worker reads it in time there are none, and
// the student can make some.
func (s Sample) Add(ctx context.Context, owner id.User) (ingest.Document, error) {
	d, err := s.Ingest.Upload(ctx, owner, ingest.Upload{FileName: sampleFile, Into: SampleCourse, Body: bytes.NewReader(text(sampleText + ".md"))})
	if known := knownDocument(err); !known.IsZero() {
		return s.Ingest.Document(ctx, owner, known)
	}
	if err != nil {
		return d, fmt.Errorf("putting the sample in: %w", err)
	}
	ctx = context.WithoutCancel(ctx) // who leaves now finds it with its cards later
	if d, err = read(ctx, s.Ingest, owner, d.ID, sampleWait); err != nil || (d.Status != ingest.Embedding && d.Status != ingest.Ready) {
		return d, err
	}
	return d, s.addCards(ctx, d, sampleText)
}

// addCards makes the cards that were written for a text.
func (s Sample) addCards(ctx context.Context, d ingest.Document, name string) error {
	list, err := cardsOf(name)
	if err != nil {
		return err
	}
	made, err := notes(ctx, s.Ingest, d, list)
	if err != nil {
		return err
	}
	err = s.Ingest.Change(ctx, d.Owner, func(tx pgx.Tx) error {
		_, err := s.Learning.CreateNotesTx(ctx, tx, d.Owner, made)
		return err
	})
	if err != nil {
		return fmt.Errorf("the cards of %s: %w", name, err)
	}
	return nil
}

// read waits until all pages of a document are read or it has failed, at most
// so long, and returns it as it is then.
func read(ctx context.Context, s *ingest.Service, owner id.User, doc id.Document, most time.Duration) (ingest.Document, error) {
	look := time.NewTicker(sampleLook)
	defer look.Stop()
	for left := most; ; left -= sampleLook {
		d, err := s.Document(ctx, owner, doc)
		if err != nil || left <= 0 || d.Status == ingest.Embedding || d.Status == ingest.Ready || d.Status == ingest.Failed {
			return d, err
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return d, ctx.Err()
		}
	}
}

// knownDocument is the document with the same bytes, if that is the error.
func knownDocument(err error) id.Document {
	var e *errs.Error
	if !errors.As(err, &e) || e.Kind != errs.Conflict {
		return id.Document{}
	}
	known, err := id.Parse[id.Document](e.Data["document_id"])
	if err != nil {
		return id.Document{}
	}
	return known
}

// Remove takes the sample out: its document goes into the bin, the cards that
// came from it go, and its course if nothing else is in it. Restore takes the
// key that it returns.
func (s Sample) Remove(ctx context.Context, owner id.User, doc id.Document) (key string, err error) {
	d, err := s.Ingest.Document(ctx, owner, doc)
	if err != nil {
		return "", err
	}
	if !IsSample(d) {
		return "", errs.New(errs.NotFound, noSample)
	}
	course := "keep"
	var at time.Time
	err = s.Ingest.Change(ctx, owner, func(tx pgx.Tx) error {
		if err := s.Ingest.DeleteTx(ctx, tx, owner, d.ID); err != nil {
			return err
		}
		if _, at, err = s.Learning.DeleteCardsTx(ctx, tx, owner, d.ID); err != nil {
			return err
		}
		gone, err := s.Learning.DeleteEmptyCourseTx(ctx, tx, owner, d.Course)
		if gone {
			course = "made"
		}
		return err
	})
	if err != nil {
		return "", err
	}
	return strings.Join([]string{d.ID.String(), strconv.FormatInt(at.UnixMicro(), 10), course}, "."), nil
}

// Restore takes a Remove back and returns the document.
func (s Sample) Restore(ctx context.Context, owner id.User, key string) (ingest.Document, error) {
	parts := strings.Split(key, ".")
	if len(parts) != 3 {
		return ingest.Document{}, errs.New(errs.NotFound, "There is nothing to take back.")
	}
	doc, err := id.Parse[id.Document](parts[0])
	if err != nil {
		return ingest.Document{}, err
	}
	at, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return ingest.Document{}, errs.Wrap(errs.NotFound, err, "There is nothing to take back.")
	}
	var d ingest.Document
	err = s.Ingest.Change(ctx, owner, func(tx pgx.Tx) error {
		if d, err = s.Ingest.RestoreTx(ctx, tx, owner, doc); err != nil {
			return err
		}
		if parts[2] == "made" {
			course, err := s.Learning.CourseTitledTx(ctx, tx, owner, SampleCourse)
			if err != nil {
				return err
			}
			if d, err = s.Ingest.UpdateTx(ctx, tx, owner, doc, ingest.Patch{Course: &course}); err != nil {
				return err
			}
		}
		_, err := s.Learning.RestoreCardsTx(ctx, tx, owner, doc, time.UnixMicro(at))
		return err
	})
	if err != nil {
		return ingest.Document{}, s.Ingest.RestoreFailed(ctx, owner, doc, err)
	}
	return d, nil
}
