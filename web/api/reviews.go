package api

import (
	"context"
	"net/http"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// maxReviews is the most that one batch may hold.
const maxReviews = 2000

// newReview is one answer made on a device. What is wrong with it rejects it
// alone, so its members are read as they come.
type newReview struct {
	ID         string   `json:"id" required:"false" doc:"A UUID made on the device. Sending it again changes nothing."`
	CardID     string   `json:"card_id" required:"false"`
	Rating     int      `json:"rating" required:"false" doc:"1 again, 2 hard, 3 good, 4 easy"`
	ReviewedAt string   `json:"reviewed_at" required:"false" doc:"RFC 3339; at most a day ahead of the server's clock."`
	DurationMS int64    `json:"duration_ms,omitempty"`
	Device     string   `json:"device,omitempty"`
	_          struct{} `additionalProperties:"true"`
}

// ReviewOutcome is what became of a review.
type ReviewOutcome struct {
	ID     string `json:"id"`
	CardID string `json:"card_id,omitempty"`
	Status string `json:"status" enum:"recorded,duplicate,rejected"`
	Reason string `json:"reason,omitempty"`
	State  *State `json:"state,omitempty" doc:"The card's state after the batch."`
}

type newVoid struct {
	ID       string    `json:"id" doc:"A UUID made on the device."`
	ReviewID string    `json:"review_id"`
	VoidedAt time.Time `json:"voided_at"`
}

// PastReview is one entry of a card's history.
type PastReview struct {
	ID             id.Review `json:"id"`
	Rating         int       `json:"rating"`
	ReviewedAt     time.Time `json:"reviewed_at"`
	DurationMS     int64     `json:"duration_ms"`
	Voided         string    `json:"voided,omitempty" enum:"undo,wrong" doc:"Why it does not count."`
	Retrievability float64   `json:"retrievability" doc:"The chance of recall that was predicted."`
	State          *State    `json:"state,omitempty" doc:"After the review."`
}

// Today is the student's day so far.
type Today struct {
	DayStart    time.Time  `json:"day_start"`
	DayEnd      time.Time  `json:"day_end"`
	Due         int        `json:"due" doc:"Learning steps and reviews that wait now, within the day's limit."`
	New         int        `json:"new" doc:"New cards for today."`
	MinutesDue  int        `json:"minutes_due"`
	DoneToday   int        `json:"done_today"`
	CardsToday  int        `json:"cards_today"`
	SecondsSum  int        `json:"seconds_today"`
	Known       int        `json:"known_today" doc:"Cards known from an earlier day that came up today."`
	Remembered  int        `json:"remembered_today" doc:"Of those, remembered at the first answer."`
	DueTomorrow int        `json:"due_tomorrow"`
	NextDue     *time.Time `json:"next_due,omitempty" doc:"The next learning step later today."`
	Reviews     int        `json:"reviews" doc:"All that count, ever."`
}

func (a *api) reviews() {
	const tag = "Reviews"
	handle(a, call(http.MethodGet, "/today", "get-today", tag, "What waits today and what is done"), a.today)
	handle(a, call(http.MethodGet, "/reviews/due", "list-due-cards", tag, "Cards to ask now, in order", http.StatusNotFound), a.dueCards)
	op := call(http.MethodPost, "/reviews", "record-reviews", tag, "Record answers, made now or while offline")
	op.MaxBodyBytes = 2 << 20
	handle(a, op, a.recordReviews)
	handle(a, call(http.MethodPost, "/reviews/voids", "void-reviews", tag, "Take answers back, made now or while offline"), a.voidReviews)
	handle(a, call(http.MethodDelete, "/reviews/{id}", "undo-review", tag, "Take an answer back", http.StatusNotFound),
		func(ctx context.Context, in *struct {
			ID string `path:"id"`
		}) (*answer[Card], error) {
			review, err := id.Parse[id.Review](in.ID)
			if err != nil {
				return nil, err
			}
			c, err := a.Learning.Undo(ctx, owner(ctx), review)
			return respond(viewCard(c), err)
		})
	handle(a, call(http.MethodGet, "/cards/{id}/reviews", "list-card-reviews", tag, "A card's history, oldest first", http.StatusNotFound), a.cardReviews)
}

func (a *api) today(ctx context.Context, _ *struct{}) (*answer[Today], error) {
	s, err := a.Learning.Today(ctx, owner(ctx), a.Now())
	if err != nil {
		return nil, err
	}
	reviews, err := a.Learning.ReviewCount(ctx, owner(ctx))
	return respond(Today{
		DayStart: s.DayStart.UTC(), DayEnd: s.DayEnd.UTC(), Due: s.Due, New: s.New, MinutesDue: s.MinutesDue, DoneToday: s.DoneToday,
		CardsToday: s.CardsToday, SecondsSum: int(s.TimeToday.Seconds()), Known: s.KnownToday, Remembered: s.RememberedToday,
		DueTomorrow: s.DueTomorrow, NextDue: s.NextDue, Reviews: reviews,
	}, err)
}

func (a *api) dueCards(ctx context.Context, in *struct {
	CourseID string `query:"course_id"`
	Limit    int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
	Ahead    int    `query:"ahead_minutes" minimum:"0" maximum:"120" doc:"Also learning steps that fall due within so many minutes, at the end."`
	More     bool   `query:"more" doc:"Beyond the day's limits, and behind that what falls due on later days."`
}) (*answer[list[Card]], error) {
	course, err := optional[id.Course](in.CourseID)
	if err != nil {
		return nil, err
	}
	cards, err := a.Learning.Due(ctx, owner(ctx), learning.DueFilter{Course: course, Limit: in.Limit, Ahead: time.Duration(in.Ahead) * time.Minute, More: in.More})
	return respondList(cards, "", err, viewDue)
}

func (a *api) recordReviews(ctx context.Context, in *struct{ Body []newReview }) (*answer[list[ReviewOutcome]], error) {
	if len(in.Body) > maxReviews {
		return nil, errs.Newf(errs.TooLarge, "Send at most %d reviews at once.", maxReviews)
	}
	out := make([]ReviewOutcome, len(in.Body))
	var reviews []learning.Review
	var places []int
	for i, r := range in.Body {
		out[i] = ReviewOutcome{ID: r.ID, CardID: r.CardID, Status: string(learning.Rejected)}
		review, reason := r.read()
		if out[i].Reason = reason; reason == "" {
			reviews, places = append(reviews, review), append(places, i)
		}
	}
	results, err := a.Learning.Review(ctx, owner(ctx), reviews)
	if err != nil {
		return nil, err
	}
	for n, r := range results {
		o := &out[places[n]]
		o.Status, o.Reason = string(r.Status), r.Reason
		if r.State != nil {
			o.CardID, o.State = r.Card.String(), new(viewState(*r.State))
		}
	}
	return &answer[list[ReviewOutcome]]{Body: list[ReviewOutcome]{Items: out}}, nil
}

// read returns the review, or why it cannot be one.
func (r newReview) read() (learning.Review, string) {
	review, err := id.Parse[id.Review](r.ID)
	if err != nil {
		return learning.Review{}, "The id is not a UUID."
	}
	card, err := id.Parse[id.Card](r.CardID)
	if err != nil {
		return learning.Review{}, "There is no such card."
	}
	at, err := time.Parse(time.RFC3339Nano, r.ReviewedAt)
	if err != nil {
		return learning.Review{}, "The time of the review cannot be read. Write it like 2026-03-02T12:00:00Z."
	}
	d := time.Duration(min(max(r.DurationMS, 0), (24*time.Hour).Milliseconds())) * time.Millisecond
	return learning.Review{ID: review, Card: card, Rating: fsrs.Rating(r.Rating), ReviewedAt: at, Duration: d, Device: r.Device}, ""
}

func (a *api) voidReviews(ctx context.Context, in *struct{ Body []newVoid }) (*struct{}, error) {
	if len(in.Body) > maxReviews {
		return nil, errs.Newf(errs.TooLarge, "Send at most %d at once.", maxReviews)
	}
	voids := make([]learning.Void, len(in.Body))
	for i, v := range in.Body {
		void, err := id.Parse[id.Void](v.ID)
		if err != nil {
			return nil, errs.New(errs.Invalid, "The id is not a UUID.").At("id")
		}
		review, err := id.Parse[id.Review](v.ReviewID)
		if err != nil {
			return nil, errs.New(errs.Invalid, "The review's id is not a UUID.").At("review_id")
		}
		voids[i] = learning.Void{ID: void, Review: review, VoidedAt: v.VoidedAt}
	}
	return nil, a.Learning.Void(ctx, owner(ctx), voids)
}

func (a *api) cardReviews(ctx context.Context, in *CardPath) (*answer[list[PastReview]], error) {
	card, err := id.Parse[id.Card](in.ID)
	if err != nil {
		return nil, err
	}
	history, err := a.Learning.History(ctx, owner(ctx), card)
	return respondList(history, "", err, func(h learning.HistoryEntry) PastReview {
		p := PastReview{ID: h.ID, Rating: int(h.Rating), ReviewedAt: h.ReviewedAt, DurationMS: h.Duration.Milliseconds(), Voided: h.VoidReason, Retrievability: h.Retrievability}
		if !h.Voided && h.State.Reps > 0 {
			p.State = new(viewState(h.State))
		}
		return p
	})
}
