package ask

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// scope is where answers are looked for: everything, a course, or documents.
type scope struct {
	Course    id.Course
	Documents []id.Document
	Words     string // "Cell biology, 5 documents"
	Missing   int    // how many of the chosen documents are not there any more
	Gone      bool   // nothing is left of what was chosen
	Instead   []instead
}

// instead is another place to look, where nothing is left of what was chosen.
type instead struct{ Label, Query string }

// mostChosen is how many documents a question can be asked of by name: they
// stand in the address.
const mostChosen = 100

// readScope reads a scope from a query or form: course, document (any number),
// or scope as Value writes it.
func readScope(q url.Values) (scope, error) {
	var s scope
	course, documents := q.Get("course"), q["document"]
	switch kind, value, _ := strings.Cut(q.Get("scope"), ":"); kind {
	case "course":
		course = value
	case "document":
		documents = strings.Split(value, ",")
	}
	var err error
	if s.Course, err = frame.OptionalID[id.Course](course); err != nil {
		return s, err
	}
	if len(documents) > mostChosen {
		return s, errs.New(errs.Invalid, tooManyChosen(mostChosen)).At("document")
	}
	for _, d := range documents {
		doc, err := id.Parse[id.Document](d)
		if err != nil {
			return s, err
		}
		if !slices.Contains(s.Documents, doc) {
			s.Documents = append(s.Documents, doc)
		}
	}
	if len(s.Documents) > 0 {
		s.Course = id.Course{}
	}
	return s, nil
}

// Value is the scope in one form field, empty for everything.
func (s scope) Value() string {
	switch {
	case len(s.Documents) > 0:
		list := make([]string, len(s.Documents))
		for i, d := range s.Documents {
			list[i] = d.String()
		}
		return "document:" + strings.Join(list, ",")
	case !s.Course.IsZero():
		return "course:" + s.Course.String()
	}
	return ""
}

// Query is the scope as the query of an address, with its question mark.
func (s scope) Query() string {
	q := url.Values{}
	for _, d := range s.Documents {
		q.Add("document", d.String())
	}
	if !s.Course.IsZero() {
		q.Set("course", s.Course.String())
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// named fills in the words of a scope, and tells whether there is anything to
// look in. What is not there any more is left out and counted; where nothing is
// left, the scope is Gone and says what could be asked instead. It never
// becomes wider by itself.
func (p *pages) named(ctx context.Context, a auth.Account, s scope) (scope, bool, error) {
	courses, err := p.AllCourses(ctx)
	if err != nil {
		return s, false, err
	}
	total := 0
	for _, c := range courses {
		total += c.Documents
	}
	course := func(wanted id.Course) (learning.Course, bool) {
		at := slices.IndexFunc(courses, func(c learning.Course) bool { return c.ID == wanted })
		if at < 0 {
			return learning.Course{}, false
		}
		return courses[at], true
	}
	chosen := s.Documents
	if len(chosen) > 0 {
		docs, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{IDs: chosen, Limit: mostChosen})
		if err != nil {
			return s, false, err
		}
		s.Documents = nil
		for _, d := range docs {
			s.Documents, s.Words = append(s.Documents, d.ID), d.Title
		}
		if len(docs) > 1 {
			s.Words = words.Documents(len(docs))
		}
		s.Missing, s.Gone = len(chosen)-len(docs), len(docs) == 0
	} else if c, ok := course(s.Course); ok {
		s.Words = scopeCourse(c.Title, c.Documents)
	} else if s.Gone = !s.Course.IsZero(); !s.Gone {
		s.Words = scopeAll(total)
	}
	if !s.Gone {
		return s, total > 0, nil
	}
	s.Course, s.Words = id.Course{}, scopeIsGone
	for _, doc := range chosen {
		d, err := p.Ingest.Binned(ctx, a.ID, doc)
		if errors.Is(err, errs.NotFound) { // gone for good
			continue
		} else if err != nil {
			return s, false, err
		}
		c, ok := course(d.Course)
		there := instead{askIn(scopeCourse(c.Title, c.Documents)), scope{Course: c.ID}.Query()}
		if ok && c.Documents > 0 && !slices.Contains(s.Instead, there) {
			s.Instead = append(s.Instead, there)
		}
	}
	if total > 0 {
		s.Instead = append(s.Instead, instead{askAll(total), ""})
	}
	return s, total > 0, nil
}

// notes says what an answer from this scope does not know: chosen documents
// that are deleted, and those that are still being read.
func (p *pages) notes(ctx context.Context, a auth.Account, s scope) ([]string, error) {
	if s.Gone {
		return nil, nil
	}
	var out []string
	if s.Missing > 0 {
		out = append(out, someGone(s.Missing, s.Missing+len(s.Documents)))
	}
	docs, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Course: s.Course, IDs: s.Documents, Order: ingest.UnfinishedFirst, Limit: 200})
	if err != nil {
		return nil, err
	}
	reading := 0
	for _, d := range docs {
		if d.Status != ingest.Ready && d.Status != ingest.Failed {
			reading++
		}
	}
	if reading > 0 {
		out = append(out, stillRead(reading))
	}
	return out, nil
}

