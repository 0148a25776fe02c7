package learning

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// A Cost is what cards that are not made yet will take to learn, foretold from
// the student's own answer times and the scheduler.
type Cost struct {
	Until   time.Time     // the course's exam; zero where none lies ahead: then a month is foretold
	Days    int           // until then, today included
	Pace    time.Duration // what one answer takes
	Own     bool          // Pace is the student's own; else the usual one
	perDay  int           // new cards a day, as the student set it
	answers []float64     // of one card within so many days since it was first asked, summed up
}

// What is foretold when no exam is ahead, and how far at most: the scheduler
// asks a known card so seldom after a year that the rest is noise.
const (
	costDays     = 30
	mostCostDays = 366
)

// leastTimed is how many answers of a kind of card tell what one takes.
const leastTimed = 20

// How a student answers who is not known yet: the share of cards that are
// rated better than again when they are first asked, as in the simulator of
// fsrs-optimizer, and how many cards are played through.
const (
	knownAtFirst = 0.76
	playedCards  = 200
)

// What an answer takes, by kind of card: the median of the last 400 that were
// timed. A longer one than a minute was a pause, as in selectPace.
const selectPaces = `
select n.kind, count(*), percentile_cont(0.5) within group (order by least(t.duration_ms, 60000))
from (select r.card_id, r.duration_ms from reviews r where r.owner_id = @owner and r.duration_ms > 0 order by r.reviewed_at desc limit 400) t
join cards c on c.id = t.card_id join notes n on n.id = c.note_id
where c.owner_id = @owner and n.owner_id = @owner
group by n.kind`

// Cost foretells what new cards of a course will take, those of the kinds in
// equal parts, no kind meaning all. A card is asked from the day on which the
// limit of new cards lets it through; those that wait already are not counted.
// It returns errs.NotFound when the course is not the owner's.
func (s *Service) Cost(ctx context.Context, owner id.User, course id.Course, kinds ...Kind) (Cost, error) {
	now := s.now()
	c := Cost{Days: costDays}
	var exam *time.Time
	var retention float64
	err := s.pool.QueryRow(ctx, `select exam_at, target_retention from courses where id = @course and owner_id = @owner`,
		pgx.NamedArgs{"course": course, "owner": owner}).Scan(&exam, &retention)
	if err != nil {
		return Cost{}, notFound(err, "course")
	}
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return Cost{}, err
	}
	c.perDay = d.newPerDay
	if exam != nil && exam.After(now) {
		c.Until = *exam
		c.Days = min(mostCostDays, max(1, int(exam.Sub(d.start).Hours()/24)))
	}
	if c.Pace, c.Own, err = paceByKind(ctx, s.pool, owner, kinds); err != nil {
		return Cost{}, err
	}
	c.answers, err = answersWithin(schedulers{}.at(retention), c.Days)
	return c, err
}

// PerDay is the time that so many cards take, on the mean of the days.
func (c Cost) PerDay(cards int) time.Duration {
	answers := 0.0
	for day := 0; day < c.Days && cards > 0 && c.perDay > 0; day++ {
		begun := min(c.perDay, cards)
		answers += float64(begun) * c.answers[c.Days-day-1]
		cards -= begun
	}
	return time.Duration(answers / float64(c.Days) * float64(c.Pace))
}

// paceByKind is what an answer takes to cards of the kinds, on their mean. A
// kind with too few answers has that of all of them.
func paceByKind(ctx context.Context, db postgres.DB, owner id.User, kinds []Kind) (pace time.Duration, own bool, err error) {
	rows, err := db.Query(ctx, selectPaces, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return 0, false, fmt.Errorf("reading answer times: %w", err)
	}
	timed, median := map[Kind]int{}, map[Kind]float64{}
	var kind Kind
	var n, all int
	var ms, sum float64
	if _, err := pgx.ForEachRow(rows, []any{&kind, &n, &ms}, func() error {
		timed[kind], median[kind] = n, ms
		all, sum = all+n, sum+float64(n)*ms
		return nil
	}); err != nil {
		return 0, false, fmt.Errorf("reading answer times: %w", err)
	}
	if all < leastTimed {
		return usualPace, false, nil
	}
	if len(kinds) == 0 {
		kinds = []Kind{Basic, Cloze}
	}
	total := 0.0
	for _, k := range kinds {
		if timed[k] >= leastTimed {
			total += median[k]
		} else {
			total += sum / float64(all)
		}
	}
	return time.Duration(total / float64(len(kinds)) * float64(time.Millisecond)), true, nil
}

// answersWithin is how often a card is asked within its first day, its first
// two and so on, on the mean of cards that a student plays through who knows
// them as well as the scheduler expects.
func answersWithin(sch *fsrs.Scheduler, days int) ([]float64, error) {
	random := rand.New(rand.NewPCG(1, 1)) // the same for all: a forecast does not flicker
	start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	out := make([]float64, days)
	for card := range playedCards {
		var key [16]byte
		binary.BigEndian.PutUint64(key[:], uint64(card))
		var st fsrs.State
		for at := start; ; at = st.Due {
			day := int(at.Sub(start).Hours() / 24)
			if day >= days {
				break
			}
			out[day] += 1.0 / playedCards
			known := knownAtFirst
			if st.Phase != fsrs.New {
				known = sch.Retrievability(st, at)
			}
			rating := fsrs.Again
			if random.Float64() < known {
				rating = fsrs.Good
			}
			var err error
			if st, err = sch.Review(st, rating, at, key); err != nil {
				return nil, err
			}
		}
	}
	for i := range out[1:] {
		out[i+1] += out[i]
	}
	return out, nil
}
