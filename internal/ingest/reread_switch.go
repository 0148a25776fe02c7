package ingest

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

const (
	placeStagedChunks = `update chunks set version = @version where document_id = @id and version = -@version::int and owner_id = @owner`
	placeStagedPages  = `update document_pages set version = @version where document_id = @id and version = -@version::int` + ofOwner
)

// A student who changes a card holds it and asks for its document, this work the
// other way round. It must be the one to give up, which the database decides
// after a second.
const giveWay = `set local lock_timeout = '400ms'`

const finishAgain = `update documents set
  language = @language, problem = @problem, reader = reread_by, reread_by = 0, pages = @pages,
  chunks = @chunks, progress_done = @chunks, progress_total = @chunks, progress_unit = '` + UnitPassages + `',
  read_page = @read_page
where id = @id and owner_id = @owner
returning ` + documentColumns

// switchTo puts what was read again in the place of the old text, with
// everything that quotes it, and tells the readers of the outbox. Version,
// status, title and dates of the document stay.
func (s *Service) switchTo(ctx context.Context, d Document, info extract.Info) (now Document, carried Carried, err error) {
	carry := func(context.Context, pgx.Tx) (Carried, error) { return Carried{}, nil }
	if q := s.quoters.Load(); q != nil {
		if carry, err = (*q).Follow(ctx, d.Owner, d.ID, d.Version, s.staged(d).Version); err != nil {
			return now, carried, fmt.Errorf("finding what is quoted in what was read again: %w", err)
		}
	}
	args := pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": d.Version, "pages": 0}
	if info.Unit != extract.UnitParts {
		args["pages"] = info.Pages
	}
	err = s.Change(ctx, d.Owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, giveWay); err != nil {
			return fmt.Errorf("giving way to others: %w", err)
		}
		if err := s.holdAgain(ctx, tx, d); err != nil {
			return err
		}
		told, err := sumUp(ctx, tx, d, s.staged(d).Version, info)
		if err != nil {
			return err
		}
		args["language"], args["problem"] = told.language, told.problem
		if args["read_page"], err = s.readPageAgain(ctx, tx, d, info); err != nil {
			return err
		}
		if err := dropVersion(ctx, tx, d, d.Version); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, placeStagedPages, args); err != nil {
			return fmt.Errorf("placing pages: %w", err)
		}
		tag, err := tx.Exec(ctx, placeStagedChunks, args)
		if err != nil {
			return fmt.Errorf("placing chunks: %w", err)
		}
		args["chunks"] = tag.RowsAffected()
		if carried, err = carry(ctx, tx); err != nil {
			return fmt.Errorf("carrying over what is quoted: %w", err)
		}
		if now, err = oneDocument(ctx, tx, finishAgain, args); err != nil {
			return err
		}
		if _, err := s.o.Jobs.InsertTx(ctx, tx, RecheckArgs{d.ID, d.Version}, nil); err != nil {
			return err // quotes of earlier files may stand in the new text
		}
		if err := passage.Announce(ctx, tx, d.Owner, d.ID); err != nil {
			return err
		}
		return changed(ctx, tx, d.Owner, d.ID)
	})
	if err != nil {
		return now, carried, fmt.Errorf("putting what was read again in its place: %w", err)
	}
	return now, carried, nil
}

const readPageNow = `select read_page from documents where id = @id and owner_id = @owner`

// The part is the one that lies as far into the whole as the beginning of the
// other: a little behind it, since what stands between parts counts too.
const samePlace = `
with old as (
    select sum(case when page < @page then length(text) when page = @page then least(length(text) / 2, 200) else 0 end)::float8 / greatest(sum(length(text)), 1) as share
    from document_pages where document_id = @id and version = @version` + ofOwner + `
), new as (
    select page, sum(length(text)) over (order by page)::float8 / greatest(sum(length(text)) over (), 1) as until
    from document_pages where document_id = @id and version = -@version::int` + ofOwner + `
)
select coalesce(min(new.page), 1) from new, old where new.until > old.share`

// readPageAgain is the page at which the student stopped reading, in what was
// read again. The pages of a PDF are the file's; the parts of a text are ours,
// and may be cut elsewhere now.
func (s *Service) readPageAgain(ctx context.Context, tx pgx.Tx, d Document, info extract.Info) (int, error) {
	args := pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": d.Version}
	var page int
	if err := tx.QueryRow(ctx, readPageNow, args).Scan(&page); err != nil {
		return 0, fmt.Errorf("reading where a student stopped: %w", err)
	}
	if page <= 1 || info.Unit != extract.UnitParts {
		return min(page, info.Pages), nil
	}
	args["page"] = page
	if err := tx.QueryRow(ctx, samePlace, args).Scan(&page); err != nil {
		return 0, fmt.Errorf("finding where a student stopped: %w", err)
	}
	return page, nil
}
