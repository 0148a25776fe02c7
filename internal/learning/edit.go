package learning

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// note is a row of notes, locked for a change.
type note struct {
	id     id.Note
	course id.Course
	kind   Kind
	front  string
	back   string
	tags   []string
}

// version names what the note says: equal texts and tags have equal versions.
func (n note) version() string { return versionOf(n.front, n.back, n.tags) }

// Version names what the card's note says, for Patch.Seen.
func (c Card) Version() string { return versionOf(c.Text, c.Extra, c.Tags) }

func versionOf(front, back string, tags []string) string {
	h := sha256.New()
	for _, s := range append([]string{front, back}, tags...) {
		_, _ = fmt.Fprintf(h, "%d:%s", len(s), s) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// ChangedElsewhere is the reason in the data of the conflict of Patch.Seen.
const ChangedElsewhere = "changed_elsewhere"

// UpdateCard changes a card. Front, back, tags and course belong to the note
// and change its siblings too: a gap that is new in the text makes a card, one
// that is gone hides its card with its reviews, and one that comes back brings
// them back. An edit clears the mark of a wrong card. When the edit takes away
// the gap of this very card, the first card that is left is returned.
func (s *Service) UpdateCard(ctx context.Context, owner id.User, card id.Card, p Patch) (Card, error) {
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		n, err := lockNote(ctx, tx, owner, card)
		if err != nil {
			return err
		}
		if p.Status != nil {
			if err := s.setStatus(ctx, tx, owner, []id.Card{card}, *p.Status, p.BuriedAt); err != nil {
				return err
			}
		}
		return s.editNote(ctx, tx, owner, n, p)
	})
	if err != nil {
		return Card{}, fmt.Errorf("changing a card: %w", err)
	}
	c, err := s.Card(ctx, owner, card)
	if errors.Is(err, errs.NotFound) {
		return s.firstSibling(ctx, owner, card)
	}
	return c, err
}

func lockNote(ctx context.Context, tx pgx.Tx, owner id.User, card id.Card) (note, error) {
	var n note
	err := tx.QueryRow(ctx, `
		select n.id, n.course_id, n.kind, n.front, n.back, n.tags
		from notes n join cards c on c.note_id = n.id
		where c.id = $1 and c.owner_id = $2 and c.deleted_at is null for update of n`, card, owner).
		Scan(&n.id, &n.course, &n.kind, &n.front, &n.back, &n.tags)
	return n, notFound(err, "card")
}

func (s *Service) setStatus(ctx context.Context, tx pgx.Tx, owner id.User, cards []id.Card, status Status, at time.Time) error {
	args := pgx.NamedArgs{"ids": cards, "owner": owner, "status": status, "until": nil}
	switch status {
	case Draft, Active, Suspended:
	case Buried:
		if now := s.now(); at.IsZero() || at.After(now) {
			at = now
		}
		d, err := s.day(ctx, tx, owner, at)
		if err != nil {
			return err
		}
		args["status"], args["until"] = Active, d.end
	default:
		return errs.New(errs.Invalid, "A card is a draft, active, suspended or buried.").At("status")
	}
	_, err := tx.Exec(ctx, `
		update cards set status = @status, buried_until = @until, updated_at = now(),
		                 wrong_at = case when @status = 'active' and @until::timestamptz is null then null else wrong_at end
		where id = any(@ids) and owner_id = @owner`, args)
	return err
}

func (s *Service) editNote(ctx context.Context, tx pgx.Tx, owner id.User, n note, p Patch) (err error) {
	before := n
	if p.Front != nil {
		n.front = *p.Front
	}
	if p.Back != nil {
		n.back = *p.Back
	}
	if p.Tags != nil {
		if n.tags, err = cleanTags(*p.Tags); err != nil {
			return err
		}
	}
	if p.Course != nil {
		if p.Course.IsZero() {
			return errs.New(errs.NotFound, "There is no such course.")
		}
		if n.course, err = ownCourse(ctx, tx, owner, *p.Course); err != nil {
			return err
		}
	}
	if p.Front == nil && p.Back == nil && p.Tags == nil && p.Course == nil {
		return nil
	}
	if v := before.version(); p.Seen != "" && p.Seen != v && n.version() != v {
		return errs.New(errs.Conflict, "The card was changed on another device meanwhile. Choose which text to keep.").With("reason", ChangedElsewhere)
	}
	if err := checkSides(n.kind, n.front, n.back); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update notes set front = @front, back = @back, tags = @tags, course_id = @course, updated_at = now()
		where id = @id and owner_id = @owner`,
		pgx.NamedArgs{"id": n.id, "owner": owner, "front": n.front, "back": n.back, "tags": n.tags, "course": n.course})
	if err != nil {
		return err
	}
	if n.front != before.front || n.back != before.back {
		if err := editCards(ctx, tx, owner, before, n); err != nil {
			return err
		}
	}
	if n.course != before.course {
		cards, err := cardsOfNote(ctx, tx, owner, n.id)
		if err != nil {
			return err
		}
		return s.recompute(ctx, tx, owner, cards)
	}
	return nil
}

// editCards makes the cards of a note follow its gaps. A card that was deleted
// while its gap stood in the text stays deleted.
func editCards(ctx context.Context, tx pgx.Tx, owner id.User, before, after note) error {
	if _, err := tx.Exec(ctx, `update cards set wrong_at = null, updated_at = now() where note_id = $1 and owner_id = $2`, after.id, owner); err != nil {
		return err
	}
	old, now := ordinals(before.kind, before.front), ordinals(after.kind, after.front)
	for _, n := range now {
		if slices.Contains(old, n) {
			continue
		}
		_, err := tx.Exec(ctx, `
			insert into cards (id, owner_id, note_id, ordinal) values ($1, $2, $3, $4)
			on conflict (note_id, ordinal) do update set deleted_at = null, updated_at = now()`,
			id.New[id.Card](), owner, after.id, n)
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		update cards set deleted_at = now(), updated_at = now()
		where note_id = $1 and owner_id = $2 and deleted_at is null and not (ordinal = any($3::int[]))`, after.id, owner, now)
	return err
}

func (s *Service) firstSibling(ctx context.Context, owner id.User, card id.Card) (Card, error) {
	var sibling id.Card
	err := s.pool.QueryRow(ctx, `
		select k.id from cards k join cards c on c.note_id = k.note_id
		where c.id = $1 and k.owner_id = $2 and k.deleted_at is null order by k.ordinal limit 1`, card, owner).Scan(&sibling)
	if err != nil {
		return Card{}, notFound(err, "card")
	}
	return s.Card(ctx, owner, sibling)
}

// DeleteCard hides a card. Its reviews stay, and its siblings are not touched.
func (s *Service) DeleteCard(ctx context.Context, owner id.User, card id.Card) error {
	return postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := lockNote(ctx, tx, owner, card); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `update cards set deleted_at = now(), updated_at = now() where id = $1 and owner_id = $2`, card, owner)
		return err
	})
}
