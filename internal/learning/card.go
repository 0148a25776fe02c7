package learning

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const cardColumns = `
c.id, c.note_id, n.course_id, n.kind, c.ordinal, n.front, n.back, n.tags, c.status, c.buried_until, c.wrong_at, c.created_at,
n.document_id, n.version, coalesce(n.chunk_id, 0), n.page, n.quote, n.segments, n.stale, n.kept_at,
coalesce(st.due, c.created_at), coalesce(st.stability, 0), coalesce(st.difficulty, 0), coalesce(st.state, 0),
coalesce(st.reps, 0), coalesce(st.lapses, 0), st.last_review, coalesce(st.step, 0), co.target_retention`

const cardTables = `
cards c
join notes n on n.id = c.note_id
join courses co on co.id = n.course_id
left join card_states st on st.card_id = c.id and st.owner_id = c.owner_id`

// readCard reads a row of cardColumns; now decides whether it is still buried.
// What the document says of the source comes with describeSources.
func readCard(now time.Time) pgx.RowToFunc[Card] {
	return func(row pgx.CollectableRow) (c Card, err error) {
		var source Source
		var retention float32
		err = row.Scan(&c.ID, &c.Note, &c.Course, &c.Kind, &c.Ordinal, &c.Text, &c.Extra, &c.Tags, &c.Status, &c.BuriedUntil, &c.WrongAt, &c.CreatedAt,
			&source.Document, &source.Version, &source.Chunk, &source.Page, &source.Quote, &source.Segments, &source.Stale, &source.KeptAt,
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
	return out, s.describeSources(ctx, db, owner, out)
}

// describeSources fills in what the sources of cards are called: three
// statements, however many cards there are, and none where no card has a source.
func (s *Service) describeSources(ctx context.Context, db postgres.DB, owner id.User, cards []Card) error {
	var documents []id.Document
	var chunks []id.Chunk
	var paged []*Source
	for _, c := range cards {
		if c.Source != nil {
			documents = append(documents, c.Source.Document)
			if c.Source.Page != nil {
				paged = append(paged, c.Source)
			}
			if c.Source.Chunk != 0 {
				chunks = append(chunks, c.Source.Chunk)
			}
		}
	}
	if len(documents) == 0 {
		return nil
	}
	titles, languages, err := s.documents.Titles(ctx, db, owner, documents)
	if err != nil {
		return err
	}
	var headings map[id.Chunk][]string
	if len(chunks) > 0 {
		if headings, err = s.documents.Headings(ctx, db, owner, chunks); err != nil {
			return err
		}
	}
	if err := s.labelPages(ctx, db, owner, paged); err != nil {
		return err
	}
	for _, c := range cards {
		if from := c.Source; from != nil {
			from.Title, from.Language, from.HeadingPath = titles[from.Document], languages[from.Document], headings[from.Chunk]
		}
	}
	return nil
}

// labelPages fills in the numbers that are printed on the pages of sources.
func (s *Service) labelPages(ctx context.Context, db postgres.DB, owner id.User, paged []*Source) error {
	if len(paged) == 0 {
		return nil
	}
	documents, versions, pages := make([]id.Document, len(paged)), make([]int, len(paged)), make([]int, len(paged))
	for i, from := range paged {
		documents[i], versions[i], pages[i] = from.Document, from.Version, *from.Page
	}
	labels, err := s.documents.PageLabels(ctx, db, owner, documents, versions, pages)
	if err != nil {
		return err
	}
	for i, from := range paged {
		from.PageLabel = labels[i]
	}
	return nil
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
