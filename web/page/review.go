package page

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/render"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// reviewView is the review page with one card.
type reviewView struct {
	Course     string // id, or empty for all
	CourseName string
	Position   string // "12 of 42"
	Left       string // ", about 13 min left", or empty
	Done, All  int
	Undo       string // id of the review that can be undone
	Card       cardFace
}

// cardFace is a card as it is asked: both sides, and what each rating leads to.
type cardFace struct {
	ID, ReviewID string
	Course       string // of the session, empty for all
	Path         string
	Front, Back  string // HTML
	Long         bool
	Shown        bool // the answer is open
	Quote        string
	SourceURL    string
	SourceText   string
	Stale        bool
	Ratings      [4]rating
	Here         string // address of this card in this session
	Leech        string
	Done         int
}

type rating struct {
	Value       int
	Class, Word string
	Interval    string
	Was         bool // it was the last answer, before undo
	Label       string
}

// sessionAddress is the review page with the query's parts that are not empty.
func sessionAddress(course string, more ...string) string {
	q := url.Values{}
	if course != "" {
		q.Set("course", course)
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] != "" {
			q.Set(more[i], more[i+1])
		}
	}
	if len(q) == 0 {
		return "/review"
	}
	return "/review?" + q.Encode()
}

// review shows the next card, or the one named by card, or the end.
func (p *pages) review(w http.ResponseWriter, r *http.Request) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	course, err := optionalID[id.Course](q.Get("course"))
	if err != nil {
		return err
	}
	v, left := reviewView{Course: q.Get("course"), CourseName: words.AllCourses}, 0
	if !course.IsZero() {
		c, err := p.oneCourse(ctx, course)
		if err != nil {
			return err
		}
		v.CourseName, left = c.Title, c.Due
	}
	done, _ := strconv.Atoi(q.Get("done")) // a wrong number is none
	if done == 0 && q.Get("card") == "" {
		p.Auth.Sessions.Remove(ctx, forgottenKey)
	}
	card, found, err := p.cardToAsk(ctx, a, course, q.Get("card"), id.Card{})
	if err != nil {
		return err
	}
	if !found {
		return p.reviewEnd(w, r, course, done)
	}
	if course.IsZero() {
		day, err := p.Learning.Today(ctx, a.ID, p.Now())
		if err != nil {
			return err
		}
		left = day.Due + day.New
		if day.MinutesDue > 0 {
			v.Left = words.MinutesLeft(day.MinutesDue)
		}
	}
	v.Done, v.All = done, done+max(left, 1)
	v.Position = words.Position(done+1, v.All)
	v.Undo, _ = p.lastReview(ctx)
	v.Card = p.face(card, v.Course, done, q.Get("was"))
	v.Card.Shown = q.Get("show") != ""
	f := withSettings(ui.Frame{Title: words.Review, Scripts: []string{"page-review"}, Toast: p.takeFlash(r)}, a)
	return show(w, r, reviewPage(f, v))
}

// cardToAsk is the named card, else the first that is due and not the one given.
func (p *pages) cardToAsk(ctx context.Context, a auth.Account, course id.Course, named string, not id.Card) (learning.DueCard, bool, error) {
	if named != "" {
		card, err := id.Parse[id.Card](named)
		if err != nil {
			return learning.DueCard{}, false, err
		}
		d, err := p.Learning.Preview(ctx, a.ID, card)
		return d, err == nil, err
	}
	due, err := p.Learning.Due(ctx, a.ID, learning.DueFilter{Course: course, Limit: 2, Now: p.Now()})
	if err != nil {
		return learning.DueCard{}, false, err
	}
	for _, d := range due {
		if d.ID != not {
			return d, true, nil
		}
	}
	return learning.DueCard{}, false, nil
}

// nextCard is the card after the one named by not, for the script to have ready.
func (p *pages) nextCard(w http.ResponseWriter, r *http.Request) error {
	a, q := auth.User(r.Context()), r.URL.Query()
	course, err := optionalID[id.Course](q.Get("course"))
	if err != nil {
		return err
	}
	not, err := optionalID[id.Card](q.Get("not"))
	if err != nil {
		return err
	}
	card, found, err := p.cardToAsk(r.Context(), a, course, q.Get("card"), not)
	if err != nil {
		return err
	}
	if !found {
		w.WriteHeader(http.StatusOK)
		return nil
	}
	done, _ := strconv.Atoi(q.Get("done")) // a wrong number is none
	return show(w, r, cardSection(p.face(card, q.Get("course"), done, q.Get("was"))))
}

