package api_test

import (
	"testing"

	"studyapp/web/api"
)

func TestManyCardsAreChangedAtOnceAndBack(t *testing.T) {
	s := newSite(t)
	c, other := s.user("a@example.org", student), s.user("b@example.org", student)
	course := want[api.Course](c, 201, "POST", "/courses", object{"title": "Biology"})
	var ids []string
	for _, front := range []string{"one", "two", "three"} {
		ids = append(ids, want[api.NewCards](c, 201, "POST", "/cards", object{"front": front, "back": "b"}).ID.String())
	}
	count := func(query string) int { return len(want[items[api.Card]](c, 200, "GET", "/cards?"+query, nil).Items) }
	for _, x := range []struct {
		rule, shows string
		change      object
	}{
		{"a status", "status=suspended", object{"status": "suspended"}},
		{"a course", "course_id=" + course.ID.String(), object{"course_id": course.ID}},
		{"tags", "q=exam", object{"add_tags": []string{"exam"}}},
	} {
		x.change["card_ids"] = ids
		done := want[api.ChangedCards](c, 201, "POST", "/changes", x.change)
		if done.Cards != 3 || count(x.shows) != 3 {
			t.Errorf("%s: %+v, %d", x.rule, done, count(x.shows))
		}
		refused(other, 404, "not_found", "POST", "/changes/"+done.ChangeID.String()+"/undo", nil)
		if back := want[api.Undone](c, 200, "POST", "/changes/"+done.ChangeID.String()+"/undo", nil); back.Cards != 3 || count(x.shows) != 0 {
			t.Errorf("%s, taken back: %+v, %d", x.rule, back, count(x.shows))
		}
	}
	refused(other, 404, "not_found", "POST", "/changes", object{"card_ids": ids, "delete": true})
	refused(c, 404, "not_found", "POST", "/changes", object{"card_ids": ids, "course_id": newID()})
	refused(c, 422, "invalid", "POST", "/changes", object{"card_ids": ids})
	refused(c, 422, "invalid", "POST", "/changes", object{"card_ids": ids, "delete": true, "status": "active"})
	refused(c, 422, "invalid", "POST", "/changes", object{"card_ids": []string{}, "delete": true})
	if done := want[api.ChangedCards](c, 201, "POST", "/changes", object{"card_ids": append(ids, newID()), "delete": true}); done.Cards != 3 || count("") != 0 {
		t.Errorf("deleted: %+v, %d left", done, count(""))
	}
}
