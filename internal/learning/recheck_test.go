package learning

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/id"
)

// version is a text without pages as a Finder; it fails after some finds.
type version struct {
	text  string
	finds int // until it fails; negative = never
}

var errKilled = errors.New("killed")

func (v *version) FindQuote(_ context.Context, quote string, _ json.RawMessage) (Place, bool, error) {
	if v.finds == 0 {
		return Place{}, false, errKilled
	}
	v.finds--
	i := strings.Index(v.text, quote)
	if i < 0 {
		return Place{}, false, nil
	}
	page := 1 + strings.Count(v.text[:i], "\f")
	return Place{Chunk: 7, Quote: quote, Page: &page, Segments: json.RawMessage(fmt.Sprintf(`[{"page":%d,"start":%d,"end":%d}]`, page, i, i+len(quote)))}, true, nil
}

// replaced makes the document's version the newest that can be read.
func (s *student) replaced(document id.Document, version int) {
	s.t.Helper()
	_, err := s.pool.Exec(s.ctx, `
		insert into documents (id, owner_id, course_id, title, kind, media_type, bytes, sha256, blob_key, status)
		values ($1, $2, (select id from courses where owner_id = $2 and is_default), 'd', 'pdf', 'application/pdf', 1, 'x', 'x', 'ready')
		on conflict (id) do nothing`, document, s.owner)
	if err == nil {
		_, err = s.pool.Exec(s.ctx, `update documents set version = $2, status = 'ready' where id = $1`, document, version)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// quoting is a note of the document that quotes the words, on page 1.
func (s *student) quoting(document id.Document, quote string) Card {
	page := 1
	return s.note(NewNote{Front: "What does it say about " + quote + "?", Back: "x",
		Source: &Source{Document: document, Version: 1, Quote: quote, Page: &page, Segments: json.RawMessage(`[{"page": 1, "start": 0, "end": 3}]`)}})[0]
}

// quotes tells of each card where its quote stands and what became of it.
func (s *student) quotes(cards ...Card) []string {
	s.t.Helper()
	var out []string
	for _, k := range cards {
		c, err := s.Card(s.ctx, s.owner, k.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		line := fmt.Sprintf("%s v%d p%d %s", c.Source.Quote, c.Source.Version, *c.Source.Page, c.Source.Segments)
		if c.Source.Stale {
			line += " stale"
		}
		if c.Source.KeptAt != nil {
			line += " kept"
		}
		out = append(out, line)
	}
	return out
}

func (s *student) recheck(document id.Document, version int, find Finder) Rechecked {
	s.t.Helper()
	done, err := s.Recheck(s.ctx, s.owner, document, version, find)
	if err != nil {
		s.t.Fatal(err)
	}
	return done
}

func TestQuotesFollowTheirDocumentOrAreFlagged(t *testing.T) {
	s := newStudent(t)
	document := id.New[id.Document]()
	moved, gone, kept := s.quoting(document, "ATP"), s.quoting(document, "NADPH"), s.quoting(document, "light")
	s.answer(gone.ID, 3)
	other := s.quoting(id.New[id.Document](), "NADPH")
	was := s.states()

	s.replaced(document, 2)
	if got := s.recheck(document, 2, &version{"x\fx ATP", -1}); got != (Rechecked{Moved: 1, Lost: 2}) {
		t.Errorf("first: %+v", got)
	}
	const place = `[{"end": 3, "page": 1, "start": 0}]`
	want := []string{`ATP v2 p2 [{"end": 7, "page": 2, "start": 4}]`, "NADPH v1 p1 " + place + " stale", "light v1 p1 " + place + " stale", "NADPH v1 p1 " + place}
	want[0] = `ATP v2 p2 [{"end": 7, "page": 2, "start": 4}]`
	if diff := cmp.Diff(want, s.quotes(moved, gone, kept, other)); diff != "" {
		t.Fatal(diff)
	}
	if got := s.recheck(document, 2, &version{"x\fx ATP", -1}); got != (Rechecked{}) {
		t.Errorf("the same work again changed something: %+v", got)
	}
	if diff := cmp.Diff(was, s.states()); diff != "" {
		t.Errorf("the states changed:\n%s", diff)
	}

	if _, err := s.ChangeCards(s.ctx, s.owner, []id.Card{kept.ID}, Change{Keep: true}); err != nil {
		t.Fatal(err)
	}
	s.replaced(document, 3)
	if got := s.recheck(document, 3, &version{"nothing of it", -1}); got != (Rechecked{Lost: 1}) {
		t.Errorf("a card that was kept is flagged again, or another not: %+v", got)
	}
	s.replaced(document, 4)
	s.recheck(document, 4, &version{"ATP NADPH light", -1})
	want = []string{`ATP v4 p1 [{"end": 3, "page": 1, "start": 0}]`, `NADPH v4 p1 [{"end": 9, "page": 1, "start": 4}]`, `light v4 p1 [{"end": 15, "page": 1, "start": 10}]`}
	if diff := cmp.Diff(want, s.quotes(moved, gone, kept)); diff != "" {
		t.Errorf("quotes that came back:\n%s", diff)
	}
}

func TestARecheckThatWasKilledEndsTheSame(t *testing.T) {
	s := newStudent(t)
	document := id.New[id.Document]()
	var cards []Card
	var text strings.Builder
	for i := range 2*recheckBatch + 10 {
		quote := fmt.Sprintf("quote %d.", i)
		cards = append(cards, s.quoting(document, quote))
		if i%3 != 0 {
			text.WriteString("\f" + quote)
		}
	}
	s.replaced(document, 2)
	for _, finds := range []int{3, recheckBatch + 5, recheckBatch + 10} {
		if _, err := s.Recheck(s.ctx, s.owner, document, 2, &version{text.String(), finds}); !errors.Is(err, errKilled) {
			t.Fatalf("after %d finds: %v", finds, err)
		}
	}
	s.recheck(document, 2, &version{text.String(), -1})
	stale := 0
	for i, line := range s.quotes(cards...) {
		if lost := strings.HasSuffix(line, "stale"); lost != (i%3 == 0) || lost == strings.Contains(line, " v2 ") {
			t.Errorf("card %d: %s", i, line)
		} else if lost {
			stale++
		}
	}
	if counts, err := s.StaleCounts(s.ctx, s.owner, document); err != nil || counts[document] != stale {
		t.Errorf("counted %v stale cards, want %d (%v)", counts, stale, err)
	}
}

func TestOnlyTheNewestVersionThatCanBeReadCounts(t *testing.T) {
	s := newStudent(t)
	document := id.New[id.Document]()
	card := s.quoting(document, "ATP")
	s.replaced(document, 3)
	if got := s.recheck(document, 2, &version{"nothing", -1}); got != (Rechecked{}) {
		t.Errorf("an older version's work came late and did something: %+v", got)
	}
	if _, err := s.pool.Exec(s.ctx, `update documents set status = 'embedding'`); err != nil {
		t.Fatal(err)
	}
	if got := s.recheck(document, 3, &version{"nothing", -1}); got != (Rechecked{}) {
		t.Errorf("a version of which pages are missing counted: %+v", got)
	}
	if got := s.recheck(document, 2, &version{"nothing", -1}); got != (Rechecked{Lost: 1}) {
		t.Errorf("while the third version is read the second counts: %+v", got)
	}
	if got := s.quotes(card)[0]; !strings.HasSuffix(got, "stale") {
		t.Error(got)
	}
}

func TestWhatIsDecidedAboutALostQuoteCanBeTakenBack(t *testing.T) {
	s := newStudent(t)
	document := id.New[id.Document]()
	lost, whole := s.quoting(document, "NADPH"), s.quoting(document, "ATP")
	s.replaced(document, 2)
	text := &version{"ATP and sunlight", -1}
	s.recheck(document, 2, text)
	was := s.quotes(lost, whole)
	place, _, _ := text.FindQuote(s.ctx, "sunlight", nil)
	for name, c := range map[string]struct {
		change Change
		want   string
		cards  int
	}{
		"keep":                     {Change{Keep: true}, `NADPH v1 p1 [{"end": 3, "page": 1, "start": 0}] kept`, 1},
		"new quote":                {Change{Quote: &NewQuote{document, 2, place}}, `sunlight v2 p1 [{"end": 16, "page": 1, "start": 8}]`, 1},
		"another document's quote": {Change{Quote: &NewQuote{id.New[id.Document](), 2, place}}, was[0], 0},
	} {
		cards := []id.Card{lost.ID}
		if c.change.Keep {
			cards = append(cards, whole.ID) // which has not lost its quote
		}
		done, err := s.ChangeCards(s.ctx, s.owner, cards, c.change)
		if err != nil || done.Cards != c.cards {
			t.Errorf("%s: %d cards, %v", name, done.Cards, err)
			continue
		}
		if diff := cmp.Diff([]string{c.want, was[1]}, s.quotes(lost, whole)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if c.cards == 0 {
			continue
		}
		if _, err := s.UndoChange(s.ctx, s.owner, done.ID); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(was, s.quotes(lost, whole)); diff != "" {
			t.Errorf("%s, taken back:\n%s", name, diff)
		}
	}

	// What a newer version did meanwhile is not taken back.
	done, err := s.ChangeCards(s.ctx, s.owner, []id.Card{lost.ID}, Change{Quote: &NewQuote{document, 2, place}})
	if err != nil {
		t.Fatal(err)
	}
	s.replaced(document, 3)
	s.recheck(document, 3, &version{"now sunlight", -1})
	now := s.quotes(lost)
	if _, err := s.UndoChange(s.ctx, s.owner, done.ID); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(now, s.quotes(lost)); diff != "" {
		t.Error(diff)
	}
}

func TestTheListOfLostQuotesLeavesOutWhatIsSuspended(t *testing.T) {
	s := newStudent(t)
	document := id.New[id.Document]()
	asked, off := s.quoting(document, "a quote"), s.quoting(document, "b quote")
	s.replaced(document, 2)
	s.recheck(document, 2, &version{"", -1})
	if _, err := s.ChangeCards(s.ctx, s.owner, []id.Card{off.ID}, Change{Status: Suspended}); err != nil {
		t.Fatal(err)
	}
	for filter, want := range map[string]id.Card{"is:stale": asked.ID, "is:stale is:suspended": off.ID} {
		f, err := ParseFilter(filter)
		if err != nil {
			t.Fatal(err)
		}
		list, _, err := s.Cards(s.ctx, s.owner, CardFilter{Filter: f})
		if err != nil || len(list) != 1 || list[0].ID != want {
			t.Errorf("%s: %d cards, %v", filter, len(list), err)
		}
	}
	if counts, err := s.StaleCounts(s.ctx, s.owner, document); err != nil || counts[document] != 1 {
		t.Errorf("counted %v, %v", counts, err)
	}
}
