package cards

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"studyapp/internal/generation/cite"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// noteForm is what a student types about a card.
type noteForm struct {
	Kind, Front, Back, Tags, Course string

	Seen  string     // the version of the card that the form was drawn from
	Other *otherText // what another device made of it meanwhile
}

type otherText struct{ Front, Back, Tags string }

func readNoteForm(r *http.Request) noteForm {
	return noteForm{Kind: cmp.Or(r.PostFormValue("kind"), string(learning.Basic)), Front: strings.TrimSpace(r.PostFormValue("front")),
		Back: strings.TrimSpace(r.PostFormValue("back")), Tags: r.PostFormValue("tags"), Course: r.PostFormValue("course"), Seen: r.PostFormValue("seen")}
}

// tags splits what was typed at commas and spaces.
func (f noteForm) tags() []string {
	return strings.FieldsFunc(f.Tags, func(r rune) bool { return r == ',' || r == ' ' })
}

func (p *pages) newCard(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	form := noteForm{Kind: cmp.Or(q.Get("kind"), string(learning.Basic)), Course: q.Get("course"), Front: q.Get("front"), Back: q.Get("text")}
	if form.Kind == string(learning.Cloze) && form.Front == "" {
		form.Front, form.Back = q.Get("text"), ""
	}
	return p.showNewCard(w, r, form, sourceForm{q.Get("document"), q.Get("page"), q.Get("quote"), q.Get("citation")}, frame.LocalPath(q.Get("back"), ""), nil)
}

// sourceForm names where a card made by hand comes from.
type sourceForm struct{ Document, Page, Quote, Citation string }

func (p *pages) showNewCard(w http.ResponseWriter, r *http.Request, form noteForm, source sourceForm, back string, failed error) error {
	choices, err := p.CourseChoices(r)
	if err != nil {
		return err
	}
	return p.Dialog(w, r, ui.Dialog{Title: words.NewCard, Submit: makeCard, Action: "/cards", Back: cmp.Or(back, "/cards")}, "cards", failed,
		noteFields(form, choices, true, source, back, failed))
}

func (p *pages) createCard(w http.ResponseWriter, r *http.Request) error {
	a, ctx, form := auth.User(r.Context()), r.Context(), readNoteForm(r)
	source := sourceForm{r.PostFormValue("document"), r.PostFormValue("page"), r.PostFormValue("quote"), r.PostFormValue("citation")}
	back := frame.LocalPath(r.PostFormValue("return_to"), "")
	course, err := frame.OptionalID[id.Course](form.Course)
	if err != nil {
		return err
	}
	note := learning.NewNote{Course: course, Kind: learning.Kind(form.Kind), Front: form.Front, Back: form.Back, Tags: form.tags()}
	if note.Source, err = p.noteSource(r, source); err != nil {
		return err
	}
	list, err := p.Learning.CreateNote(ctx, a.ID, note)
	if err != nil {
		return p.showNewCard(w, r, form, source, back, err)
	}
	to := back
	if to == "" {
		to = "/cards"
		if form.Course != "" {
			to += "?course=" + form.Course
		}
	}
	return p.Done(w, r, to, &ui.Toast{Text: cardsAdded(len(list)), Link: lookAtIt, URL: "/cards/" + list[0].ID.String()})
}

