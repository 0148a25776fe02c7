package learning

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// How far a device's clock may be ahead, and when reviews began.
const aheadAllowed = 24 * time.Hour

var firstReviews = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// Review records that the owner answered cards and returns what became of each
// review, in the same order.
//
// A review's id comes from the device that made it, so sending it again
// changes nothing. Reviews may arrive in any order and late; the states are
// computed from the whole log. One that cannot count (a card that is not the
// owner's, a rating outside 1–4, a time more than a day ahead) is rejected and
// the others are recorded: a device that was away must not lose a batch to one
// bad entry. A review of a card that was deleted meanwhile is kept.
func (s *Service) Review(ctx context.Context, owner id.User, reviews []Review) ([]ReviewResult, error) {
	results := make([]ReviewResult, len(reviews))
	if len(reviews) == 0 {
		return results, nil
	}
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		ids := make([]id.Card, len(reviews))
		for i, r := range reviews {
			ids[i] = r.Card
		}
		cards, err := lockCards(ctx, tx, owner, ids)
		if err != nil {
			return err
		}
		now := s.now()
		var accepted []Review
		for i, r := range reviews {
			results[i] = ReviewResult{ID: r.ID, Card: r.Card, Status: Rejected, Reason: reject(r, now)}
			if _, own := cards[r.Card]; !own && results[i].Reason == "" {
				results[i].Reason = "There is no such card."
			}
			if results[i].Reason == "" {
				results[i].Status, results[i].Reason = Duplicate, ""
				accepted = append(accepted, r)
			}
		}
		inserted, err := insertReviews(ctx, tx, owner, accepted)
		if err != nil {
			return err
		}
		if err := voidLate(ctx, tx, owner, accepted, inserted, cards); err != nil {
			return err
		}
		var changed []id.Card
		for i, r := range reviews {
			// The first of equal ids in the batch is the one that was recorded.
			if card, ok := inserted[r.ID]; ok && results[i].Status == Duplicate && card == r.Card {
				results[i].Status = Recorded
				delete(inserted, r.ID)
				changed = append(changed, r.Card)
			}
		}
		if err := s.recompute(ctx, tx, owner, changed); err != nil {
			return err
		}
		return answerReviews(ctx, tx, owner, results)
	})
	if err != nil {
		return nil, fmt.Errorf("recording %d reviews: %w", len(reviews), err)
	}
	return results, nil
}

// reject says why a review cannot count, or nothing.
func reject(r Review, now time.Time) string {
	switch {
	case r.ID.IsZero():
		return "The review has no id."
	case r.Rating < fsrs.Again || r.Rating > fsrs.Easy:
		return "A rating is 1, 2, 3 or 4."
	case r.ReviewedAt.Before(firstReviews):
		return "The time of the review is missing or too long ago. Check the device's clock."
	case r.ReviewedAt.After(now.Add(aheadAllowed)):
		return "The time of the review lies more than a day ahead. Check the device's clock."
	}
	return ""
}

const insertReview = `
insert into reviews (id, owner_id, card_id, rating, reviewed_at, duration_ms, device)
select distinct on (i) i, @owner, c, r, at, d, dev
from unnest(@ids::uuid[], @cards::uuid[], @ratings::int[], @at::timestamptz[], @durations::int[], @devices::text[])
     with ordinality as t (i, c, r, at, d, dev, n)
order by i, n
on conflict (id) do nothing
returning id, card_id`

// insertReviews adds the reviews whose ids are new and returns their cards.
func insertReviews(ctx context.Context, tx pgx.Tx, owner id.User, reviews []Review) (map[id.Review]id.Card, error) {
	n := len(reviews)
	ids, cards, ratings := make([]id.Review, n), make([]id.Card, n), make([]int, n)
	at, durations, devices := make([]time.Time, n), make([]int, n), make([]string, n)
	for i, r := range reviews {
		ids[i], cards[i], ratings[i], at[i] = r.ID, r.Card, int(r.Rating), r.ReviewedAt
		durations[i] = int(min(max(r.Duration, 0), aheadAllowed).Milliseconds())
		devices[i] = deviceName(r.Device)
	}
	rows, err := tx.Query(ctx, insertReview, pgx.NamedArgs{"owner": owner, "ids": ids, "cards": cards, "ratings": ratings,
		"at": at, "durations": durations, "devices": devices})
	if err != nil {
		return nil, err
	}
	out := map[id.Review]id.Card{}
	var review id.Review
	var card id.Card
	_, err = pgx.ForEachRow(rows, []any{&review, &card}, func() error {
		out[review] = card
		return nil
	})
	return out, err
}

