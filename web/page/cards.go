package page

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"studyapp/internal/generation/cite"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// cardsView is the card browser: the filter, the list, and on wide screens the
// chosen card beside it.
type cardsView struct {
	Query    url.Values // of the filter
	Text     string
	Course   string
	Status   string
	Document string
	DocTitle string
	Courses  []ui.Choice
	Rows     []cardRow
	More     string // address of the next part
	Filtered bool
	Drafts   int // drafts among what is listed
	Chosen   *cardView
	Title    string
	Here     string // this list's address, to come back to
}

type cardRow struct {
	ID, Front, Source string
	State             string
	Href              string
	Draft, Current    bool
}

// cardView is one card with its history.
type cardView struct {
	ID          string
	Front, Back string // HTML
	Quote       string
	Stale       bool
	SourceURL   string
	SourceText  string
	State       string
	Facts       [][2]string
	Tags        string
	History     []historyRow
	Status      learning.Status
	Wrong       bool
	Back2       string // where its actions come back to
}

type historyRow struct{ When, Rating, Note string }

// statusFilters are the choices of the filter, in order.
var statusFilters = [...]string{"", "due", "draft", "active", "suspended", "wrong", "stale"}

func (p *pages) cards(w http.ResponseWriter, r *http.Request) error {
	return p.showCards(w, r, id.Card{})
}

// card shows one card: alone on a phone, beside the list on wide screens.
func (p *pages) card(w http.ResponseWriter, r *http.Request) error {
	card, err := pathID[id.Card](r)
	if err != nil {
		return err
	}
	return p.showCards(w, r, card)
}

func (p *pages) showCards(w http.ResponseWriter, r *http.Request, chosen id.Card) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	f, err := p.frame(r, words.NavCards, "cards")
	if err != nil {
		return err
	}
	v := cardsView{Text: strings.TrimSpace(q.Get("q")), Course: q.Get("course"), Status: q.Get("status"), Document: q.Get("document"), Query: url.Values{}}
	for _, k := range [...]string{"q", "course", "status", "document"} {
		if x := q.Get(k); x != "" {
			v.Query.Set(k, x)
			v.Filtered = true
		}
	}
	filter := learning.CardFilter{Text: v.Text, Limit: 50, Cursor: q.Get("cursor")}
	if filter.Course, err = optionalID[id.Course](v.Course); err != nil {
		return err
	}
	if filter.Document, err = optionalID[id.Document](v.Document); err != nil {
		return err
	}
	switch v.Status {
	case "":
	case "due":
		filter.Due = true
	case "wrong":
		filter.Wrong = true
	case "stale":
		filter.Stale = true
	default:
		filter.Status = learning.Status(v.Status)
	}
	list, next, err := p.Learning.Cards(ctx, a.ID, filter)
	if err != nil {
		return err
	}
	if next != "" {
		more := url.Values{"cursor": {next}}
		for k, x := range v.Query {
			more[k] = x
		}
		v.More = "/cards?" + more.Encode()
	}
	v.Here = "/cards"
	if len(v.Query) > 0 {
		v.Here += "?" + v.Query.Encode()
	}
	for _, c := range list {
		row := cardRow{ID: c.ID.String(), Front: words.Short(plain(c.Front), 180), State: p.cardState(a, c), Draft: c.Status == learning.Draft, Current: c.ID == chosen}
		row.Href = "/cards/" + row.ID
		if len(v.Query) > 0 {
			row.Href += "?" + v.Query.Encode()
		}
		if c.Source != nil && c.Source.Title != "" {
			row.Source = words.SourceAt(c.Source.Title, c.Source.Page)
		}
		if row.Draft {
			v.Drafts++
		}
		v.Rows = append(v.Rows, row)
	}
	if isFragment(r) && q.Get("cursor") != "" {
		return show(w, r, cardRows(v))
	}
	if v.Courses, err = p.courseChoices(r); err != nil {
		return err
	}
	v.Courses = append([]ui.Choice{{Value: "", Label: words.AllCourses}}, v.Courses...)
	if !filter.Document.IsZero() {
		if d, err := p.Ingest.Document(ctx, a.ID, filter.Document); err == nil {
			v.DocTitle = d.Title
		} else if !errors.Is(err, errs.NotFound) {
			return err
		}
	}
	v.Title = words.NavCards
	if !chosen.IsZero() {
		c, err := p.Learning.Card(ctx, a.ID, chosen)
		if err != nil {
			return err
		}
		if v.Chosen, err = p.cardDetail(r, a, c, v.Here); err != nil {
			return err
		}
	}
	return show(w, r, cardsPage(f, v))
}

// cardState is a card's state in words: draft, due today, due Friday 12 June.
func (p *pages) cardState(a auth.Account, c learning.Card) string {
	now := p.Now()
	switch {
	case c.WrongAt != nil:
		return words.StateWrong
	case c.Status == learning.Draft:
		return words.StateDraft
	case c.Status == learning.Suspended:
		return words.StateSuspended
	case c.BuriedUntil != nil && c.BuriedUntil.After(now):
		return words.StateBuried
	case c.State.Reps == 0:
		return words.StateNew
	}
	return words.DueOn(c.State.Due, now, a.Location())
}

