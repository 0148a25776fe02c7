package page_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
)

// ready waits until the document can be found in this version.
func (s *site) ready(doc id.Document, version int) {
	s.t.Helper()
	events, err := s.Ingest.Events(s.t.Context(), s.account.ID, doc)
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

// replaceFile sends the dialog's form as a browser without scripts does.
func (s *site) replaceFile(doc id.Document, name, content string, fragment bool) (int, http.Header, string) {
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
	return s.send("POST", "/documents/"+doc.String()+"/replace", form.FormDataContentType(), &b, fragment)
}

func TestFileOfSeveralMegabytesIsReplaced(t *testing.T) {
	s := newSite(t, auth.RoleStudent)
	doc := s.uploadAs("cells.txt", "Mitochondria make energy.\n")
	large := strings.Repeat("Ribosomes build proteins. ", 3<<20/26)
	if status, header, body := s.replaceFile(doc.ID, "large.txt", large, false); status != http.StatusSeeOther {
		t.Fatalf("%d %v %s", status, header, body)
	}
	if d := s.onlyDocument(); d.Version != 2 || d.Bytes != int64(len(large)) {
		t.Errorf("%+v", d)
	}
	if status, _, body := s.replaceFile(doc.ID, "larger.txt", strings.Repeat(large, 4), true); status != http.StatusRequestEntityTooLarge || !strings.Contains(body, "larger than") {
		t.Errorf("a file over the limit: %d %s", status, body)
	}
}

// quoting makes a card that quotes the words, as the pages do.
func (s *site) quoting(doc id.Document, quote string) learning.Card {
	s.t.Helper()
	q, err := s.Generation.Quote(s.t.Context(), s.account.ID, doc, quote, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	cards, err := s.Learning.CreateNote(s.t.Context(), s.account.ID, learning.NewNote{Front: "What about " + quote, Back: "answer", Source: q.Source()})
	if err != nil {
		s.t.Fatal(err)
	}
	return cards[0]
}

// lost waits until so many cards of the document have lost their quote.
func (s *site) lost(doc id.Document, want int) {
	s.t.Helper()
	for ctx := s.t.Context(); ; {
		n, err := s.Learning.StaleCounts(ctx, s.account.ID, doc)
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

func TestALostQuoteIsShownAndDecidedAbout(t *testing.T) {
	s := newSite(t, auth.RoleStudent)
	s.work()
	if status, body := s.upload("cells.md", "# Cells\n\nMitochondria make energy from sugar.\n\nRibosomes build proteins.\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	doc := s.onlyDocument()
	s.ready(doc.ID, 1)
	lost, moved := s.quoting(doc.ID, "Mitochondria make energy from sugar."), s.quoting(doc.ID, "Ribosomes build proteins.")

	doc = s.onlyDocument() // with the title that was found in it
	if _, _, body := s.look("/documents/" + doc.ID.String() + "/replace"); !strings.Contains(body, doc.Title) || !strings.Contains(body, "those whose quote is gone from the new file are flagged") ||
		!strings.Contains(body, `enctype="multipart/form-data"`) {
		t.Error("the dialog does not name the document and what happens to its cards, or is no form")
	}
	if status, _, body := s.replaceFile(doc.ID, "", "", true); status != http.StatusUnprocessableEntity || !strings.Contains(body, "No file was chosen.") {
		t.Errorf("no file: %d %s", status, body)
	}
	status, header, body := s.replaceFile(doc.ID, "cells2.md", "# Cells\n\nA new preface.\n\nRibosomes build proteins.\n\nSugar gives mitochondria their energy. It is burnt there.\n", false)
	if status != http.StatusSeeOther || header.Get("Location") != "/courses/"+doc.Course.String() {
		t.Fatalf("%d %s %s", status, header.Get("Location"), body)
	}
	s.ready(doc.ID, 2)
	s.lost(doc.ID, 1)

	if _, _, body := s.look("/courses/" + doc.Course.String()); !strings.Contains(body, "1 card lost its quote") || !strings.Contains(body, "/cards?document="+doc.ID.String()+"&status=stale") {
		t.Error("the course does not link to the card that lost its quote")
	}
	if _, _, body := s.look("/documents/" + doc.ID.String()); !strings.Contains(body, "1 card lost its quote.") || !strings.Contains(body, "Replaced on ") {
		t.Error("the reader does not say that its document was replaced")
	}
	if c, err := s.Learning.Card(t.Context(), s.account.ID, moved.ID); err != nil || c.Source.Stale || c.Source.Version != 2 {
		t.Errorf("the card whose quote stands in both: %+v, %v", c.Source, err)
	}
	path := "/cards/" + lost.ID.String()
	list := "/cards?q=is%3Astale"
	if _, _, body := s.look(list); !strings.Contains(body, "<s>Mitochondria make energy from sugar.</s>") || !strings.Contains(body, `formaction="`+path+`/keep"`) {
		t.Error("the list of lost quotes compares none")
	}
	if status, _, body := s.send("GET", path+"/nearest", "", nil, true); status != http.StatusOK || !strings.Contains(body, `formaction="`+path+`/quote"`) {
		t.Errorf("the comparison alone: %d %s", status, body)
	}
	_, _, body = s.look(path)
	picks := regexp.MustCompile(`value="(\d+:\d+:\d+)"( checked)?[^>]*><span><span>([^<]*)`).FindAllStringSubmatch(body, -1)
	var best []string
	for _, p := range picks {
		if p[2] != "" {
			best = p
		}
	}
	if !strings.Contains(body, "<s>Mitochondria make energy from sugar.</s>") || best == nil || best[3] != "Sugar gives mitochondria their energy." {
		t.Fatalf("the card is not compared: %q", picks)
	}

	use := url.Values{"back": {list}, "v-" + lost.ID.String(): {"2"}, "s-" + lost.ID.String(): {best[1]}}
	for _, c := range []struct {
		path  string
		form  url.Values
		holds func(c learning.Card) bool
	}{
		{"/quote", use, func(c learning.Card) bool {
			return c.Source.Quote == best[3] && !c.Source.Stale && c.Source.Version == 2
		}},
		{"/keep", url.Values{"back": {list}}, func(c learning.Card) bool { return c.Source.KeptAt != nil && !c.Source.Stale }},
		{"/status", url.Values{"back": {list}, "status": {"suspended"}}, func(c learning.Card) bool { return c.Status == learning.Suspended && c.Source.Stale }},
	} {
		if status, body := s.form(path+c.path, c.form); status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", c.path, status, body)
		}
		got, err := s.Learning.Card(t.Context(), s.account.ID, lost.ID)
		if err != nil || !c.holds(got) {
			t.Errorf("%s: %+v %+v, %v", c.path, got.Status, got.Source, err)
		}
		s.lost(doc.ID, 0)
		var change id.Change
		if err := s.Pool.QueryRow(t.Context(), `select id from card_changes order by id desc limit 1`).Scan(&change); err != nil {
			t.Fatal(err)
		}
		if status, body := s.form("/cards/undo", url.Values{"id": {change.String()}}); status != http.StatusSeeOther {
			t.Errorf("%s, undone: %d %s", c.path, status, body)
		}
		s.lost(doc.ID, 1)
	}
	if status, body := s.form(path+"/quote", url.Values{"back": {list}, "v-" + lost.ID.String(): {"2"}}); status != http.StatusSeeOther {
		t.Errorf("no sentence was chosen: %d %s", status, body)
	}
	if status, _ := s.form("/cards/"+id.New[id.Card]().String()+"/quote", use); status != http.StatusNotFound {
		t.Errorf("no such card: %d", status)
	}
}

// cited is a citation of an answer, at a place of the document's first version.
func (s *site) cited(doc id.Document, quote string, start int) id.Citation {
	s.t.Helper()
	citation, conversation, message := id.New[id.Citation](), id.New[id.Conversation](), id.New[id.Message]()
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{`insert into conversations (id, owner_id, title) values ($1, $2, 'q')`, []any{conversation, s.account.ID}},
		{`insert into messages (id, conversation_id, owner_id, ordinal, question, answered, status) values ($1, $2, $3, 0, 'q', true, 'done')`, []any{message, conversation, s.account.ID}},
		{`insert into citations (id, message_id, owner_id, n, chunk_id, document_id, version, title, quote, segments)
			values ($1, $2, $3, 1, 1, $4, 1, 'd', $5, jsonb_build_array(jsonb_build_object('page', 1, 'start', $6::int, 'end', $6::int + length($5))))`,
			[]any{citation, message, s.account.ID, doc, quote, start}},
	} {
		if _, err := s.Pool.Exec(s.t.Context(), q.sql, q.args...); err != nil {
			s.t.Fatal(err)
		}
	}
	return citation
}

func TestOldPlacesNeverMarkOtherWords(t *testing.T) {
	s := newSite(t, auth.RoleStudent)
	s.work()
	const stays, goes = "Ribosomes build proteins.", "Mitochondria make energy."
	if status, body := s.upload("cells.txt", goes+" "+stays+"\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	doc := s.onlyDocument()
	s.ready(doc.ID, 1)
	moved, lost := s.cited(doc.ID, stays, len(goes)+1), s.cited(doc.ID, goes, 0)
	card := s.quoting(doc.ID, stays)
	read := "/documents/" + doc.ID.String()
	marked := regexp.MustCompile(`<mark[^>]*>([^<]*)</mark>`)
	onPage := func(path string) string {
		t.Helper()
		_, _, body := s.look(path)
		_, text, _ := strings.Cut(body, "data-text")
		text, _, _ = strings.Cut(text, "</article>")
		var words []string
		for _, m := range marked.FindAllStringSubmatch(text, -1) {
			words = append(words, m[1])
		}
		return strings.Join(words, "|")
	}
	old := "?v=1&page=1&from=0&to=" + "25"
	if got := onPage(read + old); got != goes {
		t.Errorf("before, the stretch marks %q", got)
	}
	if status, _, body := s.replaceFile(doc.ID, "cells.txt", "A preface.\n\nVacuoles store water. "+stays+"\n", true); status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	s.ready(doc.ID, 2)
	for path, want := range map[string]string{
		read + old:                                              "",
		read + "?cite=" + lost.String():                         "",
		read + "?cite=" + moved.String():                        stays,
		read + "?v=2&page=1&from=0&to=10":                       "A preface.",
		read + "?page=1&cite=" + id.New[id.Citation]().String(): "",
	} {
		if got := onPage(path); got != want {
			t.Errorf("%s marks %q, want %q", path, got, want)
		}
	}
	if _, _, body := s.look(read + "?cite=" + lost.String()); !strings.Contains(body, "from the version before and does not stand in this one") {
		t.Error("the reader does not say that the quote is gone")
	}

	// A card made from an old answer quotes what stands there now.
	for citation, want := range map[id.Citation]struct {
		version int
		stale   bool
	}{moved: {2, false}, lost: {1, true}} {
		if status, body := s.form("/cards", url.Values{"front": {"from " + citation.String()}, "back": {"b"}, "citation": {citation.String()}}); status != http.StatusSeeOther {
			t.Fatalf("%d %s", status, body)
		}
		list, _, err := s.Learning.Cards(t.Context(), s.account.ID, learning.CardFilter{Text: citation.String()})
		if err != nil || len(list) != 1 || list[0].Source.Version != want.version || list[0].Source.Stale != want.stale {
			t.Errorf("%+v, %v; want %+v", list, err, want)
		}
	}
	for {
		c, err := s.Learning.Card(t.Context(), s.account.ID, card.ID)
		if err != nil {
			t.Fatal(err)
		}
		if c.Source.Version == 2 {
			break
		}
		time.Sleep(20 * time.Millisecond) // the job is on its way
	}
	_, _, body := s.look("/cards/" + card.ID.String())
	link := regexp.MustCompile(`href="(/documents/[^"]*from=[^"]*)"`).FindStringSubmatch(body)
	if link == nil || onPage(link[1]) != stays {
		t.Errorf("the card leads to %q", link)
	}
}
