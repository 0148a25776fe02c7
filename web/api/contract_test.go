package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"studyapp/internal/platform/fold"
	"studyapp/web/api"
)

const student = "student"

type openAPI struct {
	OpenAPI string
	Paths   map[string]map[string]struct {
		OperationID string `json:"operationId"`
		RequestBody any    `json:"requestBody"`
	}
}

type route struct{ id, method, path string }

// routes lists what the served OpenAPI document lists.
func routes(c *client) []route {
	c.t.Helper()
	r := c.do("GET", "/openapi.json", nil)
	var o openAPI
	if err := json.Unmarshal(r.body, &o); err != nil || r.status != http.StatusOK || !strings.HasPrefix(o.OpenAPI, "3.1") {
		c.t.Fatalf("openapi.json: %d, %v", r.status, err)
	}
	var out []route
	for _, path := range slices.Sorted(maps.Keys(o.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(o.Paths[path])) {
			out = append(out, route{o.Paths[path][method].OperationID, strings.ToUpper(method), path})
		}
	}
	if len(out) < 20 {
		c.t.Fatalf("only %d routes", len(out))
	}
	return out
}

var idPattern = regexp.MustCompile(`\{[a-z_]+\}`)

// bodies are valid requests, so that nothing but the id can be refused.
var bodies = map[string]any{
	"change-course":   object{"title": "x"},
	"change-card":     object{"back": "x"},
	"change-document": object{"title": "x"},
	"replace-file":    form("other.txt", "Other words."),
	"generate":        object{"task": "flashcards"},
	"quote-anew":      object{"quote": "energy"},
}

func TestAnotherUsersIDsAreNotFound(t *testing.T) {
	s := newSite(t)
	mine, theirs := s.user("a@example.org", student), s.user("b@example.org", student)
	ids := seed(mine)
	n := 0
	for _, r := range routes(mine) {
		if !strings.Contains(r.path, "{") || strings.HasPrefix(r.path, "/admin/") { // admins' calls: TestUsersAreManagedByAdmins
			continue
		}
		n++
		owned, known := ids[strings.Split(r.path, "/")[1]]
		if !known {
			t.Errorf("%s: the test owns nothing whose id fits; seed one", r.path)
			continue
		}
		body := bodies[r.id]
		if body == nil && (r.method == "POST" || r.method == "PATCH" || r.method == "PUT") {
			body = object{}
		}
		for _, id := range []string{owned, newID(), "nonsense"} {
			refused(theirs, http.StatusNotFound, "not_found", r.method, idPattern.ReplaceAllString(r.path, id), body)
		}
	}
	if n < 10 {
		t.Errorf("only %d routes with an id", n)
	}
	// The same calls by the owner find what they name, so it was the owner that decided.
	walked := routes(mine)
	slices.SortStableFunc(walked, func(a, b route) int { return strings.Compare(order(a), order(b)) })
	for _, r := range walked {
		if !strings.Contains(r.path, "{") || strings.HasPrefix(r.path, "/admin/") || skipsOwner[r.id] {
			continue
		}
		path := idPattern.ReplaceAllString(r.path, ids[strings.Split(r.path, "/")[1]])
		body := bodies[r.id]
		if body == nil && r.method != "GET" && r.method != "DELETE" {
			body = object{}
		}
		if got := mine.do(r.method, path, body); got.status >= 400 {
			t.Errorf("the owner's %s %s: %d %s", r.method, path, got.status, got.body)
		}
	}
}

// order puts deletions last, and what is deeper before what holds it.
func order(r route) string {
	return fmt.Sprintf("%v%03d", r.method == "DELETE", 999-len(r.path))
}

func TestEveryCallNeedsASignIn(t *testing.T) {
	s := newSite(t)
	nobody := &client{site: s}
	for _, r := range routes(nobody) {
		refused(nobody, http.StatusUnauthorized, "unauthenticated", r.method, idPattern.ReplaceAllString(r.path, newID()), nil)
		refused(&client{site: s, token: "nonsense"}, http.StatusUnauthorized, "unauthenticated", r.method, idPattern.ReplaceAllString(r.path, newID()), nil)
	}
}

func TestWrongRequestsAreProblems(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	for _, w := range []struct {
		rule, method, path string
		body               any
		status             int
		kind, field        string
	}{
		{"broken JSON", "POST", "/cards", raw{"application/json", []byte(`{"front":`)}, 400, "invalid", ""},
		{"no body", "POST", "/cards", nil, 400, "invalid", ""},
		{"another type", "POST", "/cards", object{"front": 3, "back": "a"}, 422, "invalid", "front"},
		{"an unknown member", "POST", "/cards", object{"front": "a", "back": "b", "frnt": "c"}, 422, "invalid", "frnt"},
		{"a missing member", "POST", "/courses", object{}, 422, "invalid", "title"},
		{"a rule of the service", "POST", "/cards", object{"front": "", "back": "b"}, 422, "invalid", "front"},
		{"a query out of range", "GET", "/cards?limit=0", nil, 422, "invalid", "limit"},
		{"a word that is none", "GET", "/cards?status=lost", nil, 422, "invalid", "status"},
		{"a cursor of nobody", "GET", "/cards?cursor=x", nil, 422, "invalid", "cursor"},
		{"XML", "POST", "/cards", raw{"application/xml", []byte(`<a/>`)}, 415, "unsupported", ""},
		{"too much", "POST", "/cards", object{"front": strings.Repeat("a", 3<<20), "back": "b"}, 413, "too_large", ""},
		{"a path that is none", "GET", "/nowhere", nil, 404, "not_found", ""},
		{"a method that is none", "PUT", "/cards", object{}, 405, "invalid", ""},
		{"a malformed id in a query", "GET", "/cards?course_id=x", nil, 404, "not_found", ""},
		{"a batch that is an object", "POST", "/reviews", object{}, 422, "invalid", ""},
	} {
		t.Run(w.rule, func(t *testing.T) {
			if p := refused(c, w.status, w.kind, w.method, w.path, w.body); w.field != "" && p.Field != w.field {
				t.Errorf("field %q, want %q: %s", p.Field, w.field, p.Detail)
			}
		})
	}
}