func (p *pages) cardDetail(r *http.Request, a auth.Account, c learning.Card, back string) (*cardView, error) {
	v := &cardView{ID: c.ID.String(), State: p.cardState(a, c), Tags: strings.Join(c.Tags, ", "), Status: c.Status, Wrong: c.WrongAt != nil, Back2: back}
	v.Front, v.Back = sides(c)
	if c.Source != nil {
		v.Quote, v.Stale = c.Source.Quote, c.Source.Stale
		v.SourceURL, v.SourceText = sourceLink(*c.Source)
	}
	if c.State.Reps > 0 {
		v.Facts = append(v.Facts, [2]string{words.FactReviews, words.Number(c.State.Reps)}, [2]string{words.FactLapses, words.Number(c.State.Lapses)})
	}
	history, err := p.Learning.History(r.Context(), a.ID, c.ID)
	if err != nil {
		return nil, err
	}
	slices.Reverse(history)
	for _, h := range history[:min(20, len(history))] {
		row := historyRow{When: words.When(h.ReviewedAt, p.Now(), a.Location()), Rating: words.Ratings[max(1, min(4, int(h.Rating)))-1]}
		if h.Voided {
			row.Note = words.Voided(h.VoidReason)
		} else {
			row.Note = words.NextDue(h.State.Due, p.Now(), a.Location())
		}
		v.History = append(v.History, row)
	}
	return v, nil
}

// noteForm is what a student types about a card.
type noteForm struct {
	Kind, Front, Back, Tags, Course string
}

func readNoteForm(r *http.Request) noteForm {
	return noteForm{Kind: firstOf(r.PostFormValue("kind"), string(learning.Basic)), Front: strings.TrimSpace(r.PostFormValue("front")),
		Back: strings.TrimSpace(r.PostFormValue("back")), Tags: r.PostFormValue("tags"), Course: r.PostFormValue("course")}
}

// tags splits what was typed at commas and spaces.
func (f noteForm) tags() []string {
	return strings.FieldsFunc(f.Tags, func(r rune) bool { return r == ',' || r == ' ' })
}

func (p *pages) newCard(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	form := noteForm{Kind: firstOf(q.Get("kind"), string(learning.Basic)), Course: q.Get("course"), Front: q.Get("front"), Back: q.Get("text")}
	if form.Kind == string(learning.Cloze) && form.Front == "" {
		form.Front, form.Back = q.Get("text"), ""
	}
	return p.showNewCard(w, r, form, sourceForm{q.Get("document"), q.Get("page"), q.Get("quote"), q.Get("citation")}, localPath(q.Get("back"), ""), nil)
}

// sourceForm names where a card made by hand comes from.
type sourceForm struct{ Document, Page, Quote, Citation string }

func (p *pages) showNewCard(w http.ResponseWriter, r *http.Request, form noteForm, source sourceForm, back string, failed error) error {
	choices, err := p.courseChoices(r)
	if err != nil {
		return err
	}
	return p.dialog(w, r, ui.Dialog{Title: words.NewCard, Submit: words.MakeCard, Action: "/cards", Back: firstOf(back, "/cards")}, "cards", failed,
		noteFields(form, choices, true, source, back, failed))
}

