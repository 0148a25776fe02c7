package pagetest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// Upload sends a file as the script does.
func (s *Site) Upload(name, content string) (int, string) {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		s.t.Fatal(err)
	}
	_, _ = io.WriteString(part, content) // a buffer takes everything
	_ = form.Close()
	status, _, body := s.Send("POST", "/documents", form.FormDataContentType(), &b, true)
	return status, body
}

// UploadAs puts a file in without the pages.
func (s *Site) UploadAs(name, content string) ingest.Document {
	s.t.Helper()
	d, err := s.Ingest.Upload(s.t.Context(), s.Account.ID, ingest.Upload{FileName: name, Body: strings.NewReader(content)})
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// OnlyDocument is the one that there is.
func (s *Site) OnlyDocument() ingest.Document {
	s.t.Helper()
	all, _, err := s.Ingest.Documents(s.t.Context(), s.Account.ID, ingest.Filter{})
	if err != nil || len(all) != 1 {
		s.t.Fatalf("%d documents, %v", len(all), err)
	}
	return all[0]
}

// ReplaceFile sends the dialog's form as a browser without scripts does.
func (s *Site) ReplaceFile(doc id.Document, name, content string, fragment bool) (int, http.Header, string) {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if name != "" {
		part, err := form.CreateFormFile("file", name)
		if err != nil {
			s.t.Fatal(err)
		}
		_, _ = io.WriteString(part, content) // a buffer takes everything
	}
	_ = form.Close()
	return s.Send("POST", "/documents/"+doc.String()+"/replace", form.FormDataContentType(), &b, fragment)
}

// Ready waits until the document can be found in this version.
func (s *Site) Ready(doc id.Document, version int) {
	s.t.Helper()
	events, err := s.Ingest.Events(s.t.Context(), s.Account.ID, doc)
	if err != nil {
		s.t.Fatal(err)
	}
	var d ingest.Document
	for d = range events {
	}
	if d.Status != ingest.Ready || d.Version != version {
		s.t.Fatalf("version %d is %s: %+v", d.Version, d.Status, d.Failure)
	}
}

// Quoting makes a card that quotes the words, as the pages do.
func (s *Site) Quoting(doc id.Document, quote string) learning.Card {
	s.t.Helper()
	q, err := s.Quotes.Quote(s.t.Context(), s.Account.ID, doc, quote, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	cards, err := s.Learning.CreateNote(s.t.Context(), s.Account.ID, learning.NewNote{Front: "What about " + quote, Back: "answer", Source: q.Source()})
	if err != nil {
		s.t.Fatal(err)
	}
	return cards[0]
}

// Lost waits until so many cards of the document have lost their quote.
func (s *Site) Lost(doc id.Document, want int) {
	s.t.Helper()
	for ctx := s.t.Context(); ; {
		n, err := s.Learning.StaleCounts(ctx, s.Account.ID, doc)
		if err != nil {
			s.t.Fatal(err)
		}
		if n[doc] == want {
			return
		}
		select {
		case <-ctx.Done():
			s.t.Fatalf("%d cards lost their quote, want %d", n[doc], want)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
