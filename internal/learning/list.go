package learning

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
)

// Ids are UUIDv7 and thus in the order in which the cards were made: they
// order the list and are its cursor. The index cards_list is read backwards
// until the page is full.
const listCards = `
select ` + cardColumns + ` from ` + cardTables + `
where c.owner_id = @owner and c.deleted_at is null`

// All cards are counted without a look at their notes: a fifteenth of the time.
const (
	countCards = `
select count(*) from (select 1 from ` + cardTables + `
where c.owner_id = @owner and c.deleted_at is null`

	countAll = `
select count(*) from (select 1 from cards c where c.owner_id = @owner and c.deleted_at is null`
)

// The conditions of a list, each with the arguments of its name. A statement
// holds only those that are asked for, so that each is planned for itself.
const (
	inCourse    = ` and n.course_id = @course`
	ofDocument  = ` and n.document_id = @document`
	isDraft     = ` and c.status = 'draft'`
	isActive    = ` and c.status = 'active' and (c.buried_until is null or c.buried_until <= @now)`
	isSuspended = ` and c.status = 'suspended'`
	isBuried    = ` and c.status = 'active' and c.buried_until > @now`
	isWrong     = ` and c.wrong_at is not null`
	isStale     = ` and n.stale`
	isAsked     = ` and c.status <> 'suspended'`
	isNew       = ` and coalesce(st.reps, 0) = 0`
	isLeech     = ` and st.lapses >= @leech`
	isDue       = ` and c.status = 'active' and c.wrong_at is null and (c.buried_until is null or c.buried_until <= @now)
  and (st.card_id is null or st.due <= @now or (st.state = 2 and st.due < @day_end))`
	dueBefore     = ` and c.status = 'active' and c.wrong_at is null and st.due < @before`
	ofKind        = ` and n.kind = @kind`
	titleOfCourse = ` and exists (select from unnest(@course_title::text[]) t where strpos(searchable(co.title), t) > 0)`
	ofTitled      = ` and n.document_id = any(@titled)`
	taggedAs      = `
  and not exists (select from unnest(@tags::text[], @tags_wide::text[]) as w(plain, wide)
                  where not exists (select from unnest(n.tags) t where strpos(searchable(t), w.plain) > 0 or strpos(searchable(t), w.wide) > 0))`
	containing = `
  and not exists (select from unnest(@words::text[], @words_wide::text[]) as w(plain, wide)
                  where strpos(n.searchable, w.plain) = 0 and strpos(n.searchable, w.wide) = 0
                    and not exists (select from unnest(n.tags) t where strpos(searchable(t), w.plain) > 0 or strpos(searchable(t), w.wide) > 0))`
)

// conditions writes a filter as SQL with its arguments, at a time of the
// student's day.
func (s *Service) conditions(ctx context.Context, owner id.User, f CardFilter, now time.Time) (string, pgx.NamedArgs, error) {
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return "", nil, err
	}
	where, args, err := s.narrowed(ctx, owner, f, now, d.end)
	if err != nil {
		return "", nil, err
	}
	for i, without := range f.Filter.Without {
		one, its, err := s.narrowed(ctx, owner, CardFilter{Filter: without}, now, d.end)
		if err != nil {
			return "", nil, err
		}
		prefix := fmt.Sprintf("without_%d_", i)
		where += ` and (true` + strings.ReplaceAll(one, "@", "@"+prefix) + `) is not true`
		for name, value := range its {
			args[prefix+name] = value
		}
	}
	return where, args, nil
}

// narrowed is conditions, what the filter leaves out aside.
func (s *Service) narrowed(ctx context.Context, owner id.User, f CardFilter, now, end time.Time) (string, pgx.NamedArgs, error) {
	var titled []id.Document
	if f.Filter.Document != "" {
		var err error
		if titled, err = s.documents.Titled(ctx, s.pool, owner, f.Filter.Document); err != nil {
			return "", nil, err
		}
	}
	return f.conditions(owner, now, end, titled)
}

