package review

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/cardface"
	"studyapp/web/page/frame"
	"studyapp/web/render"
	"studyapp/web/words"
)

// soon is how far ahead learning steps count as coming back in this session.
const soon = time.Hour

// pauseView is the page between the last card and learning steps that come
// back soon.
type pauseView struct {
	Title   string
	Session session
	Due     time.Time // when the first comes back
	Waiting bool      // the student chose to wait
	Undo    undoView
}

// endView is the page after the last card.
type endView struct {
	Title, Sentence string
	Forgotten       []forgottenRow
	ComeBack        string // when the forgotten ones do, or empty
	Again           string // where to go on, or empty
	More            string // where to study more than the day asks, or empty
	Undo            undoView
	Session         session
}

type forgottenRow struct {
	Front             render.Line
	Lang, Href, Where string
}

// steps are the learning steps of the course that come back soon, the first
// one first.
func (p *pages) steps(r *http.Request, course id.Course) ([]learning.DueCard, error) {
	due, err := p.Learning.Due(r.Context(), auth.User(r.Context()).ID, learning.DueFilter{Course: course, Ahead: soon, Limit: 100, Now: p.Now()})
	if err != nil {
		return nil, err
	}
	now, list := p.Now(), due[:0]
	for _, d := range due {
		if d.State.Due.After(now) && (d.State.Phase == fsrs.Learning || d.State.Phase == fsrs.Relearning) {
			list = append(list, d)
		}
	}
	return list, nil
}

// reviewPause shows when the learning steps come back, or the end when none do.
func (p *pages) reviewPause(w http.ResponseWriter, r *http.Request, s session, course id.Course) error {
	steps, err := p.steps(r, course)
	if err != nil {
		return err
	}
	if len(steps) == 0 {
		return p.reviewEnd(w, r, s, course)
	}
	now := p.Now()
	first, last := steps[0].State.Due, steps[len(steps)-1].State.Due
	v := pauseView{Session: s, Due: first, Waiting: r.URL.Query().Get("wait") != "", Title: comeBack(len(steps), first.Sub(now), last.Sub(now))}
	if v.Undo, err = p.lastAnswer(r.Context(), auth.User(r.Context()).ID); err != nil {
		return err
	}
	if v.Waiting { // a browser without scripts comes back by itself
		w.Header().Set("Refresh", strconv.Itoa(int(first.Sub(now).Seconds())+1)+"; url="+s.address("wait", "1"))
	}
	return frame.Show(w, r, reviewPausePage(p.reviewFrame(r), v))
}

// mostForgotten is how many forgotten cards the end lists.
const mostForgotten = 20

func (p *pages) reviewEnd(w http.ResponseWriter, r *http.Request, s session, course id.Course) error {
	a, ctx, now := auth.User(r.Context()), r.Context(), p.Now()
	day, err := p.Learning.Today(ctx, a.ID, now)
	if err != nil {
		return err
	}
	v := endView{Title: doneTitle, Session: s}
	waiting := day.Due + day.New
	switch {
	case day.DoneToday == 0 && waiting == 0:
		v.Title = words.NothingDue
	case s.over() && waiting > 0:
		v.Title = minutesDone(s.Minutes)
	case waiting > 0:
		v.Title = doneHere
	}
	if day.DoneToday > 0 {
		v.Sentence = endSentence(day.CardsToday, words.RoundMinutes(day.TimeToday), day.RememberedToday, day.KnownToday) + " "
	}
	if waiting > 0 {
		v.Sentence += stillLeft(waiting, day.MinutesDue)
		v.Again = session{Course: s.Course}.address()
		if !course.IsZero() && !s.over() {
			v.Again = session{}.address()
		}
	} else {
		v.Sentence += endTomorrow(day.DueTomorrow, int((time.Duration(day.DueTomorrow) * day.Pace).Round(time.Minute).Minutes()))
	}
	steps, err := p.steps(r, course)
	if err != nil {
		return err
	}
	if len(steps) > 0 {
		v.ComeBack = theyComeBack(steps[len(steps)-1].State.Due.Sub(now))
		if v.Again == "" {
			v.Again = s.at(0).address("wait", "1")
		}
	}
	if v.More, err = p.studyMore(ctx, a.ID, s, course, waiting, now); err != nil {
		return err
	}
	if v.Undo, err = p.lastAnswer(ctx, a.ID); err != nil {
		return err
	}
	forgotten, err := p.Learning.ForgottenToday(ctx, a.ID, course, now, mostForgotten)
	if err != nil {
		return err
	}
	for _, c := range forgotten {
		v.Forgotten = append(v.Forgotten, forgottenOf(c))
	}
	return frame.Show(w, r, reviewEndPage(p.reviewFrame(r), v))
}

// studyMore is where to study more of what the session is of, or empty while some of
// that waits, or where there is nothing at all. waiting is what waits in all courses.
func (p *pages) studyMore(ctx context.Context, owner id.User, s session, course id.Course, waiting int, now time.Time) (string, error) {
	f := learning.DueFilter{Course: course, Now: now}
	if waiting > 0 {
		if course.IsZero() {
			return "", nil
		}
		here, err := p.Learning.Left(ctx, owner, f)
		if err != nil || here.Due+here.New > 0 {
			return "", err
		}
	}
	f.More = true
	more, err := p.Learning.Left(ctx, owner, f)
	if err != nil || more.Due+more.New == 0 {
		return "", err
	}
	return s.studyMore(), nil
}

func forgottenOf(c learning.Card) forgottenRow {
	row := forgottenRow{Front: cardface.Line(c.Front), Href: "/cards/" + c.ID.String(), Where: showCard}
	language := ""
	if c.Source != nil {
		language = c.Source.Language
		if href, _ := cardface.SourceLink(*c.Source); href != "" {
			row.Href, row.Where = href, words.PageOrSource(c.Source.Page, c.Source.PageLabel)
		}
	}
	row.Lang = cardface.TextLang(row.Front.Text, language)
	return row
}
