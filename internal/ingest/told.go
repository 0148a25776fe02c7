package ingest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/language"
)

const (
	maxLabel    = 40 // code points
	maxLanguage = 35 // as long as BCP 47 has them
)

// sane takes out of a page what PostgreSQL cannot store, whatever the
// extractor promised, and tells its language. Each bad code point of the text
// becomes one good one, so that offsets stay.
func sane(p extract.Page, info extract.Info) extract.Page {
	if strings.IndexByte(p.Text, 0) >= 0 {
		p.Text = strings.ReplaceAll(p.Text, "\x00", "\ufffd")
	}
	if !utf8.ValidString(p.Text) {
		p.Text = string([]rune(p.Text)) // one U+FFFD for each bad byte, as range counts
	}
	p.Problem = printable(p.Problem)
	if p.Label = shortened(printable(p.Label), maxLabel); p.Label == strconv.Itoa(p.Number) {
		p.Label = ""
	}
	claimed := p.Language
	if claimed == "" {
		claimed = info.Language
	}
	p.Language = language.Of(string(extract.WithoutFurniture([]rune(p.Text), p.Spans)), claimed)
	return p
}

// languageOf is the language of a passage: its own where that can be told, else
// that of its page, or of the text before.
func (b batch) languageOf(c chunk.Chunk) string {
	around := b.before
	if len(c.Segments) > 0 {
		for _, p := range b.pages[:max(0, min(len(b.pages), c.Segments[0].Page-b.from+1))] {
			if p.Language != "" {
				around = p.Language
			}
		}
	}
	if own := language.Of(c.Text, around); own != "" {
		return own
	}
	return around
}

// firstLanguage is the language of the document so far: of most of its first
// pages, else what it says.
func firstLanguage(info extract.Info, pages []extract.Page) string {
	size := map[string]int{}
	for _, p := range pages {
		size[p.Language] += len(p.Text)
	}
	delete(size, "")
	best := ""
	for l, n := range size {
		if best == "" || n > size[best] || n == size[best] && l < best {
			best = l
		}
	}
	if best != "" {
		return best
	}
	return claimedLanguage(info)
}

// claimedLanguage is what a file says of itself, if that looks like a language.
func claimedLanguage(info extract.Info) string {
	l := info.Language
	if language.Primary(l) == "" || len(l) > maxLanguage || strings.ContainsAny(l, " \x00") {
		return ""
	}
	return l
}

// told is what the pages of a document tell of it as a whole.
type told struct {
	language string // BCP 47; empty while unknown
	problem  string // what a student misses, a sentence
}

const pagesByLanguage = `
select language, sum(length(text))::bigint, count(*),
       count(*) filter (where problem <> '' and text = ''), count(*) filter (where problem <> '' and text <> '')
from document_pages where document_id = @id and version = @version` + ofOwner + `
group by language order by 2 desc, 1`

// sumUp tells the language of most of a document's text, and whether some of
// it was not read.
func sumUp(ctx context.Context, tx pgx.Tx, d Document, version int, info extract.Info) (told, error) {
	type part struct {
		Language           string
		Size               int64
		Pages, Empty, Torn int
	}
	rows, err := tx.Query(ctx, pagesByLanguage, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": version})
	if err != nil {
		return told{}, fmt.Errorf("summing pages up: %w", err)
	}
	parts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[part])
	if err != nil {
		return told{}, fmt.Errorf("summing pages up: %w", err)
	}
	var all part
	for _, p := range parts {
		all.Pages, all.Empty, all.Torn = all.Pages+p.Pages, all.Empty+p.Empty, all.Torn+p.Torn
	}
	t := told{language: claimedLanguage(info), problem: problemOf(d, info, all.Pages, all.Empty, all.Torn)}
	if i := slices.IndexFunc(parts, func(p part) bool { return p.Language != "" && p.Size > 0 }); i >= 0 {
		t.language = parts[i].Language
	}
	return t, nil
}

// problemOf says what a student misses in a document: what the reader says of
// the whole, then how many pages have no text and how many only some.
func problemOf(d Document, info extract.Info, pages, empty, torn int) string {
	var out []string
	if whole := printable(info.Problem); whole != "" {
		out = append(out, whole)
	}
	if d.Kind != PDF {
		return strings.Join(out, " ")
	}
	if empty > 0 {
		out = append(out, ofPages(empty, pages, "has", "have")+" no text that can be read.")
	}
	if torn > 0 {
		out = append(out, ofPages(torn, pages, "was", "were")+" not read whole.")
	}
	return strings.Join(out, " ")
}

func ofPages(n, all int, one, many string) string {
	verb := many
	if n == 1 {
		verb = one
	}
	return fmt.Sprintf("%d of %d pages %s", n, all, verb)
}