// conditions writes a filter as SQL with its arguments. end is the end of the
// student's day; titled are the documents with the title that is asked for.
func (f CardFilter) conditions(owner id.User, now, end time.Time, titled []id.Document) (string, pgx.NamedArgs, error) {
	args := pgx.NamedArgs{"owner": owner, "now": now, "day_end": end, "leech": LeechLapses}
	var b strings.Builder
	add := func(when bool, condition string) {
		if when {
			b.WriteString(condition)
		}
	}
	add(!f.Course.IsZero(), inCourse)
	add(!f.Document.IsZero(), ofDocument)
	args["course"], args["document"] = f.Course, f.Document
	is := f.Filter.Is
	if f.Status != "" {
		switch f.Status {
		case Draft, Active, Suspended, Buried:
		default:
			return "", nil, errs.New(errs.Invalid, "A card is a draft, active, suspended or buried.").At("status")
		}
		is = append([]string{string(f.Status)}, is...)
	}
	add(f.Due, isDue)
	add(f.Wrong, isWrong)
	add(f.Stale, isStale)
	for _, x := range is {
		b.WriteString(map[string]string{IsDue: isDue, IsNew: isNew, IsDraft: isDraft, IsActive: isActive, IsSuspended: isSuspended,
			IsBuried: isBuried, IsWrong: isWrong, IsStale: isStale, IsLeech: isLeech}[x])
	}
	add(slices.Contains(f.Filter.Is, IsStale) && !slices.Contains(is, IsSuspended), isAsked)
	if f.Filter.Due != nil {
		add(true, dueBefore)
		args["before"] = end.AddDate(0, 0, *f.Filter.Due)
	}
	add(f.Filter.Kind != "", ofKind)
	add(f.Filter.Course != "", titleOfCourse)
	add(f.Filter.Document != "", ofTitled)
	args["kind"], args["course_title"], args["titled"] = f.Filter.Kind, fold.Spellings(f.Filter.Course), titled
	add(len(f.Filter.Tags) > 0, taggedAs)
	args["tags"], args["tags_wide"] = spelt(f.Filter.Tags, fold.Plain), spelt(f.Filter.Tags, fold.Wide)
	words := append(strings.Fields(strings.ReplaceAll(f.Text, "\x00", " ")), f.Filter.Words...)
	add(len(words) > 0, containing)
	args["words"], args["words_wide"] = spelt(words, fold.Plain), spelt(words, fold.Wide)
	return b.String(), args, nil
}

// spelt are words in a spelling.
func spelt(words []string, spelling fold.Spelling) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = spelling.Text(w)
	}
	return out
}

// Cards lists the owner's cards: those of one document in its order, else the
// newest first. The cursor of the next page is empty on the last one.
func (s *Service) Cards(ctx context.Context, owner id.User, f CardFilter) ([]Card, string, error) {
	limit := f.Limit
	if limit == 0 {
		limit = 50
	}
	limit = min(max(limit, 1), 200)
	now := s.now()
	conditions, args, err := s.conditions(ctx, owner, f, now)
	if err != nil {
		return nil, "", err
	}
	args["limit"] = limit + 1
	order, beyond := " order by c.id desc", " and c.id < @cursor"
	if !f.Document.IsZero() {
		order, beyond = " order by c.id", " and c.id > @cursor"
	}
	query := listCards + conditions
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
	next := ""
	if len(cards) > limit {
		cards, next = cards[:limit], cards[limit-1].ID.String()
	}
	if err := s.describeSources(ctx, s.pool, owner, cards); err != nil {
		return nil, "", err
	}
	return cards, next, nil
}

// CountCards is how many cards a filter finds, counted up to most: a larger
// number is not looked for.
func (s *Service) CountCards(ctx context.Context, owner id.User, f CardFilter, most int) (int, error) {
	conditions, args, err := s.conditions(ctx, owner, f, s.now())
	if err != nil {
		return 0, err
	}
	args["most"] = most
	query := countCards + conditions
	if conditions == "" {
		query = countAll
	}
	var n int
	if err := s.pool.QueryRow(ctx, query+` limit @most) t`, args).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting cards: %w", err)
	}
	return n, nil
}