func (p *pages) createCard(w http.ResponseWriter, r *http.Request) error {
	a, ctx, form := auth.User(r.Context()), r.Context(), readNoteForm(r)
	source := sourceForm{r.PostFormValue("document"), r.PostFormValue("page"), r.PostFormValue("quote"), r.PostFormValue("citation")}
	back := localPath(r.PostFormValue("return_to"), "")
	course, err := optionalID[id.Course](form.Course)
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
	return p.done(w, r, to, &ui.Toast{Text: words.CardsAdded(len(list)), Link: words.LookAtIt, URL: "/cards/" + list[0].ID.String()})
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
		c, err := p.Generation.Citation(ctx, a.ID, citation)
		if err != nil {
			return nil, err
		}
		segments, err := json.Marshal(c.Segments)
		if err != nil {
			return nil, err
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
		s.Quote = string(text[start:end])
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
	card, err := pathID[id.Card](r)
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
	form := noteForm{Kind: string(c.Kind), Front: c.Text, Back: c.Extra, Tags: strings.Join(c.Tags, ", "), Course: c.Course.String()}
	return p.showEditCard(w, r, c, form, localPath(r.URL.Query().Get("back"), "/cards/"+c.ID.String()), nil)
}

func (p *pages) showEditCard(w http.ResponseWriter, r *http.Request, c learning.Card, form noteForm, back string, failed error) error {
	choices, err := p.courseChoices(r)
	if err != nil {
		return err
	}
	return p.dialog(w, r, ui.Dialog{Title: words.EditCard, Submit: words.Save, Action: "/cards/" + c.ID.String(), Back: back}, "cards", failed,
		noteFields(form, choices, false, sourceForm{}, back, failed))
}

func (p *pages) updateCard(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	form := readNoteForm(r)
	tags := form.tags()
	back := localPath(r.PostFormValue("return_to"), "/cards/"+c.ID.String())
	patch := learning.Patch{Front: &form.Front, Back: &form.Back, Tags: &tags}
	course, err := optionalID[id.Course](form.Course)
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
	return p.done(w, r, back, &ui.Toast{Text: words.Saved})
}

// setCardStatus accepts a draft, suspends or buries a card, or takes it back.
func (p *pages) setCardStatus(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	to := learning.Status(r.PostFormValue("status"))
	if _, err := p.Learning.UpdateCard(r.Context(), auth.User(r.Context()).ID, c.ID, learning.Patch{Status: &to}); err != nil {
		return err
	}
	back := localPath(r.PostFormValue("back"), "/cards/"+c.ID.String())
	return p.done(w, r, back, &ui.Toast{Text: words.CardNow(string(to))})
}

func (p *pages) askDeleteCard(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	back := localPath(r.URL.Query().Get("back"), "/cards/"+c.ID.String())
	return p.dialog(w, r, ui.Dialog{Title: words.DeleteTitle(plain(c.Front)), Text: words.DeleteCardText(c.State.Reps), Submit: words.DeleteCard, Danger: true,
		Action: "/cards/" + c.ID.String() + "/delete", Back: back}, "cards", nil, backField(back))
}

func (p *pages) deleteCard(w http.ResponseWriter, r *http.Request) error {
	card, err := pathID[id.Card](r)
	if err != nil {
		return err
	}
	if err := p.Learning.DeleteCard(r.Context(), auth.User(r.Context()).ID, card); err != nil {
		return err
	}
	back := localPath(r.PostFormValue("back"), "/cards")
	if strings.HasPrefix(back, "/cards/"+card.String()) {
		back = "/cards"
	}
	return p.done(w, r, back, &ui.Toast{Text: words.CardDeleted})
}

// changeCards does one thing with every card that was selected.
func (p *pages) changeCards(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	if err := r.ParseForm(); err != nil {
		return errs.Wrap(errs.Invalid, err, words.NoneSelected)
	}
	back := localPath(r.PostFormValue("back"), "/cards")
	list := r.PostForm["card"]
	if len(list) == 0 {
		return p.done(w, r, back, &ui.Toast{Text: words.NoneSelected, Failed: true})
	}
	do := r.PostFormValue("do")
	for _, s := range list {
		card, err := id.Parse[id.Card](s)
		if err != nil {
			return err
		}
		switch do {
		case "delete":
			err = p.Learning.DeleteCard(ctx, a.ID, card)
		case string(learning.Active), string(learning.Suspended), string(learning.Draft), string(learning.Buried):
			to := learning.Status(do)
			_, err = p.Learning.UpdateCard(ctx, a.ID, card, learning.Patch{Status: &to})
		default:
			return errs.New(errs.Invalid, words.NoneSelected)
		}
		if err != nil && !errors.Is(err, errs.NotFound) { // deleted meanwhile is as good
			return err
		}
	}
	return p.done(w, r, back, &ui.Toast{Text: words.CardsChanged(len(list), do)})
}

// askWrong asks what to do with a card that is wrong.
func (p *pages) askWrong(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	back := localPath(r.URL.Query().Get("back"), "/cards/"+c.ID.String())
	return p.dialog(w, r, ui.Dialog{Title: words.Short(plain(c.Front), 160), Largest: words.WrongText, Submit: words.FixIt, Other: words.SuspendIt,
		Action: "/cards/" + c.ID.String() + "/wrong", Back: back}, "cards", nil, backField(back))
}

// markWrong voids a card's reviews, and goes on to fix or suspend it.
func (p *pages) markWrong(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	card, err := pathID[id.Card](r)
	if err != nil {
		return err
	}
	c, err := p.Learning.Wrong(ctx, a.ID, card)
	if err != nil {
		return err
	}
	back := localPath(r.PostFormValue("back"), "/cards/"+c.ID.String())
	if r.PostFormValue("other") != "" {
		to := learning.Suspended
		if _, err := p.Learning.UpdateCard(ctx, a.ID, c.ID, learning.Patch{Status: &to}); err != nil {
			return err
		}
		return p.done(w, r, withoutCard(back), &ui.Toast{Text: words.CardNow("suspended")})
	}
	return p.done(w, r, "/cards/"+c.ID.String()+"/edit?back="+url.QueryEscape(withoutCard(back)), nil)
}

// withoutCard is a review's address that no longer asks for one card.
func withoutCard(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path != "/review" {
		return address
	}
	q := u.Query()
	q.Del("card")
	q.Del("show")
	u.RawQuery = q.Encode()
	return u.RequestURI()
}

// statusChoices are the states a list of cards can be narrowed to.
func statusChoices() []ui.Choice {
	list := make([]ui.Choice, 0, len(statusFilters))
	for _, s := range statusFilters {
		list = append(list, ui.Choice{Value: s, Label: words.StatusFilter(s)})
	}
	return list
}

// frontHint explains gaps where a cloze can be written.
func frontHint(f noteForm, isNew bool) string {
	if isNew || f.Kind == string(learning.Cloze) {
		return words.GapHint
	}
	return ""
}
