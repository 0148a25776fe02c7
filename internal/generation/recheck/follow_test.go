package recheck

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// readAgain reads a document again, into these pages.
func (w *world) readAgain(document id.Document, between func(), pages ...extract.Page) (c ingest.Carried) {
	w.T.Helper()
	version, staged := w.ReadAgain(w.Owner, document, pages...)
	carry, err := w.service.Follow(w.T.Context(), w.Owner, document, version, staged)
	if err != nil {
		w.T.Fatal(err)
	}
	if between != nil {
		between()
	}
	err = postgres.InTx(w.T.Context(), w.Pool, func(tx pgx.Tx) error {
		if err := w.Place(tx, document); err != nil {
			return err
		}
		c, err = carry(w.T.Context(), tx)
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	return c
}

func TestCardsFollowTheirWordsWhenADocumentIsReadAgain(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	const (
		twice  = "Ada Thorne signed the report."
		broken = "Der Angri auf die Groÿe Mauer kostete 1914 drei Millionen Taler."
		turned = "It lasted from 1918–1914, as everybody knows who has read of it."
		noise  = "%&/()= 17 )(/& 23"
		late   = "No bonus was paid to the miners."
	)
	document := w.Add(w.Owner, "Report", "pdf",
		evidencetest.Page(twice+" Then nothing happened for a long time in the harbour. "+twice),
		evidencetest.Page(broken+"\n\n"+turned+"\n\n"+noise+" and more\n\n"+late))
	first, second := w.quoting(document, twice), w.quoting(document, twice)
	w.last(second, twice)
	cards := []id.Card{first, second, w.quoting(document, broken), w.quoting(document, turned), w.quoting(document, noise)}
	before := w.cards(cards)

	var lateCard id.Card
	c := w.readAgain(document, func() { lateCard = w.quoting(document, late) },
		evidencetest.Page("Annual report of the mills. "+twice+" Then nothing happened for a long time in the harbour. "+twice),
		evidencetest.Page("Der Angriff auf die Große Mauer kostete 1914 drei Millionen Taler.\n\nIt lasted from 1914–1918, as everybody knows who has read of it.\n\nThe sum is 17 or 23.\n\n"+late))
	if c != (ingest.Carried{Kept: 5, Lost: 1}) {
		t.Errorf("carried %+v", c)
	}
	after := w.cards(cards)
	for i, want := range []string{twice, twice, "Der Angriff auf die Große Mauer kostete 1914 drei Millionen Taler.", "It lasted from 1914–1918, as everybody knows who has read of it.", ""} {
		if source, stands, _ := w.stands(cards[i]); source.Stale || source.Version != 1 || stands != want || want != "" && (source.Quote != stands || source.Chunk == 0) {
			t.Errorf("card %d: %+v says %q", i, source, stands)
		}
		// All but the place is as it was, also the date of the last change.
		after[i].Source, before[i].Source = nil, nil
	}
	if !reflect.DeepEqual(before, after) {
		t.Errorf("cards were changed:\n%+v\n%+v", before, after)
	}
	_, _, a := w.stands(first)
	_, _, b := w.stands(second)
	if a.Start >= b.Start || a.Start == 0 {
		t.Errorf("two places of the same words became %+v and %+v", a, b)
	}
	if source, stands, _ := w.stands(cards[4]); source.Quote != noise || *source.Page != 2 || stands != "" {
		t.Errorf("what is not found: %+v says %q", source, stands)
	}
	if source, stands, _ := w.stands(lateCard); stands != late || source.Stale {
		t.Errorf("a card made meanwhile: %+v says %q", source, stands)
	}
}

// last moves a card's quote to its last place on the page.
func (w *world) last(card id.Card, quote string) {
	w.T.Helper()
	source, _, at := w.quoted(card)
	var text string
	if err := w.Pool.QueryRow(w.T.Context(), `select text from document_pages where document_id = $1 and page = $2`, source.Document, at.Page).Scan(&text); err != nil {
		w.T.Fatal(err)
	}
	start := strings.LastIndex(text, quote)
	segments, _ := json.Marshal([]extract.Segment{{Page: at.Page, Start: start, End: start + len(quote)}})
	if _, err := w.Pool.Exec(w.T.Context(), `update notes set segments = $2 where id = (select note_id from cards where id = $1)`, card, segments); err != nil {
		w.T.Fatal(err)
	}
}

// stands is quoted, also of a card that has no place.
func (w *world) stands(card id.Card) (source learning.Source, stands string, at extract.Segment) {
	w.T.Helper()
	c, err := w.Notes.Card(w.T.Context(), w.Owner, card)
	if err != nil {
		w.T.Fatal(err)
	}
	if string(c.Source.Segments) == "[]" {
		return *c.Source, "", at
	}
	return w.quoted(card)
}

func (w *world) cards(list []id.Card) (out []learning.Card) {
	w.T.Helper()
	for _, c := range list {
		card, err := w.Notes.Card(w.T.Context(), w.Owner, c)
		if err != nil {
			w.T.Fatal(err)
		}
		out = append(out, card)
	}
	return out
}

func TestMendedWordsAreFoundAndOthersAreNot(t *testing.T) {
	t.Parallel()
	const page = "Net sales of 2021 were 17 million. Net sales of 2022 were 19 million. ทดสอบการอ่านภาษาไทยในหน้านี้. Señales de las Árboles símbolo."
	for quote, want := range map[string]string{
		"Net sles of 2022 wer 19 milion.":     "Net sales of 2022 were 19 million.",
		"Net sales of 2023 were 19 million.":  "", // another number
		"Se~nales de las ´ Arboles s´ımbolo.": "Señales de las Árboles símbolo.",
		"Dragons breathe fire over the hills": "",
	} {
		letters, _ := lettersOf([]rune(quote))
		start, end, wrong := nearest([]rune(page), letters)
		got := string([]rune(page)[start:end])
		if float64(wrong) > mendedShare*float64(len(letters)) || !cmp.Equal(numbersOf([]rune(quote)), numbersOf([]rune(got))) {
			got = ""
		}
		if got != want {
			t.Errorf("%q is %q, want %q (%d wrong)", quote, got, want, wrong)
		}
	}
	if _, _, wrong := nearest(nil, []rune("abc")); wrong <= 3 {
		t.Error("found in nothing")
	}
}