func TestDocsPageListsEveryCall(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	page := string(c.do("GET", "/docs", nil).body)
	for _, r := range routes(c) {
		if !strings.Contains(page, `id="`+r.id+`"`) || !strings.Contains(page, r.path) {
			t.Errorf("%s %s is missing", r.method, r.path)
		}
	}
	for _, bad := range []string{"<script", "style=", "http://", "https://", "ZgotmplZ"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, match := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+match[1]+`"`) {
			t.Errorf("a link to #%s leads nowhere", match[1])
		}
	}
	if css := c.do("GET", "/docs.css", nil); css.status != 200 || css.header.Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("docs.css: %d", css.status)
	}
}

// naughty are strings that have broken programs. They must come back as they
// went in.
var naughty = []string{
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "javascript:alert(1)", "'; drop table cards; --", "%s%n%x", "{{7*7}} ${7*7}",
	"\u202etxt.exe", "a\u200b\u2060\ufeff", "𝕿𝖍𝖊 🧑‍🚀👩🏽‍⚕️", "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "مرحبا שלום", "e\u0301 é", "\r\n\t \v\f x",
	"../../../etc/passwd", "null", "undefined", "-1e400", "NaN", "\\u0000 \\x00", "x\u2028\u2029", "\ue000\U0010ffff", "İıſK", strings.Repeat("z\u0300", 90),
	"$$\\frac{1}{0}$$", "```\n</textarea>\n```", "[x](javascript:alert(1))", "Robert'); DROP TABLE Students;--", "\x7f\u0080", "=cmd|' /C calc'!A0",
}

func TestNaughtyStringsComeBackAsTheyWent(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	for _, text := range naughty {
		card := want[api.NewCards](c, 201, "POST", "/cards", object{"front": text, "back": text})
		got := want[api.Card](c, 200, "GET", "/cards/"+card.ID.String(), nil)
		if got.Front != text || got.Back != text {
			t.Errorf("%q came back as %q, %q", text, got.Front, got.Back)
		}
		course := want[api.Course](c, 201, "POST", "/courses", object{"title": text})
		if course.Title != fold.Name(text) { // names are kept composed
			t.Errorf("%q came back as the title %q", text, course.Title)
		}
		for _, r := range []response{
			c.do("POST", "/cards", object{"kind": "cloze", "front": "{{c1::" + text + "}}", "tags": []string{text}}),
			c.do("GET", "/cards?q="+escape(text)+"&cursor="+escape(text), nil),
			c.do("GET", "/cards?q="+escape(text), nil),
			c.do("GET", "/cards/"+escape(text), nil),
			c.do("GET", "/search?q="+escape(text), nil),
			c.do("POST", "/ask", object{"question": text}),
			c.do("POST", "/ask", object{"question": "a", "conversation_id": text, "course_id": text, "document_ids": []string{text}}),
			c.do("GET", "/search?k=3&mode=lexical&q="+escape(text), nil),
			c.do("POST", "/tokens", object{"name": text}),
			c.do("PATCH", "/me", object{"time_zone": text, "language": text}),
			c.do("POST", "/reviews", []object{{"id": text, "card_id": text, "rating": 1, "reviewed_at": text, "device": text}}),
		} {
			if r.status >= 500 {
				t.Errorf("%q: %d %s", text, r.status, r.body)
			}
		}
	}
	for _, text := range []string{"\x00", "a\x00b"} {
		for path, body := range map[string]object{
			"/cards": {"front": text, "back": "b", "tags": []string{text}}, "/courses": {"title": text}, "/tokens": {"name": text}, "/ask": {"question": text},
		} {
			refused(c, 422, "invalid", "POST", path, body)
		}
		if r := c.do("GET", "/search?q="+escape(text), nil); r.status >= 500 {
			t.Errorf("%d %s", r.status, r.body)
		}
		if r := c.do("GET", "/cards?q="+escape(text)+"&document_id="+escape(text), nil); r.status >= 500 {
			t.Errorf("%d %s", r.status, r.body)
		}
	}
	if r := c.do("POST", "/cards", raw{"application/json", []byte("{\"front\":\"\xff\xfe\",\"back\":\"\\ud800\"}")}); r.status >= 500 {
		t.Errorf("broken UTF-8: %d %s", r.status, r.body)
	}
}
