package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

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
	// First the document, into the default course: of two at once one is refused here.
	d, err := s.Ingest.Upload(ctx, owner, ingest.Upload{FileName: sampleFile, Body: bytes.NewReader(text(sampleText + ".md"))})
	if known := knownDocument(err); !known.IsZero() {
		return s.Ingest.Document(ctx, owner, known)
	}
	if err != nil {
		return d, fmt.Errorf("putting the sample in: %w", err)
	}
	ctx = context.WithoutCancel(ctx) // half of it would be no sample
	course, err := s.course(ctx, owner)
	if err != nil {
		return d, err
	}
	if _, err = s.Ingest.Update(ctx, owner, d.ID, ingest.Patch{Course: &course}); err != nil {
		return d, err
	}
	if d, err = read(ctx, s.Ingest, owner, d.ID, sampleWait); err != nil || (d.Status != ingest.Embedding && d.Status != ingest.Ready) {
		return d, err
	}
	return d, addCards(ctx, s.Ingest, s.Learning, d, sampleText)
}

// course is the sample's course; it is made where there is none.
func (s Sample) course(ctx context.Context, owner id.User) (id.Course, error) {
	all, err := s.Learning.Courses(ctx, owner)
	if err != nil {
		return id.Course{}, err
	}
	for _, c := range all {
		if c.Title == SampleCourse {
			return c.ID, nil
		}
	}
	c, err := s.Learning.CreateCourse(ctx, owner, learning.NewCourse{Title: SampleCourse})
	return c.ID, err
}

// addCards makes the cards that were written for a text.
func addCards(ctx context.Context, docs Documents, l *learning.Service, d ingest.Document, name string) error {
	list, err := cardsOf(name)
	if err != nil {
		return err
	}
	made, err := notes(ctx, docs, d, list)
	if err != nil {
		return err
	}
	for _, n := range made {
		if _, err := l.CreateNote(ctx, d.Owner, n); err != nil {
			return fmt.Errorf("the card %q: %w", n.Front, err)
		}
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
		return "", errs.New(errs.NotFound, "There is no sample here.")
	}
	if err := s.Ingest.Delete(ctx, owner, d.ID); err != nil {
		return "", err
	}
	_, at, err := s.Learning.DeleteCards(ctx, owner, d.ID)
	if err != nil {
		return "", err
	}
	c, err := s.Learning.Course(ctx, owner, d.Course)
	if err != nil {
		return "", err
	}
	course := "keep"
	if !c.IsDefault && c.Documents == 0 && c.Cards == 0 {
		if err := s.Learning.DeleteCourse(ctx, owner, c.ID, id.Course{}); err != nil {
			return "", err
		}
		course = "made"
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
	d, err := s.Ingest.Restore(ctx, owner, doc)
	if err != nil {
		return d, err
	}
	if parts[2] == "made" {
		course, err := s.course(ctx, owner)
		if err != nil {
			return d, err
		}
		if d, err = s.Ingest.Update(ctx, owner, doc, ingest.Patch{Course: &course}); err != nil {
			return d, err
		}
		if err := s.Learning.MoveDocument(ctx, owner, doc, course); err != nil {
			return d, err
		}
	}
	_, err = s.Learning.RestoreCards(ctx, owner, doc, time.UnixMicro(at))
	return d, err
}