// deviceName keeps what can be stored and is worth keeping of a name.
func deviceName(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")
	if r := []rune(s); len(r) > 100 {
		s = string(r[:100])
	}
	return s
}

// voidLate voids reviews that were made before the student called their card
// wrong and arrive only now.
func voidLate(ctx context.Context, tx pgx.Tx, owner id.User, reviews []Review, inserted map[id.Review]id.Card, cards map[id.Card]locked) error {
	batch := &pgx.Batch{}
	for _, r := range reviews {
		wrong := cards[r.Card].wrongAt
		if _, ok := inserted[r.ID]; ok && wrong != nil && !r.ReviewedAt.After(*wrong) {
			batch.Queue(`insert into review_voids (id, owner_id, review_id, voided_at, reason) values ($1, $2, $3, $4, 'wrong')`,
				id.New[id.Void](), owner, r.ID, *wrong)
		}
	}
	if batch.Len() == 0 {
		return nil
	}
	return tx.SendBatch(ctx, batch).Close()
}

// answerReviews fills in the states after the batch, and rejects what looked
// like a duplicate but carries the id of another owner's review.
func answerReviews(ctx context.Context, tx pgx.Tx, owner id.User, results []ReviewResult) error {
	var ids []id.Review
	for _, r := range results {
		if r.Status != Rejected {
			ids = append(ids, r.ID)
		}
	}
	rows, err := tx.Query(ctx, `
		select r.id, r.card_id, coalesce(st.due, c.created_at), coalesce(st.stability, 0), coalesce(st.difficulty, 0),
		       coalesce(st.state, 0), coalesce(st.reps, 0), coalesce(st.lapses, 0), st.last_review
		from reviews r join cards c on c.id = r.card_id left join card_states st on st.card_id = r.card_id
		where r.id = any($1) and r.owner_id = $2`, ids, owner)
	if err != nil {
		return err
	}
	type known struct {
		card  id.Card
		state State
	}
	found := map[id.Review]known{}
	var review id.Review
	var k known
	_, err = pgx.ForEachRow(rows, []any{&review, &k.card, &k.state.Due, &k.state.Stability, &k.state.Difficulty,
		&k.state.Phase, &k.state.Reps, &k.state.Lapses, &k.state.LastReview}, func() error {
		found[review] = k
		return nil
	})
	if err != nil {
		return err
	}
	for i := range results {
		r := &results[i]
		if r.Status == Rejected {
			continue
		}
		k, ok := found[r.ID]
		if !ok {
			r.Status, r.Reason = Rejected, "This id is taken. Send the review with another one."
			continue
		}
		r.Card, r.State = k.card, &k.state
	}
	return nil
}

// Void records that reviews no longer count. A void may come before the review
// it names, and may be sent again.
func (s *Service) Void(ctx context.Context, owner id.User, voids []Void) error {
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		reviews := make([]id.Review, 0, len(voids))
		for _, v := range voids {
			if v.ID.IsZero() || v.Review.IsZero() {
				return errs.New(errs.Invalid, "An undo names itself and a review by their ids.").At("id")
			}
			batch.Queue(`insert into review_voids (id, owner_id, review_id, voided_at) values ($1, $2, $3, $4) on conflict (id) do nothing`,
				v.ID, owner, v.Review, v.VoidedAt)
			reviews = append(reviews, v.Review)
		}
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `select distinct card_id from reviews where id = any($1) and owner_id = $2 order by card_id`, reviews, owner)
		if err != nil {
			return err
		}
		cards, err := pgx.CollectRows(rows, pgx.RowTo[id.Card])
		if err != nil {
			return err
		}
		return s.recompute(ctx, tx, owner, cards)
	})
	if err != nil {
		return fmt.Errorf("voiding %d reviews: %w", len(voids), err)
	}
	return nil
}