// noteSource is where a card made by hand comes from: a citation, or words
// selected on a page. The quote counts only if it stands there word for word.
func (p *pages) noteSource(r *http.Request, f sourceForm) (*learning.Source, error) {
	a, ctx := auth.User(r.Context()), r.Context()
	if f.Citation != "" {
		citation, err := id.Parse[id.Citation](f.Citation)
		if err != nil {
			return nil, err
		}
		c, err := p.Answers.Citation(ctx, a.ID, citation)
		if err != nil {
			return nil, err
		}
		segments, err := json.Marshal(c.Segments)
		if err != nil {
			return nil, err
		}
		if q, err := p.Quotes.Quote(ctx, a.ID, c.DocumentID, c.Quote, c.Segments); err == nil {
			return q.Source(), nil // where it stands now; the answer may be older than the document
		} else if k := errs.KindOf(err); k != errs.Invalid && k != errs.Conflict && k != errs.NotFound {
			return nil, err
		} else if k == errs.Invalid {
			return &learning.Source{Document: c.DocumentID, Version: c.Version, Chunk: c.ChunkID, Quote: c.Quote, Page: c.Page, Segments: segments, Stale: true}, nil
		}
		return &learning.Source{Document: c.DocumentID, Version: c.Version, Chunk: c.ChunkID, Quote: c.Quote, Page: c.Page, Segments: segments}, nil
	}
	if f.Document == "" {
		return nil, nil //nolint:nilnil // a card without a source
	}
	doc, err := id.Parse[id.Document](f.Document)
	if err != nil {
		return nil, err
	}
	d, err := p.Ingest.Document(ctx, a.ID, doc)
	if err != nil {
		return nil, err
	}
	s := &learning.Source{Document: d.ID, Version: d.Version}
	n, err := strconv.Atoi(f.Page)
	if err != nil || f.Quote == "" {
		return s, nil //nolint:nilerr // no page was named
	}
	texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{From: n, To: n})
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		text := []rune(t.Text)
		start, end, ok := cite.Find(text, f.Quote)
		if !ok {
			continue
		}
		s.Quote, s.Version = string(text[start:end]), t.Version // which is an older one while a new one is read
		if d.Kind == ingest.PDF {
			s.Page = &n
		}
		if s.Segments, err = json.Marshal([]extract.Segment{{Page: n, Start: start, End: end}}); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (p *pages) ownCard(r *http.Request) (learning.Card, error) {
	card, err := frame.PathID[id.Card](r)
	if err != nil {
		return learning.Card{}, err
	}
	return p.Learning.Card(r.Context(), auth.User(r.Context()).ID, card)
}

func (p *pages) editCard(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	form := noteForm{Kind: string(c.Kind), Front: c.Text, Back: c.Extra, Tags: strings.Join(c.Tags, ", "), Course: c.Course.String(), Seen: c.Version()}
	return p.showEditCard(w, r, c, form, frame.LocalPath(r.URL.Query().Get("back"), "/cards/"+c.ID.String()), nil)
}

// showEditCard shows the form. When the card was changed on another device
// meanwhile, it shows that text as well, and saving takes its place.
func (p *pages) showEditCard(w http.ResponseWriter, r *http.Request, c learning.Card, form noteForm, back string, failed error) error {
	choices, err := p.CourseChoices(r)
	if err != nil {
		return err
	}
	d := ui.Dialog{Title: editCardTitle, Submit: words.Save, Action: "/cards/" + c.ID.String(), Back: back}
	if changedElsewhere(failed) {
		if c, err = p.Learning.Card(r.Context(), auth.User(r.Context()).ID, c.ID); err != nil {
			return err
		}
		form.Seen, form.Other = c.Version(), &otherText{Front: c.Text, Back: c.Extra, Tags: strings.Join(c.Tags, ", ")}
		d.Submit, d.Other = saveMine, keepOther
	}
	return p.Dialog(w, r, d, "cards", failed, noteFields(form, choices, false, sourceForm{}, back, failed))
}

// changedElsewhere reports that an edit was refused because another device
// was faster.
func changedElsewhere(err error) bool {
	var e *errs.Error
	return errors.As(err, &e) && e.Kind == errs.Conflict && e.Data["reason"] == learning.ChangedElsewhere
}

func (p *pages) updateCard(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	form := readNoteForm(r)
	tags := form.tags()
	back := frame.LocalPath(r.PostFormValue("return_to"), "/cards/"+c.ID.String())
	if r.PostFormValue("other") != "" { // the other device's text stays
		return p.Done(w, r, back, &ui.Toast{Text: otherKept})
	}
	patch := learning.Patch{Seen: form.Seen, Front: &form.Front, Back: &form.Back, Tags: &tags}
	course, err := frame.OptionalID[id.Course](form.Course)
	if err != nil {
		return err
	}
	if !course.IsZero() && course != c.Course {
		patch.Course = &course
	}
	if _, err := p.Learning.UpdateCard(r.Context(), auth.User(r.Context()).ID, c.ID, patch); err != nil {
		form.Kind = string(c.Kind)
		return p.showEditCard(w, r, c, form, back, err)
	}
	return p.Done(w, r, back, &ui.Toast{Text: words.Saved})
}

// frontHint explains gaps where a cloze can be written.
func frontHint(f noteForm, isNew bool) string {
	if isNew || f.Kind == string(learning.Cloze) {
		return gapHint
	}
	return ""
}