// scopeChoice is one line of the dialog that chooses a scope.
type scopeChoice struct {
	Value, Label string
	Lang         string
	Chosen       bool
}

// scopeForm is that dialog.
type scopeForm struct {
	In        []scopeChoice // everything, the courses, chosen documents
	Documents []scopeChoice
	Failed    string
}

const inDocuments = "documents" // the choice of chosen documents

func (p *pages) askScope(w http.ResponseWriter, r *http.Request) error {
	s, err := readScope(r.URL.Query())
	if err != nil {
		return err
	}
	return p.showScope(w, r, s, nil)
}

func (p *pages) showScope(w http.ResponseWriter, r *http.Request, s scope, failed error) error {
	a, ctx := auth.User(r.Context()), r.Context()
	courses, err := p.AllCourses(ctx)
	if err != nil {
		return err
	}
	total := 0
	var form scopeForm
	for _, c := range courses {
		if c.Documents > 0 {
			form.In = append(form.In, scopeChoice{Value: "course:" + c.ID.String(), Label: scopeCourse(c.Title, c.Documents), Chosen: c.ID == s.Course})
		}
		total += c.Documents
	}
	chosen := len(s.Documents) > 0 || failed != nil
	form.In = slices.Insert(form.In, 0, scopeChoice{Label: scopeAll(total), Chosen: !chosen && s.Course.IsZero()})
	form.In = append(form.In, scopeChoice{Value: inDocuments, Label: chosenDocuments, Chosen: chosen})
	if failed != nil {
		form.Failed = errs.Message(failed)
	}
	for cursor := ""; ; {
		docs, next, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Limit: 200, Cursor: cursor})
		if err != nil {
			return err
		}
		for _, d := range docs {
			if d.Chunks > 0 {
				form.Documents = append(form.Documents, scopeChoice{Value: d.ID.String(), Label: d.Title, Lang: d.Language, Chosen: slices.Contains(s.Documents, d.ID)})
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	return p.Dialog(w, r, ui.Dialog{Title: lookInTitle, Submit: lookThere, Action: "/ask/scope", Back: "/ask" + s.Query()}, "ask", failed, scopeFields(form))
}

func (p *pages) chooseScope(w http.ResponseWriter, r *http.Request) error {
	q := url.Values{"scope": {r.PostFormValue("in")}}
	if r.PostFormValue("in") == inDocuments {
		q = url.Values{"document": r.PostForm["document"]}
		if len(q["document"]) == 0 {
			return p.showScope(w, r, scope{}, errs.New(errs.Invalid, chooseOne).At("document"))
		}
	}
	s, err := readScope(q)
	if errors.Is(err, errs.Invalid) {
		return p.showScope(w, r, scope{}, err)
	}
	if err != nil {
		return err
	}
	return p.Done(w, r, "/ask"+s.Query(), nil)
}