// Undo voids one review that is there and returns its card as it is then. A
// review that is voided already stays so.
func (s *Service) Undo(ctx context.Context, owner id.User, review id.Review) (Card, error) {
	var card id.Card
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `select card_id from reviews where id = $1 and owner_id = $2`, review, owner).Scan(&card)
		if err != nil {
			return notFound(err, "review")
		}
		if _, err := lockCards(ctx, tx, owner, []id.Card{card}); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into review_voids (id, owner_id, review_id, voided_at)
			select $1, $2, $3, $4 where not exists (select from review_voids where review_id = $3 and owner_id = $2)`,
			id.New[id.Void](), owner, review, s.now())
		if err != nil {
			return err
		}
		return s.recompute(ctx, tx, owner, []id.Card{card})
	})
	if err != nil {
		return Card{}, fmt.Errorf("undoing a review: %w", err)
	}
	c, err := s.Card(ctx, owner, card)
	if errors.Is(err, errs.NotFound) { // deleted meanwhile: undone all the same
		return Card{ID: card}, nil
	}
	return c, err
}

// Wrong takes a card out of review until it is edited or made active again:
// the student said that it is wrong, so what they answered says nothing about
// their memory. Its reviews are voided.
func (s *Service) Wrong(ctx context.Context, owner id.User, card id.Card) (Card, error) {
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := lockNote(ctx, tx, owner, card); err != nil {
			return err
		}
		now := s.now()
		if _, err := tx.Exec(ctx, `update cards set wrong_at = $1, updated_at = now() where id = $2 and owner_id = $3`, now, card, owner); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			select id from reviews r where card_id = $1 and owner_id = $2
			and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)`, card, owner)
		if err != nil {
			return err
		}
		reviews, err := pgx.CollectRows(rows, pgx.RowTo[id.Review])
		if err != nil {
			return err
		}
		batch := &pgx.Batch{}
		for _, r := range reviews {
			batch.Queue(`insert into review_voids (id, owner_id, review_id, voided_at, reason) values ($1, $2, $3, $4, 'wrong')`,
				id.New[id.Void](), owner, r, now)
		}
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		return s.recompute(ctx, tx, owner, []id.Card{card})
	})
	if err != nil {
		return Card{}, fmt.Errorf("marking a card as wrong: %w", err)
	}
	return s.Card(ctx, owner, card)
}

// History returns the reviews of a card, oldest first, each with the chance of
// recall that was predicted and the state it led to. Voided ones are listed
// and change nothing.
func (s *Service) History(ctx context.Context, owner id.User, card id.Card) ([]HistoryEntry, error) {
	if _, err := s.Card(ctx, owner, card); err != nil {
		return nil, err
	}
	sch := schedulers{}
	known, err := facts(ctx, s.pool, owner, []id.Card{card})
	if err != nil {
		return nil, err
	}
	rows, err := s.pool.Query(ctx, `
		select r.id, r.rating, r.reviewed_at, r.duration_ms, coalesce(v.reason, '')
		from reviews r
		left join lateral (select reason from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id order by voided_at limit 1) v on true
		where r.card_id = $1 and r.owner_id = $2 order by r.reviewed_at, r.id`, card, owner)
	if err != nil {
		return nil, fmt.Errorf("reading a card's history: %w", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (h HistoryEntry, err error) {
		var ms int64
		err = row.Scan(&h.ID, &h.Rating, &h.ReviewedAt, &ms, &h.VoidReason)
		h.Duration, h.Voided = time.Duration(ms)*time.Millisecond, h.VoidReason != ""
		return h, err
	})
	if err != nil || len(known) == 0 {
		return nil, err
	}
	f := known[0]
	var m fsrs.State
	scheduler := sch.at(f.retention)
	for i := range out {
		h := &out[i]
		if h.Voided {
			continue
		}
		h.Retrievability = scheduler.Retrievability(m, h.ReviewedAt)
		if m, err = scheduler.Review(m, h.Rating, h.ReviewedAt, card); err != nil {
			return nil, err
		}
		h.State = stateOf(m)
	}
	return out, nil
}
