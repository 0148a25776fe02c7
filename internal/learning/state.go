package learning

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// schedulers gives a scheduler for each target retention.
type schedulers map[float64]*fsrs.Scheduler

func (s schedulers) at(retention float64) *fsrs.Scheduler {
	if s[retention] == nil {
		s[retention] = fsrs.NewScheduler(fsrs.Options{Weights: fsrs.DefaultWeights(), Retention: retention})
	}
	return s[retention]
}

// lockCards locks the owner's cards against another change of their logs, in
// the order of their ids so that two batches cannot wait for each other, and
// returns those that exist, deleted ones too.
func lockCards(ctx context.Context, tx pgx.Tx, owner id.User, cards []id.Card) (map[id.Card]locked, error) {
	rows, err := tx.Query(ctx, `
		select id, wrong_at from cards where id = any($1) and owner_id = $2 order by id for no key update`, cards, owner)
	if err != nil {
		return nil, fmt.Errorf("locking cards: %w", err)
	}
	out := map[id.Card]locked{}
	var card id.Card
	var l locked
	_, err = pgx.ForEachRow(rows, []any{&card, &l.wrongAt}, func() error {
		out[card] = l
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("locking cards: %w", err)
	}
	return out, nil
}

type locked struct{ wrongAt *time.Time }

// fact is everything that a card's state is derived from.
type fact struct {
	card      id.Card
	created   time.Time
	retention float64
	log       []fsrs.Entry
}

const selectCardFacts = `
select c.id, c.created_at, k.target_retention
from cards c
join notes n on n.id = c.note_id
join courses k on k.id = n.course_id
where c.id = any($1) and c.owner_id = $2
order by c.id`

// A review counts unless a void names it, whichever came first.
const selectCardLog = `
select r.card_id, r.id, r.rating, r.reviewed_at
from reviews r
where r.card_id = any($1) and r.owner_id = $2
  and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)
order by r.card_id, r.reviewed_at, r.id`

// facts reads what the states of the cards are derived from.
func facts(ctx context.Context, db postgres.DB, owner id.User, cards []id.Card) ([]fact, error) {
	rows, err := db.Query(ctx, selectCardFacts, cards, owner)
	if err != nil {
		return nil, fmt.Errorf("reading cards: %w", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (f fact, err error) {
		var retention float32
		err = row.Scan(&f.card, &f.created, &retention)
		f.retention = fromReal(retention)
		return f, err
	})
	if err != nil {
		return nil, fmt.Errorf("reading cards: %w", err)
	}
	at := make(map[id.Card]*fact, len(out))
	for i := range out {
		at[out[i].card] = &out[i]
	}
	if rows, err = db.Query(ctx, selectCardLog, cards, owner); err != nil {
		return nil, fmt.Errorf("reading reviews: %w", err)
	}
	var card id.Card
	var review id.Review
	var e fsrs.Entry
	_, err = pgx.ForEachRow(rows, []any{&card, &review, &e.Rating, &e.At}, func() error {
		if f := at[card]; f != nil {
			f.log = append(f.log, e)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading reviews: %w", err)
	}
	return out, nil
}

// memory replays the card's log. The zero state is a new card.
func (f fact) memory(sch schedulers) (fsrs.State, error) {
	return sch.at(f.retention).Replay(fsrs.State{}, f.log, f.card)
}

// recompute derives the states of the cards from the log and stores them; it
// is the only writer of card_states. A card without a review that counts has
// no row. It locks the cards, so of two changes of a log the later one sees
// what the earlier one committed.
func (s *Service) recompute(ctx context.Context, tx pgx.Tx, owner id.User, cards []id.Card) error {
	if len(cards) == 0 {
		return nil
	}
	cards = slices.Clone(cards)
	slices.SortFunc(cards, func(a, b id.Card) int { return bytes.Compare(a[:], b[:]) })
	cards = slices.Compact(cards)
	sch := schedulers{}
	for part := range slices.Chunk(cards, 1000) {
		if _, err := lockCards(ctx, tx, owner, part); err != nil {
			return err
		}
		known, err := facts(ctx, tx, owner, part)
		if err != nil {
			return err
		}
		if err := storeStates(ctx, tx, owner, sch, known); err != nil {
			return fmt.Errorf("storing states: %w", err)
		}
	}
	return nil
}

const upsertStates = `
insert into card_states (card_id, owner_id, due, stability, difficulty, state, step, reps, lapses, last_review)
select c, @owner, due, s, d, p, st, r, l, lr
from unnest(@cards::uuid[], @due::timestamptz[], @stability::float8[], @difficulty::float8[], @phase::int[], @step::int[], @reps::int[], @lapses::int[], @last::timestamptz[])
     as t (c, due, s, d, p, st, r, l, lr)
on conflict (card_id) do update set
    due = excluded.due, stability = excluded.stability, difficulty = excluded.difficulty, state = excluded.state,
    step = excluded.step, reps = excluded.reps, lapses = excluded.lapses, last_review = excluded.last_review`

func storeStates(ctx context.Context, tx pgx.Tx, owner id.User, sch schedulers, known []fact) error {
	var fresh, cards []id.Card
	var due, last []time.Time
	var stability, difficulty []float64
	var phase, step, reps, lapses []int
	for _, f := range known {
		m, err := f.memory(sch)
		if err != nil {
			return fmt.Errorf("card %s: %w", f.card, err)
		}
		if m.Phase == fsrs.New {
			fresh = append(fresh, f.card)
			continue
		}
		cards, due, last = append(cards, f.card), append(due, m.Due), append(last, m.LastReview)
		stability, difficulty = append(stability, m.Stability), append(difficulty, m.Difficulty)
		phase, step = append(phase, int(m.Phase)), append(step, m.Step)
		reps, lapses = append(reps, m.Reps), append(lapses, m.Lapses)
	}
	if len(fresh) > 0 {
		if _, err := tx.Exec(ctx, `delete from card_states where card_id = any($1) and owner_id = $2`, fresh, owner); err != nil {
			return err
		}
	}
	if len(cards) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, upsertStates, pgx.NamedArgs{"owner": owner, "cards": cards, "due": due, "last": last,
		"stability": stability, "difficulty": difficulty, "phase": phase, "step": step, "reps": reps, "lapses": lapses})
	return err
}

// rebuildCourse derives the states of a course's cards again.
func (s *Service) rebuildCourse(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) error {
	cards, err := cardsOfCourse(ctx, tx, owner, course)
	if err != nil {
		return err
	}
	return s.recompute(ctx, tx, owner, cards)
}

// Rebuild throws away what is derived of the owner's reviews, the states of
// cards and the queue of what can be asked, and derives it from the log again.
// It returns how many cards have a state. The result is what was there before
// unless targets have changed meanwhile.
func (s *Service) Rebuild(ctx context.Context, owner id.User) (int, error) {
	n := 0
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select id from cards where owner_id = $1 order by id for no key update`, owner)
		if err != nil {
			return err
		}
		cards, err := pgx.CollectRows(rows, pgx.RowTo[id.Card])
		if err != nil {
			return err
		}
		for _, sql := range []string{forgetStates, forgetQueue, fillQueue} {
			if _, err := tx.Exec(ctx, sql, pgx.NamedArgs{"owner": owner}); err != nil {
				return err
			}
		}
		if err := s.recompute(ctx, tx, owner, cards); err != nil {
			return err
		}
		return tx.QueryRow(ctx, `select count(*) from card_states where owner_id = $1`, owner).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("rebuilding states: %w", err)
	}
	return n, nil
}

const (
	forgetStates = `delete from card_states where owner_id = @owner`
	forgetQueue  = `delete from queue where owner_id = @owner`

	// As the triggers of the queue do, for cards without a state yet; storing
	// the states fills in the rest.
	fillQueue = `
insert into queue (card_id, owner_id, course_id, note_id, ordinal, state, buried_until)
select c.id, c.owner_id, n.course_id, c.note_id, c.ordinal, 0, c.buried_until
from cards c join notes n on n.id = c.note_id
where c.owner_id = @owner and c.status = 'active' and c.wrong_at is null and c.deleted_at is null`
)