// leechLapses is how often a card is forgotten before it asks to be rewritten.
const leechLapses = 8

func (p *pages) face(d learning.DueCard, course string, done int, was string) cardFace {
	f := cardFace{ID: d.ID.String(), ReviewID: id.New[id.Review]().String(), Course: course, Done: done}
	f.Front, f.Back = sides(d.Card)
	f.Long = len([]rune(d.Front)) > 300 || len([]rune(d.Back)) > 300
	f.Here = sessionAddress(course, "card", f.ID, "done", strconv.Itoa(done), "show", "1")
	if s := d.Source; s != nil {
		f.Path = strings.Join(s.HeadingPath, " › ")
		f.Quote, f.Stale = s.Quote, s.Stale
		f.SourceURL, f.SourceText = sourceLink(*s)
	}
	if d.State.Lapses >= leechLapses {
		f.Leech = words.Leech(d.State.Lapses)
	}
	for i, class := range [4]string{"rate-again", "rate-hard", "rate-good", "rate-easy"} {
		f.Ratings[i] = rating{Value: i + 1, Class: class, Word: words.Ratings[i], Interval: words.Interval(d.NextIn[i]), Was: was == strconv.Itoa(i+1)}
	}
	return f
}

// sides renders a card's two sides.
func sides(c learning.Card) (front, back string) {
	if c.Kind != learning.Cloze {
		return render.Card(c.Front), render.Card(c.Back)
	}
	gap := render.Answer
	if c.Source != nil && c.Source.Quote != "" && !c.Source.Stale {
		gap = render.Verified
	}
	front = render.Cloze(c.Text, c.Ordinal, render.Blank)
	back = render.Cloze(c.Text, c.Ordinal, gap)
	if strings.TrimSpace(c.Extra) != "" {
		back += render.Card(c.Extra)
	}
	return front, back
}

// sourceLink is where a card's quote stands: the address and its words. Both
// are empty when the document is gone.
func sourceLink(s learning.Source) (href, text string) {
	if s.Title == "" {
		return "", words.SourceGone
	}
	q := url.Values{}
	if seg := firstSegment(s.Segments); seg.Page > 0 && !s.Stale {
		q.Set("page", strconv.Itoa(seg.Page))
		q.Set("from", strconv.Itoa(seg.Start))
		q.Set("to", strconv.Itoa(seg.End))
	} else if s.Page != nil {
		q.Set("page", strconv.Itoa(*s.Page))
	}
	href = "/documents/" + s.Document.String()
	if len(q) > 0 {
		href += "?" + q.Encode()
	}
	return href, words.SourceAt(s.Title, s.Page)
}

const (
	lastReviewKey = "last_review" // review:card:rating
	forgottenKey  = "forgotten"   // ids of cards answered Again in this session
)

// rate records an answer. The review's id comes with the form, so that sending
// it twice counts once.
func (p *pages) rate(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	review, err := id.Parse[id.Review](r.PostFormValue("id"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, words.ReviewBroken)
	}
	card, err := id.Parse[id.Card](r.PostFormValue("card"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, words.ReviewBroken)
	}
	n, err := strconv.Atoi(r.PostFormValue("rating"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, words.ReviewBroken)
	}
	ms, _ := strconv.Atoi(r.PostFormValue("duration_ms")) // without scripts there is none
	at := p.Now()
	if s := r.PostFormValue("reviewed_at"); s != "" {
		if t, err := time.Parse(time.RFC3339, s); err == nil && t.Before(at) {
			at = t
		}
	}
	res, err := p.Learning.Review(ctx, a.ID, []learning.Review{{ID: review, Card: card, Rating: fsrs.Rating(n), ReviewedAt: at,
		Duration: min(time.Duration(max(ms, 0))*time.Millisecond, 10*time.Minute), Device: "web"}})
	if err != nil {
		return err
	}
	if len(res) == 1 && res[0].Status == learning.Rejected {
		return errs.New(errs.Invalid, res[0].Reason)
	}
	p.Auth.Sessions.Put(ctx, lastReviewKey, fmt.Sprintf("%s:%s:%d", review, card, n))
	if n == 1 {
		list := p.Auth.Sessions.GetString(ctx, forgottenKey)
		if !strings.Contains(list, card.String()) && len(list) < 20*37 {
			p.Auth.Sessions.Put(ctx, forgottenKey, strings.TrimPrefix(list+","+card.String(), ","))
		}
	}
	if isFragment(r) {
		w.WriteHeader(http.StatusOK)
		return nil
	}
	done, _ := strconv.Atoi(r.PostFormValue("done")) // a wrong number is none
	return p.done(w, r, sessionAddress(r.PostFormValue("course"), "done", strconv.Itoa(done+1)), nil)
}

