package review

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// reviewView is the review page with one card.
type reviewView struct {
	Session    session
	CourseName string
	All        int // cards of the session, done ones too
	Minutes    int // about how long the rest takes
	Undo       undoView
	Card       cardFace
	Offline    int    // answers kept on the device; the script's to say
	WaitingFor string // until the server is tried again; the script's to say
}

// undoView is the answer that undo takes back.
type undoView struct {
	Review, Card string // empty when there is none
	Rating       int
}

// undoable is how long an answer can be taken back by a page that did not see
// it being given.
const undoable = time.Hour

// review shows the next card, or the one named by card, or the end.
func (p *pages) review(w http.ResponseWriter, r *http.Request) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	v := reviewView{Session: readSession(q), CourseName: words.AllCourses}
	filter, err := v.Session.filter(p.Now())
	if err != nil {
		return err
	}
	course := filter.Course
	if !course.IsZero() {
		c, err := p.OneCourse(ctx, course)
		if err != nil {
			return err
		}
		v.CourseName = c.Title
	}
	left, err := p.Learning.Left(ctx, a.ID, filter)
	if err != nil {
		return err
	}
	v.Session = v.Session.begun(left.Pace)
	if v.Session.over() || q.Get("end") != "" {
		return p.reviewEnd(w, r, v.Session, course)
	}
	cards, err := p.cardsToAsk(ctx, a.ID, filter, q.Get("card"), 1, nil)
	if err != nil {
		return err
	}
	if len(cards) == 0 {
		return p.reviewPause(w, r, v.Session, course)
	}
	waiting := v.Session.within(left.Due + left.New)
	v.All, v.Minutes = v.Session.Done+max(waiting, 1), v.Session.minutesLeft(left)
	if v.Undo, err = p.lastAnswer(ctx, a.ID); err != nil {
		return err
	}
	v.Card = faceOf(cards[0], v.Session, q.Get("was"))
	v.Card.Shown = q.Get("show") != ""
	return frame.Show(w, r, reviewPage(p.reviewFrame(r), v))
}

// reviewFrame surrounds the pages of a review.
func (p *pages) reviewFrame(r *http.Request) ui.Frame {
	return frame.WithSettings(ui.Frame{Title: reviewTitle, Scripts: []string{"page-review"}, Toast: p.TakeFlash(r)}, auth.User(r.Context()))
}

// lastAnswer is what undo takes back when the page is loaded.
func (p *pages) lastAnswer(ctx context.Context, owner id.User) (undoView, error) {
	last, err := p.Learning.LastAnswer(ctx, owner, p.Now().Add(-undoable))
	if err != nil || last.Review.IsZero() {
		return undoView{}, err
	}
	return undoView{Review: last.Review.String(), Card: last.Card.String(), Rating: int(last.Rating)}, nil
}

// cardsToAsk is the named card, else the first n that the filter names and that are
// not left out.
func (p *pages) cardsToAsk(ctx context.Context, owner id.User, f learning.DueFilter, named string, n int, without map[id.Card]bool) ([]learning.DueCard, error) {
	if named != "" {
		card, err := id.Parse[id.Card](named)
		if err != nil {
			return nil, err
		}
		d, err := p.Learning.Preview(ctx, owner, card)
		return []learning.DueCard{d}, err
	}
	f.Limit = n + len(without)
	due, err := p.Learning.Due(ctx, owner, f)
	if err != nil {
		return nil, err
	}
	list := make([]learning.DueCard, 0, n)
	for _, d := range due {
		if !without[d.ID] && len(list) < n {
			list = append(list, d)
		}
	}
	return list, nil
}

// The script asks for some cards at once, and names those that it has.
const (
	maxAhead   = 10
	maxWithout = 400 // the address stays below what servers take
)

