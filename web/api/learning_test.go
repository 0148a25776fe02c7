package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"studyapp/web/api"
)

func TestCardsAndReviews(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	course := want[api.Course](c, 201, "POST", "/courses", object{"title": "Biology", "exam_at": "2027-01-02T03:04:05Z"})
	card := want[api.NewCards](c, 201, "POST", "/cards", object{"course_id": course.ID, "kind": "basic", "front": "q", "back": "a", "tags": []string{"t"}})
	cloze := want[api.NewCards](c, 201, "POST", "/cards", object{"kind": "cloze", "front": "{{c1::a}} {{c2::b}}"})
	if len(cloze.Siblings) != 1 || cloze.Front != "[…] b" || cloze.Text != "{{c1::a}} {{c2::b}}" {
		t.Errorf("%+v", cloze)
	}
	due := want[items[api.Card]](c, 200, "GET", "/reviews/due?limit=20", nil)
	if len(due.Items) != 2 || due.Items[0].ID != card.ID || due.Items[0].Next == nil || !due.Items[0].Next.Again.Before(due.Items[0].Next.Easy) {
		t.Fatalf("%+v", due)
	}
	review := object{"id": newID(), "card_id": card.ID, "rating": 3, "reviewed_at": time.Now().UTC().Format(time.RFC3339), "duration_ms": 4200}
	batch := []object{review, {"id": "x", "card_id": card.ID}, {"id": newID(), "card_id": card.ID, "rating": 9, "reviewed_at": review["reviewed_at"]}, {"id": newID(), "card_id": newID(), "rating": 3, "reviewed_at": "soon"}}
	out := want[items[api.ReviewOutcome]](c, 200, "POST", "/reviews", batch)
	var got []string
	for _, o := range out.Items {
		got = append(got, o.Status)
		if (o.Reason == "") != (o.Status == "recorded") {
			t.Errorf("%+v", o)
		}
	}
	if d := cmp.Diff([]string{"recorded", "rejected", "rejected", "rejected"}, got); d != "" {
		t.Error(d)
	}
	if again := want[items[api.ReviewOutcome]](c, 200, "POST", "/reviews", []object{review}); again.Items[0].Status != "duplicate" || again.Items[0].State.Reps != 1 {
		t.Errorf("%+v", again)
	}
	if n := want[api.Card](c, 200, "GET", "/cards/"+card.ID.String(), nil).State.Reps; n != 1 {
		t.Errorf("%d reps", n)
	}
	if today := want[api.Today](c, 200, "GET", "/today", nil); today.DoneToday != 1 || today.New != 1 || today.NextDue == nil {
		t.Errorf("%+v", today)
	}
	undone := want[api.Card](c, 200, "DELETE", "/reviews/"+review["id"].(string), nil)
	if undone.State.Reps != 0 || undone.State.Phase != "new" {
		t.Errorf("%+v", undone)
	}
	history := want[items[api.PastReview]](c, 200, "GET", "/cards/"+card.ID.String()+"/reviews", nil)
	if len(history.Items) != 1 || history.Items[0].Voided != "undo" {
		t.Errorf("%+v", history)
	}
	if w := want[api.Card](c, 200, "POST", "/cards/"+card.ID.String()+"/wrong", nil); w.WrongAt == nil {
		t.Errorf("%+v", w)
	}
	edited := want[api.Card](c, 200, "PATCH", "/cards/"+card.ID.String(), object{"back": "A", "status": "suspended"})
	if edited.Back != "A" || edited.Status != "suspended" || edited.WrongAt != nil {
		t.Errorf("%+v", edited)
	}
	changed := want[api.Course](c, 200, "PATCH", "/courses/"+course.ID.String(), object{"exam_at": nil, "minutes_per_day": 20})
	if changed.ExamAt != nil || changed.MinutesPerDay == nil || *changed.MinutesPerDay != 20 || changed.Title != "Biology" {
		t.Errorf("%+v", changed)
	}
	want[struct{}](c, 204, "DELETE", "/courses/"+course.ID.String(), nil)
	listed := want[items[api.Card]](c, 200, "GET", "/cards?limit=2", nil)
	if len(listed.Items) != 2 || listed.NextCursor == "" {
		t.Fatalf("%+v", listed)
	}
	rest := want[items[api.Card]](c, 200, "GET", "/cards?limit=2&cursor="+listed.NextCursor, nil)
	if len(rest.Items) != 1 || rest.NextCursor != "" || rest.Items[0].ID != card.ID {
		t.Errorf("%+v", rest)
	}
	want[struct{}](c, 204, "DELETE", "/cards/"+card.ID.String(), nil)
	refused(c, 404, "not_found", "GET", "/cards/"+card.ID.String(), nil)
}

func TestVoidsFromADeviceMayComeFirst(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	card := want[api.NewCards](c, 201, "POST", "/cards", object{"front": "q", "back": "a"})
	at := time.Now().UTC().Format(time.RFC3339)
	review := object{"id": newID(), "card_id": card.ID, "rating": 3, "reviewed_at": at}
	want[struct{}](c, 204, "POST", "/reviews/voids", []object{{"id": newID(), "review_id": review["id"], "voided_at": at}})
	out := want[items[api.ReviewOutcome]](c, 200, "POST", "/reviews", []object{review})
	if out.Items[0].Status != "recorded" || out.Items[0].State.Reps != 0 {
		t.Errorf("%+v", out.Items[0])
	}
}

func TestAccountAndTokens(t *testing.T) {
	s := newSite(t)
	c := s.user("a@example.org", student)
	me := want[api.Account](c, 200, "PATCH", "/me", object{"time_zone": "Europe/Berlin", "language": "pt-br", "settings": object{"new_per_day": 7}})
	if me.TimeZone != "Europe/Berlin" || me.Language != "pt-BR" || me.Settings.NewPerDay != 7 || me.Settings.Theme != "system" {
		t.Errorf("%+v", me)
	}
	if d := cmp.Diff(me, want[api.Account](c, 200, "GET", "/me", nil)); d != "" {
		t.Error(d)
	}
	for field, body := range map[string]object{"time_zone": {"time_zone": "Mars/Base"}, "language": {"language": "x\x00y"}, "rollover_hour": {"rollover_hour": 24}} {
		if p := refused(c, 422, "invalid", "PATCH", "/me", body); p.Field != field {
			t.Errorf("field %q, want %q", p.Field, field)
		}
	}
	token := want[api.NewToken](c, 201, "POST", "/tokens", object{"name": "script"})
	other := &client{site: s, token: token.Text}
	want[api.Account](other, 200, "GET", "/me", nil)
	if strings.Contains(string(c.do("GET", "/tokens", nil).body), token.Text) {
		t.Error("the list shows the token")
	}
	want[struct{}](c, 204, "DELETE", "/tokens/"+token.ID.String(), nil)
	refused(other, 401, "unauthenticated", "GET", "/me", nil)
}

func TestAdminOnly(t *testing.T) {
	s := newSite(t)
	pupil, admin := s.user("a@example.org", student), s.user("b@example.org", "admin")
	for _, path := range []string{"/admin/status", "/admin/users"} {
		refused(pupil, http.StatusForbidden, "forbidden", "GET", path, nil)
	}
	if st := want[api.Status](admin, 200, "GET", "/admin/status", nil); st.Users != 2 || !st.Ready {
		t.Errorf("%+v", st)
	}
	if users := want[items[api.Account]](admin, 200, "GET", "/admin/users", nil); len(users.Items) != 2 {
		t.Errorf("%+v", users)
	}
}
