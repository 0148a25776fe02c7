package page

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
	"studyapp/web/ui"
	"studyapp/web/words"
)

// scope is where answers are looked for: everything, a course, or documents.
type scope struct {
	Course    id.Course
	Documents []id.Document
	Words     string // "Cell biology, 5 documents"
	Gone      bool   // documents were chosen, and none of them is left
}

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
	if s.Course, err = optionalID[id.Course](course); err != nil {
		return s, err
	}
	if len(documents) > mostChosen {
		return s, errs.New(errs.Invalid, words.TooManyChosen(mostChosen)).At("document")
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
// look in. What is not there any more is left out; where nothing is left of
// chosen documents, the scope is everything and says that they are gone.
func (p *pages) named(ctx context.Context, a auth.Account, s scope) (scope, bool, error) {
	courses, err := p.allCourses(ctx)
	if err != nil {
		return s, false, err
	}
	total := 0
	for _, c := range courses {
		total += c.Documents
	}
	var there []id.Document
	if len(s.Documents) > 0 {
		docs, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{IDs: s.Documents, Limit: mostChosen})
		if err != nil {
			return s, false, err
		}
		for _, d := range docs {
			there, s.Words = append(there, d.ID), d.Title
		}
	}
	s.Gone = len(s.Documents) > 0 && len(there) == 0
	s.Documents = there
	if len(there) > 1 {
		s.Words = words.Documents(len(there))
	}
	if len(there) == 0 {
		at := slices.IndexFunc(courses, func(c learning.Course) bool { return c.ID == s.Course })
		if at < 0 {
			s = scope{Words: words.ScopeAll(total), Gone: s.Gone}
		} else {
			s.Words = words.ScopeCourse(courses[at].Title, courses[at].Documents)
		}
	}
	return s, total > 0, nil
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
	courses, err := p.allCourses(ctx)
	if err != nil {
		return err
	}
	total := 0
	var form scopeForm
	for _, c := range courses {
		if c.Documents > 0 {
			form.In = append(form.In, scopeChoice{Value: "course:" + c.ID.String(), Label: words.ScopeCourse(c.Title, c.Documents), Chosen: c.ID == s.Course})
		}
		total += c.Documents
	}
	chosen := len(s.Documents) > 0 || failed != nil
	form.In = slices.Insert(form.In, 0, scopeChoice{Label: words.ScopeAll(total), Chosen: !chosen && s.Course.IsZero()})
	form.In = append(form.In, scopeChoice{Value: inDocuments, Label: words.ChosenDocuments, Chosen: chosen})
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
	return p.dialog(w, r, ui.Dialog{Title: words.LookInTitle, Submit: words.LookThere, Action: "/ask/scope", Back: "/ask" + s.Query()}, "ask", failed, scopeFields(form))
}

func (p *pages) chooseScope(w http.ResponseWriter, r *http.Request) error {
	q := url.Values{"scope": {r.PostFormValue("in")}}
	if r.PostFormValue("in") == inDocuments {
		q = url.Values{"document": r.PostForm["document"]}
		if len(q["document"]) == 0 {
			return p.showScope(w, r, scope{}, errs.New(errs.Invalid, words.ChooseOne).At("document"))
		}
	}
	s, err := readScope(q)
	if errors.Is(err, errs.Invalid) {
		return p.showScope(w, r, scope{}, err)
	}
	if err != nil {
		return err
	}
	return p.done(w, r, "/ask"+s.Query(), nil)
}