// nextCards are the cards that come next, for the script to have at hand, with
// how much is left and, when none is, whether some come back soon. It names the
// cards that it has or that the server does not know the answers of.
func (p *pages) nextCards(w http.ResponseWriter, r *http.Request) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	s := readSession(q)
	filter, err := s.filter(p.Now())
	if err != nil {
		return err
	}
	without := map[id.Card]bool{}
	for _, text := range strings.FieldsFunc(q.Get("not"), func(r rune) bool { return r == ',' }) {
		card, err := id.Parse[id.Card](text)
		if err != nil {
			return err
		}
		if len(without) < maxWithout {
			without[card] = true
		}
	}
	n, _ := strconv.Atoi(q.Get("n")) // a wrong number is one
	cards, err := p.cardsToAsk(ctx, a.ID, filter, q.Get("card"), min(max(n, 1), maxAhead), without)
	if err != nil {
		return err
	}
	left, err := p.Learning.Left(ctx, a.ID, filter)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("X-Left", strconv.Itoa(left.Due+left.New))
	h.Set("X-Minutes", strconv.Itoa(left.Minutes))
	faces := make([]cardFace, len(cards))
	for i, c := range cards {
		faces[i] = faceOf(c, s.at(s.Done+i), q.Get("was"))
	}
	return frame.Show(w, r, cardSections(faces, p.PopFlash(r)))
}

// rate records an answer. The review's id comes with the form, so that sending
// it twice counts once.
func (p *pages) rate(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	review, err := id.Parse[id.Review](r.PostFormValue("id"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, reviewBroken)
	}
	card, err := id.Parse[id.Card](r.PostFormValue("card"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, reviewBroken)
	}
	n, err := strconv.Atoi(r.PostFormValue("rating"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, reviewBroken)
	}
	res, err := p.Learning.Review(ctx, a.ID, []learning.Review{{ID: review, Card: card, Rating: fsrs.Rating(n), ReviewedAt: p.Now(), Device: "web"}})
	if err != nil {
		return err
	}
	if len(res) == 1 && res[0].Status == learning.Rejected {
		return errs.New(errs.Invalid, res[0].Reason)
	}
	s := readSession(r.PostForm)
	return p.Done(w, r, s.at(s.Done+1).address(), nil)
}

// undoReview takes an answer back and shows its card again.
func (p *pages) undoReview(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	review, err := id.Parse[id.Review](r.PostFormValue("id"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, words.NothingToUndo)
	}
	card, err := p.Learning.Undo(ctx, a.ID, review)
	if err != nil {
		return err
	}
	s := readSession(r.PostForm)
	return p.Done(w, r, s.at(s.Done-1).address("card", card.ID.String(), "was", r.PostFormValue("was")), nil)
}

// putAside suspends or buries a card and goes on with the session.
func (p *pages) putAside(w http.ResponseWriter, r *http.Request) error {
	card, err := id.Parse[id.Card](r.PostFormValue("card"))
	if err != nil {
		return err
	}
	to := learning.Status(r.PostFormValue("status"))
	if to != learning.Suspended && to != learning.Buried {
		return errs.New(errs.Invalid, reviewBroken)
	}
	if _, err := p.Learning.UpdateCard(r.Context(), auth.User(r.Context()).ID, card, learning.Patch{Status: &to}); err != nil {
		return err
	}
	s := readSession(r.PostForm)
	return p.Done(w, r, s.address(), &ui.Toast{Text: words.CardNow(string(to)), Undo: s.under("/review/restore"), UndoKey: card.String()})
}

// takeBack makes a card that was put aside active again and shows it.
func (p *pages) takeBack(w http.ResponseWriter, r *http.Request) error {
	card, err := id.Parse[id.Card](r.PostFormValue("id"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, words.NothingToUndo)
	}
	to := learning.Active
	if _, err := p.Learning.UpdateCard(r.Context(), auth.User(r.Context()).ID, card, learning.Patch{Status: &to}); err != nil {
		return err
	}
	return p.Done(w, r, readSession(r.URL.Query()).address("card", card.String(), "show", "1"), nil)
}
