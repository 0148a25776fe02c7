package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
)

// daysPass makes what has happened older and clears away what is too old then.
func (w *world) daysPass(days int) {
	w.t.Helper()
	w.exec(`update outbox set at = at - make_interval(days => $1)`, days)
	if _, err := outbox.Clean(w.t.Context(), w.pool); err != nil {
		w.t.Fatal(err)
	}
}

// whileAway is what a shard, saved or in memory, did not hear of for 8 days:
// a new title, a new course, a new document, one gone, a chunk less and, the
// day before its owner comes back, one more document.
func whileAway(w *world, owner id.User) (other id.Course) {
	w.t.Helper()
	renamed := w.document(owner, "Biology", "Mitochondria make energy.", "Plants make sugar.", "Enzymes are proteins.")
	moved := w.document(owner, "Moved", "Energy flows.")
	gone := w.document(owner, "Gone", "Energy of the past.")
	w.embed()
	w.wantFound(owner, "past", Lexical, "Energy of the past.")
	w.service.saveAll()

	other = id.New[id.Course]()
	w.exec(`insert into courses (id, owner_id, title) values ($1, $2, 'Physics')`, other, owner)
	w.exec(`update documents set title = 'Chemistry' where id = $1`, renamed)
	w.event(w.pool, owner, outbox.TopicDocument, renamed.String(), nil)
	w.exec(`update documents set course_id = $2 where id = $1`, moved, other)
	w.event(w.pool, owner, outbox.TopicDocument, moved.String(), nil)
	w.exec(`update documents set deleted_at = now() where id = $1`, gone)
	w.event(w.pool, owner, outbox.TopicDeleted, gone.String(), nil)
	w.exec(`delete from chunks where document_id = $1 and ordinal = 2`, renamed)
	w.event(w.pool, owner, outbox.TopicChunksDropped, renamed.String(), map[string]int{"version": 1})
	w.document(owner, "More", "Sugar is sweet.")
	embedMissing(w)
	w.daysPass(7)
	w.document(owner, "Latest", "Sugar is energy.")
	embedMissing(w)
	w.daysPass(1)
	return other
}

// embedMissing makes vectors in another process than the one that is away.
func embedMissing(w *world) {
	w.t.Helper()
	another := *w
	another.options.Folder = w.t.TempDir()
	another.service = another.start()
	another.embed()
}

func (w *world) wantAsFresh(owner id.User, other id.Course) {
	w.t.Helper()
	ask := func(s *Service) [][]string {
		w.service = s
		var got [][]string
		for _, text := range []string{"energy", "sugar", "chemistry", "enzymes", "past"} {
			got = append(got, w.found(owner, text, Lexical), w.found(owner, text, Dense))
		}
		var inCourse []string
		for _, h := range w.search(owner, Query{Text: "energy", Mode: Lexical, Course: other}).Hits {
			inCourse = append(inCourse, h.Text)
		}
		return append(got, inCourse)
	}
	late := ask(w.service)
	w.options.Folder = ""
	if diff := cmp.Diff(ask(w.start()), late); diff != "" {
		w.t.Errorf("not what an index made of the tables finds (-want +got):\n%s", diff)
	}
	if got := late[len(late)-1]; !cmp.Equal(got, []string{"Energy flows."}) {
		w.t.Errorf("in the other course: %q", got)
	}
}

func TestASnapshotThatIsEightDaysOldIsMadeRight(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	other := whileAway(w, owner)
	w.service = w.start()
	if from := w.loadedFrom(owner); from != "snapshot" {
		t.Errorf("loaded from %s", from)
	}
	w.wantAsFresh(owner, other)
}

func TestAnIndexInMemoryThatNobodyAskedForEightDaysIsMadeRight(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	other := whileAway(w, owner)
	w.wantAsFresh(owner, other)
}

func TestAnOrderToRebuildIsHeardHoweverLate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "", "Mitochondria make energy.")
	w.found(owner, "energy", Lexical)
	w.service.saveAll()
	w.event(w.pool, owner, outbox.TopicReindex, owner.String(), nil)
	w.event(w.pool, owner, "cards.changed", "a card", nil)
	w.daysPass(8)
	if from := w.loadedFrom(owner); from != "tables" {
		t.Errorf("loaded from %s", from)
	}
	w.wantFound(owner, "energy", Lexical, "Mitochondria make energy.")
}

// An older version wrote of cards and reviews too.
func TestTopicsThatAreNoMoreAreReadOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "", "Mitochondria make energy.")
	w.found(owner, "energy", Lexical)
	w.service.saveAll()
	w.event(w.pool, owner, "cards.changed", "notes", nil)
	w.event(w.pool, owner, "review.recorded", "a card", nil)
	w.document(owner, "", "Plants store energy.")
	w.wantFound(owner, "plants", Lexical, "Plants store energy.")
	w.service = w.start()
	if from := w.loadedFrom(owner); from != "snapshot" {
		t.Errorf("loaded from %s", from)
	}
	w.wantFound(owner, "plants", Lexical, "Plants store energy.")
}

// What the tables add up to is what an index made of them adds up to: else each
// start would compare everything.
func TestAnIndexAndItsTablesAddUpToTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "Ökologie  — \"Wälder\"", "Trees make sugar.", "Roots take water.")
	w.exec(`update documents set language = 'DE-at' where id = $1`, d)
	w.document(owner, "細胞", "Energy flows.")
	w.embed()
	l, release, err := w.service.acquire(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	want, err := readCounts(t.Context(), w.pool, owner, l.model)
	if diff := cmp.Diff(want, l.shard.Counts()); diff != "" || err != nil || want.Documents != 2 || want.Vectors != 3 {
		t.Errorf("%v, the index (-tables +index): %s", err, diff)
	}
}
