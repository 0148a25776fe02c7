package learning

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const cardColumns = `
c.id, c.note_id, n.course_id, n.kind, c.ordinal, n.front, n.back, n.tags, c.status, c.buried_until, c.wrong_at, c.created_at,
n.document_id, n.version, coalesce(n.chunk_id, 0), n.page, n.quote, n.segments, n.stale, ch.heading_path, coalesce(d.title, ''), coalesce(d.language, ''),
coalesce(st.due, c.created_at), coalesce(st.stability, 0), coalesce(st.difficulty, 0), coalesce(st.state, 0),
coalesce(st.reps, 0), coalesce(st.lapses, 0), st.last_review, coalesce(st.step, 0), co.target_retention`

const cardTables = `
cards c
join notes n on n.id = c.note_id
join courses co on co.id = n.course_id
left join card_states st on st.card_id = c.id
left join chunks ch on ch.id = n.chunk_id and ch.owner_id = n.owner_id
left join documents d on d.id = n.document_id and d.owner_id = n.owner_id and d.deleted_at is null`

// readCard reads a row of cardColumns; now decides whether it is still buried.
func readCard(now time.Time) pgx.RowToFunc[Card] {
	return func(row pgx.CollectableRow) (c Card, err error) {
		var source Source
		var retention float32
		err = row.Scan(&c.ID, &c.Note, &c.Course, &c.Kind, &c.Ordinal, &c.Text, &c.Extra, &c.Tags, &c.Status, &c.BuriedUntil, &c.WrongAt, &c.CreatedAt,
			&source.Document, &source.Version, &source.Chunk, &source.Page, &source.Quote, &source.Segments, &source.Stale, &source.HeadingPath, &source.Title, &source.Language,
			&c.State.Due, &c.State.Stability, &c.State.Difficulty, &c.State.Phase, &c.State.Reps, &c.State.Lapses, &c.State.LastReview, &c.step, &retention)
		c.retention = fromReal(retention)
		if err != nil {
			return c, err
		}
		if !source.Document.IsZero() {
			c.Source = &source
		}
		c.Front, c.Back = c.Text, c.Extra
		if c.Kind == Cloze {
			c.Front, c.Back = clozeFront(c.Text, c.Ordinal), clozeBack(c.Text, c.Extra)
		}
		if c.BuriedUntil != nil && !c.BuriedUntil.After(now) {
			c.BuriedUntil = nil
		}
		if c.Status == Active && c.BuriedUntil != nil {
			c.Status = Buried
		}
		return c, nil
	}
}

// Card returns one card. A deleted one is errs.NotFound.
func (s *Service) Card(ctx context.Context, owner id.User, card id.Card) (Card, error) {
	cards, err := s.cardsByID(ctx, s.pool, owner, []id.Card{card})
	if err != nil {
		return Card{}, err
	}
	if len(cards) == 0 {
		return Card{}, errs.New(errs.NotFound, "There is no such card.")
	}
	return cards[0], nil
}

// cardsByID returns the cards in the order of their ids, without those that
// are deleted or not the owner's.
func (s *Service) cardsByID(ctx context.Context, db postgres.DB, owner id.User, cards []id.Card) ([]Card, error) {
	if len(cards) == 0 {
		return nil, nil
	}
	rows, err := db.Query(ctx, `
		select `+cardColumns+` from `+cardTables+`
		where c.owner_id = @owner and c.id = any(@ids) and c.deleted_at is null
		order by array_position(@ids::uuid[], c.id)`, pgx.NamedArgs{"owner": owner, "ids": cards})
	if err != nil {
		return nil, fmt.Errorf("reading cards: %w", err)
	}
	out, err := pgx.CollectRows(rows, readCard(s.now()))
	if err != nil {
		return nil, fmt.Errorf("reading cards: %w", err)
	}
	return out, nil
}