// lastReview is the review that undo takes back, with its card and rating.
func (p *pages) lastReview(ctx context.Context) (review, rating string) {
	parts := strings.Split(p.Auth.Sessions.GetString(ctx, lastReviewKey), ":")
	if len(parts) != 3 {
		return "", ""
	}
	return parts[0], parts[2]
}

// undoReview takes the last answer back and shows its card again.
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
	was := ""
	if last, rating := p.lastReview(ctx); last == review.String() {
		was = rating
		p.Auth.Sessions.Remove(ctx, lastReviewKey)
	}
	list := strings.Split(p.Auth.Sessions.GetString(ctx, forgottenKey), ",")
	kept := list[:0]
	for _, c := range list {
		if c != card.ID.String() {
			kept = append(kept, c)
		}
	}
	p.Auth.Sessions.Put(ctx, forgottenKey, strings.Join(kept, ","))
	done, _ := strconv.Atoi(r.PostFormValue("done")) // a wrong number is none
	course := r.PostFormValue("course")
	if isFragment(r) {
		d, err := p.Learning.Preview(ctx, a.ID, card.ID)
		if err != nil {
			return err
		}
		return show(w, r, cardSection(p.face(d, course, max(done-1, 0), was)))
	}
	return p.done(w, r, sessionAddress(course, "card", card.ID.String(), "done", strconv.Itoa(max(done-1, 0)), "was", was), nil)
}

// endView is the page after the last card.
type endView struct {
	Title, Sentence string
	Forgotten       []forgottenRow
	Later           string // learning steps that come back soon
	Again           string // where to go on with them
	Undo, Course    string
	Done            int
}

type forgottenRow struct{ Front, Href, Where string }

func (p *pages) reviewEnd(w http.ResponseWriter, r *http.Request, course id.Course, done int) error {
	a, ctx, now := auth.User(r.Context()), r.Context(), p.Now()
	day, err := p.Learning.Today(ctx, a.ID, now)
	if err != nil {
		return err
	}
	v := endView{Title: words.DoneTitle, Course: r.URL.Query().Get("course"), Done: done}
	if day.DoneToday == 0 {
		v.Title = words.NothingDue
		v.Sentence = words.Tomorrow(day.DueTomorrow)
	} else {
		if !course.IsZero() && day.Due+day.New > 0 {
			v.Title = words.DoneHere
		}
		v.Sentence = words.EndSentence(day.CardsToday, words.RoundMinutes(day.TimeToday), day.RememberedToday, day.KnownToday) + " " + words.Tomorrow(day.DueTomorrow)
	}
	if day.NextDue != nil && day.NextDue.Sub(now) < time.Hour {
		v.Later = words.ComesBack(max(day.NextDue.Sub(now), 0))
		v.Again = sessionAddress(v.Course, "done", strconv.Itoa(done))
	}
	v.Undo, _ = p.lastReview(ctx)
	for _, s := range strings.Split(p.Auth.Sessions.GetString(ctx, forgottenKey), ",") {
		cardID, err := id.Parse[id.Card](s)
		if err != nil {
			continue
		}
		c, err := p.Learning.Card(ctx, a.ID, cardID)
		if err != nil {
			continue // deleted since
		}
		row := forgottenRow{Front: words.Short(plain(c.Front), 160), Href: "/cards/" + s, Where: words.ShowCard}
		if c.Source != nil {
			if href, _ := sourceLink(*c.Source); href != "" {
				row.Href, row.Where = href, words.PageOrSource(c.Source.Page)
			}
		}
		v.Forgotten = append(v.Forgotten, row)
	}
	f := withSettings(ui.Frame{Title: words.Review, Scripts: []string{"page-review"}, Toast: p.takeFlash(r)}, a)
	return show(w, r, reviewEndPage(f, v))
}
