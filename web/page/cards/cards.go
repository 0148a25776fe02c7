package cards

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
	"studyapp/web/page/cardface"
	"studyapp/web/page/frame"
	"studyapp/web/render"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// cardsView is the card browser: the filter, the list, and on wide screens the
// chosen card beside it.
type cardsView struct {
	Filter    string // as it was typed
	Error     string // what is wrong with it
	Course    string // the title that the menu shows, or empty
	Is        string // the state that the menu shows, or empty
	ByMenus   bool   // the menus say all that the filter says: they stay open
	Document  string
	DocTitle  string
	Courses   []ui.Choice // by title, for the filter
	Targets   []ui.Choice // by id, to move cards to
	Rows      []cardRow
	More      string // address of the next part
	Filtered  bool
	Drafts    int    // drafts among what is listed
	Count     string // how many cards there are
	Chosen    *cardView
	NewCourse string // course of a new card, or empty
	Here      string // this list's address, to come back to
}

type cardRow struct {
	ID, Source     string
	Front          render.Line
	State          string
	Href           string
	Draft, Current bool
	Lost           bool      // the list is of lost quotes: this one is compared in its row
	Compared       *lostView // at once; else when the student comes near it
}

// comparedAtOnce is how many lost quotes are compared before the list is sent:
// what a screen shows.
const comparedAtOnce = 3

// Up to where cards are counted: all of them, and those that a filter finds.
const (
	mostCounted = 10_000
	mostFound   = 1000
)

func (p *pages) cards(w http.ResponseWriter, r *http.Request) error {
	return p.showCards(w, r, id.Card{})
}

// card shows one card: alone on a phone, beside the list on wide screens.
func (p *pages) card(w http.ResponseWriter, r *http.Request) error {
	card, err := frame.PathID[id.Card](r)
	if err != nil {
		return err
	}
	return p.showCards(w, r, card)
}

// cardsAddress is the list with the filter, of one document where one is named.
func cardsAddress(filter, document string) string {
	q := url.Values{}
	if filter != "" {
		q.Set("q", filter)
	}
	if document != "" {
		q.Set("document", document)
	}
	if len(q) == 0 {
		return "/cards"
	}
	return "/cards?" + q.Encode()
}

// menusFirst rewrites the filter when it came by its menus: what they say
// counts unless the field was changed as well. Links that name a course or a
// state are read the same way.
func menusFirst(q url.Values, courses []learning.Course) (filter string, rewritten bool) {
	filter = strings.TrimSpace(q.Get("q"))
	if !q.Has("in") && !q.Has("course") && !q.Has("is") && !q.Has("status") {
		return filter, false
	}
	f, err := learning.ParseFilter(filter)
	if err != nil || q.Has("was") && filter != q.Get("was") {
		return filter, true
	}
	if q.Has("in") || q.Has("course") {
		f.Course = cmp.Or(q.Get("in"), q.Get("course"))
		for _, c := range courses {
			if c.ID.String() == f.Course {
				f.Course = c.Title
			}
		}
	}
	if is := cmp.Or(q.Get("is"), q.Get("status")); is == "" || slices.Contains(learning.Conditions(), is) {
		f.Is = nil
		if is != "" {
			f.Is = []string{is}
		}
	}
	return f.String(), true
}

// courseOfFilter is the course whose title a filter names; it must be part of
// one of them. The first of several is returned, with how many there are.
func courseOfFilter(title string, courses []learning.Course) (first learning.Course, n int, err error) {
	var titles []string
	for _, c := range courses {
		if strings.EqualFold(c.Title, fold.Name(title)) {
			return c, 1, nil
		}
		if fold.Contains(c.Title, title) {
			if n++; n == 1 {
				first = c
			}
		}
		titles = append(titles, c.Title)
	}
	if n == 0 {
		return first, 0, errs.New(errs.Invalid, noSuchCourse(title, titles)).At("q")
	}
	return first, n, nil
}

