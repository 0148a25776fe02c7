package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func TestPassagesThatMentionWordsAreCountedByDocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	mills := w.document(owner, "Mills", "The mill of Thorne grinds flour.", "Thorne bought another mill.", "Bran is sold in sacks.")
	ships := w.document(owner, "Ships", "A ship was named after Thorne.", "Its sails were grey.")
	other := w.document(owner, "Other", "Thorne is not asked about here.")
	got, err := w.service.Mentions(t.Context(), owner, []string{"Thorne", "sails", "glacier"}, []id.Document{mills, ships}, 100)
	if err != nil {
		t.Fatal(err)
	}
	want := []map[id.Document]int{{mills: 2, ships: 1}, {ships: 1}, {}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err = w.service.Mentions(t.Context(), owner, []string{"Thorne"}, []id.Document{mills, ships, other}, 2); err != nil || got[0][mills]+got[0][ships]+got[0][other] != 2 {
		t.Errorf("%v, %v: want two passages at most", got, err)
	}
}
