package api_test

import (
	"testing"

	"studyapp/web/api"
)

func TestSampleComesAndGoes(t *testing.T) {
	c := newWorkingSite(t).user("a@example.org", student)
	refused(c, 404, "not_found", "DELETE", "/sample", nil)
	d := want[api.Document](c, 201, "POST", "/sample", nil)
	if again := want[api.Document](c, 201, "POST", "/sample", nil); again.ID != d.ID {
		t.Errorf("a second sample: %+v", again)
	}
	cards := func() int {
		return len(want[items[api.Card]](c, 200, "GET", "/cards?document_id="+d.ID.String(), nil).Items)
	}
	made := cards()
	if made < 6 {
		t.Errorf("%d cards", made)
	}
	courses := func() int { return len(want[items[api.Course]](c, 200, "GET", "/courses", nil).Items) }
	if courses() != 2 {
		t.Errorf("%d courses", courses())
	}

	// A step that fails takes those before it back.
	fails := func(statement string) {
		t.Helper()
		if _, err := c.Pool.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	fails(`create function fail() returns trigger language plpgsql as $$ begin raise exception 'the second step fails'; end $$`)
	fails(`create trigger fail before update on cards for each row execute function fail()`)
	refused(c, 500, "internal", "DELETE", "/sample", nil)
	want[api.Document](c, 200, "GET", "/documents/"+d.ID.String(), nil)
	fails(`drop trigger fail on cards`)

	removed := want[api.RemovedSample](c, 200, "DELETE", "/sample", nil)
	refused(c, 404, "not_found", "GET", "/documents/"+d.ID.String(), nil)
	if courses() != 1 || cards() != 0 {
		t.Errorf("%d courses and %d cards are left", courses(), cards())
	}

	fails(`create trigger fail before update on cards for each row execute function fail()`)
	refused(c, 500, "internal", "POST", "/sample/restore", object{"key": removed.Key})
	refused(c, 404, "not_found", "GET", "/documents/"+d.ID.String(), nil)
	if courses() != 1 {
		t.Errorf("a course without its sample is left")
	}
	fails(`drop trigger fail on cards`)

	refused(c, 404, "not_found", "POST", "/sample/restore", object{"key": "x"})
	if back := want[api.Document](c, 200, "POST", "/sample/restore", object{"key": removed.Key}); back.ID != d.ID || cards() != made || courses() != 2 {
		t.Errorf("%+v with %d cards", back, cards())
	}
}