// Ids are UUIDv7 and thus in the order in which the cards were made: they
// order the list and are its cursor.
const listCards = `
select ` + cardColumns + ` from ` + cardTables + `
where c.owner_id = @owner and c.deleted_at is null
  and (@course::uuid is null or n.course_id = @course)
  and (@document::uuid is null or n.document_id = @document)
  and (@status = '' or c.status = @status)
  and case @buried when 'yes' then c.buried_until > @now
                   when 'no' then c.buried_until is null or c.buried_until <= @now
                   else true end
  and (not @wrong or c.wrong_at is not null)
  and (not @stale or n.stale)
  and (not @due or (c.status = 'active' and c.wrong_at is null and (c.buried_until is null or c.buried_until <= @now)
                    and (st.card_id is null or st.due <= @now or (st.state = 2 and st.due < @day_end))))
  and not exists (select from unnest(@words::text[]) w
                  where strpos(lower(n.front || ' ' || n.back || ' ' || array_to_string(n.tags, ' ')), w) = 0)
`

// Cards lists the owner's cards: those of one document in its order, else the
// newest first. The cursor of the next page is empty on the last one.
func (s *Service) Cards(ctx context.Context, owner id.User, f CardFilter) ([]Card, string, error) {
	limit := f.Limit
	if limit == 0 {
		limit = 50
	}
	limit = min(max(limit, 1), 200)
	now := s.now()
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return nil, "", err
	}
	args := pgx.NamedArgs{
		"owner": owner, "course": f.Course, "document": f.Document, "status": string(f.Status), "buried": "",
		"wrong": f.Wrong, "stale": f.Stale, "due": f.Due, "now": now, "day_end": d.end,
		"words": strings.Fields(strings.ToLower(strings.ReplaceAll(f.Text, "\x00", " "))), "limit": limit + 1,
	}
	switch f.Status {
	case "", Draft, Suspended:
	case Active:
		args["buried"] = "no"
	case Buried:
		args["status"], args["buried"] = string(Active), "yes"
	default:
		return nil, "", errs.New(errs.Invalid, "A card is a draft, active, suspended or buried.").At("status")
	}
	order, beyond := " order by c.id desc", " and c.id < @cursor"
	if !f.Document.IsZero() {
		order, beyond = " order by c.id", " and c.id > @cursor"
	}
	query := listCards
	if f.Cursor != "" {
		cursor, err := id.Parse[id.Card](f.Cursor)
		if err != nil {
			return nil, "", errs.Wrap(errs.Invalid, err, "The list has no such page. Start it again.").At("cursor")
		}
		args["cursor"] = cursor
		query += beyond
	}
	rows, err := s.pool.Query(ctx, query+order+" limit @limit", args)
	if err != nil {
		return nil, "", fmt.Errorf("listing cards: %w", err)
	}
	cards, err := pgx.CollectRows(rows, readCard(now))
	if err != nil {
		return nil, "", fmt.Errorf("listing cards: %w", err)
	}
	if len(cards) > limit {
		return cards[:limit], cards[limit-1].ID.String(), nil
	}
	return cards, "", nil
}

// memory is the card's state as fsrs knows it.
func (c Card) memory() fsrs.State {
	st := c.State
	m := fsrs.State{Due: st.Due, Stability: st.Stability, Difficulty: st.Difficulty, Phase: st.Phase, Step: c.step, Reps: st.Reps, Lapses: st.Lapses}
	if st.LastReview != nil {
		m.LastReview = *st.LastReview
	}
	return m
}

func stateOf(m fsrs.State) State {
	st := State{Due: m.Due, Stability: m.Stability, Difficulty: m.Difficulty, Phase: m.Phase, Reps: m.Reps, Lapses: m.Lapses}
	if m.Phase != fsrs.New {
		last := m.LastReview
		st.LastReview = &last
	}
	return st
}

func cardsOfCourse(ctx context.Context, db postgres.DB, owner id.User, course id.Course) ([]id.Card, error) {
	rows, err := db.Query(ctx, `
		select c.id from cards c join notes n on n.id = c.note_id where n.course_id = $1 and c.owner_id = $2 order by c.id`, course, owner)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[id.Card])
}

func cardsOfNote(ctx context.Context, db postgres.DB, owner id.User, note id.Note) ([]id.Card, error) {
	rows, err := db.Query(ctx, `select id from cards where note_id = $1 and owner_id = $2 order by id`, note, owner)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[id.Card])
}
