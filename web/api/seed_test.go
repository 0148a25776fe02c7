package api_test

import (
	"net/url"
	"time"

	"studyapp/web/api"
)

// seed makes one of everything that has an id in a path, by the path's first
// part.
func seed(c *client) map[string]string {
	c.t.Helper()
	course := want[api.Course](c, 201, "POST", "/courses", object{"title": "Biology"})
	card := want[api.NewCards](c, 201, "POST", "/cards", object{"front": "q", "back": "a", "course_id": course.ID})
	review := newID()
	want[items[api.ReviewOutcome]](c, 200, "POST", "/reviews", []object{{"id": review, "card_id": card.ID, "rating": 3, "reviewed_at": time.Now().UTC().Format(time.RFC3339)}})
	token := want[api.NewToken](c, 201, "POST", "/tokens", object{"name": "t"})
	return map[string]string{
		"courses": course.ID.String(), "cards": card.ID.String(), "reviews": review, "tokens": token.ID.String(),
	}
}

// skipsOwner are calls whose success needs more than the id.
var skipsOwner = map[string]bool{}

func escape(s string) string { return url.QueryEscape(s) }