func (p *pages) showCards(w http.ResponseWriter, r *http.Request, chosen id.Card) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	courses, err := p.AllCourses(ctx)
	if err != nil {
		return err
	}
	v := cardsView{Document: q.Get("document")}
	filter := learning.CardFilter{Limit: 50, Cursor: q.Get("cursor")}
	if filter.Document, err = frame.OptionalID[id.Document](v.Document); err != nil {
		return err
	}
	var rewritten bool
	if v.Filter, rewritten = menusFirst(q, courses); rewritten && chosen.IsZero() {
		http.Redirect(w, r, cardsAddress(v.Filter, v.Document), http.StatusSeeOther)
		return nil
	}
	v.Filtered = v.Filter != "" || v.Document != ""
	v.Here = cardsAddress(v.Filter, v.Document)
	for _, c := range courses {
		v.Courses = append(v.Courses, ui.Choice{Value: c.Title, Label: c.Title})
		v.Targets = append(v.Targets, ui.Choice{Value: c.ID.String(), Label: c.Title})
	}
	status, err := p.readFilter(&v, &filter, courses)
	if err != nil {
		return err
	}
	if v.Error == "" {
		if err := p.listCards(r, a, &v, filter, chosen); err != nil {
			return err
		}
	}
	if frame.IsFragment(r) && q.Get("cursor") != "" {
		return frame.Show(w, r, cardRows(v))
	}
	if !filter.Document.IsZero() {
		if d, err := p.Ingest.Document(ctx, a.ID, filter.Document); err == nil {
			v.DocTitle = d.Title
		} else if !errors.Is(err, errs.NotFound) {
			return err
		}
	}
	if !chosen.IsZero() {
		c, err := p.Learning.Card(ctx, a.ID, chosen)
		if err != nil {
			return err
		}
		if v.Chosen, err = p.cardDetail(r, a, c, v.Here); err != nil {
			return err
		}
	}
	f, err := p.Frame(r, words.NavCards, "cards")
	if err != nil {
		return err
	}
	return frame.ShowStatus(w, r, status, cardsPage(f, v))
}

// readFilter puts what the filter says into the query and into its menus. What
// it does not know stands at the field.
func (p *pages) readFilter(v *cardsView, filter *learning.CardFilter, courses []learning.Course) (status int, err error) {
	f, err := learning.ParseFilter(v.Filter)
	if err == nil && f.Course != "" {
		var course learning.Course
		var n int
		course, n, err = courseOfFilter(f.Course, courses)
		if err == nil && n == 1 {
			v.Course, v.NewCourse = course.Title, course.ID.String()
			filter.Course, f.Course = course.ID, ""
		}
	}
	if err != nil {
		if v.Error = frame.FieldError(err, "q"); v.Error == "" {
			return 0, err
		}
		return http.StatusUnprocessableEntity, nil
	}
	filter.Filter = f
	if len(f.Is) == 1 {
		v.Is = f.Is[0]
		f.Is = nil
	}
	v.ByMenus = v.Filter != "" && f.String() == ""
	return http.StatusOK, nil
}

// listCards reads a part of the list, and counts it with its first part.
func (p *pages) listCards(r *http.Request, a auth.Account, v *cardsView, filter learning.CardFilter, chosen id.Card) error {
	list, next, err := p.Learning.Cards(r.Context(), a.ID, filter)
	if err != nil {
		return err
	}
	if next != "" {
		more := url.Values{"cursor": {next}}
		if v.Filter != "" {
			more.Set("q", v.Filter)
		}
		if v.Document != "" {
			more.Set("document", v.Document)
		}
		v.More = "/cards?" + more.Encode()
	}
	lost := chosen.IsZero() && slices.Contains(filter.Filter.Is, learning.IsStale)
	_, query, _ := strings.Cut(v.Here, "?")
	for _, c := range list {
		row := cardRow{ID: c.ID.String(), Front: cardface.Line(c.Front), State: cardface.State(c, p.Now(), a.Location()), Draft: c.Status == learning.Draft, Current: c.ID == chosen}
		row.Href = "/cards/" + row.ID
		if query != "" {
			row.Href += "?" + query
		}
		if c.Source != nil && c.Source.Title != "" {
			row.Source = words.SourceAt(c.Source.Title, c.Source.Page, c.Source.PageLabel)
		}
		if row.Lost = lost && c.Source != nil && c.Source.Stale; row.Lost && len(v.Rows) < comparedAtOnce && filter.Cursor == "" {
			if row.Compared, err = p.lostOf(r, a, c); err != nil {
				return err
			}
		}
		if row.Draft {
			v.Drafts++
		}
		v.Rows = append(v.Rows, row)
	}
	if filter.Cursor != "" || len(list) == 0 {
		return nil
	}
	n, most := len(list), mostCounted
	if v.Filtered {
		most = mostFound
	}
	if next != "" {
		if n, err = p.Learning.CountCards(r.Context(), a.ID, filter, most+1); err != nil {
			return err
		}
	}
	v.Count = cardsFound(min(n, most), n > most)
	return nil
}

// stateChoices are the states a list of cards can be narrowed to.
func stateChoices() []ui.Choice {
	list := []ui.Choice{{Value: "", Label: allStates}}
	for _, s := range learning.Conditions() {
		list = append(list, ui.Choice{Value: s, Label: stateFilter(s)})
	}
	return list
}

// courseFilterChoices are the courses a list of cards can be narrowed to.
func courseFilterChoices(v cardsView) []ui.Choice {
	return append([]ui.Choice{{Value: "", Label: words.AllCourses}}, v.Courses...)
}
