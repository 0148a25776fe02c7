package api_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/platform/auth"
	"studyapp/web/api"
	"studyapp/web/services"
)

func TestWatchingADocumentEndsWithTheToken(t *testing.T) {
	c := newSite(t).user("a@example.org", student) // nobody works the jobs: it stays as it is
	d := want[api.Document](c, 202, "POST", "/documents", form("cells.txt", "Osmosis moves water.\n"))
	stream := open(c, "GET", "/documents/"+d.ID.String()+"/events", nil)
	until(t, stream, "event: progress\n")
	revoke(c)
	if rest, err := io.ReadAll(stream); err != nil { // returns when the server ends it
		t.Errorf("%v after %s", err, rest)
	}
}

func TestAnAnswerInTheMakingEndsWithTheToken(t *testing.T) {
	model := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply {
		return llmtest.Reply{Pieces: []string{"A ribosome builds "}, Hang: true}
	})
	c := newWorkingSite(t, func(s *services.Services) {
		s.Ask = ask.New(ask.Options{
			Pool: s.Pool, Evidence: evidence.New(evidence.Options{Pool: s.Pool, Search: s.Search, Log: s.Log}), Courses: s.Learning, Runs: s.Runs, Log: s.Log,
			Models: llm.NewRouter(s.Log, llm.NewOpenAI(llm.OpenAIOptions{BaseURL: model.URL, Model: "test"})),
		})
	}).user("a@example.org", student)
	d := want[api.Document](c, 202, "POST", "/documents", form("cells.txt", "A ribosome is a particle that builds proteins from amino acids.\n"))
	if d = watch(c, d.ID.String()); d.Status != "ready" {
		t.Fatalf("%+v", d)
	}
	stream := open(c, "POST", "/ask", object{"question": "What does a ribosome build?"})
	until(t, stream, "event: token\n")
	revoke(c)
	if rest, err := io.ReadAll(stream); err != nil || strings.Contains(string(rest), "event: answer") {
		t.Errorf("%v after %s", err, rest)
	}
}

// revoke ends the client's token by itself.
func revoke(c *client) {
	c.t.Helper()
	tokens := want[items[api.Token]](c, 200, "GET", "/tokens", nil)
	want[struct{}](c, 204, "DELETE", "/tokens/"+tokens.Items[0].ID.String(), nil)
}

func until(t *testing.T, stream *bufio.Reader, want string) {
	t.Helper()
	for line := ""; line != want; {
		var err error
		if line, err = stream.ReadString('\n'); err != nil {
			t.Fatalf("no %q: %v", want, err)
		}
	}
}

// open begins an event stream.
func open(c *client, method, path string, body object) *bufio.Reader {
	c.t.Helper()
	encoded, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, strings.NewReader(string(encoded)))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = w.Body.Close() })
	if w.StatusCode != http.StatusOK || w.Header.Get("Content-Type") != "text/event-stream" {
		c.t.Fatalf("%s: %d %s", path, w.StatusCode, w.Header.Get("Content-Type"))
	}
	return bufio.NewReader(w.Body)
}

// A token makes tokens; a session shows with the password that it is no open
// page that was left.
func TestASessionNeedsThePasswordToMakeAToken(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	want[api.NewToken](c, 201, "POST", "/tokens", object{"name": "made by a token"})
	ctx, err := c.Auth.Sessions.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Auth.Begin(ctx, c.account, auth.Own); err != nil {
		t.Fatal(err)
	}
	cookie, _, err := c.Auth.Sessions.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for sent, status := range map[string]int{
		`{"name":"x"}`: 422, `{"name":"x","password":"a wrong password"}`: 422, `{"name":"x","password":"correct horse battery"}`: 201,
	} {
		r, err := http.NewRequestWithContext(t.Context(), "POST", c.url+"/tokens", strings.NewReader(sent))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.AddCookie(&http.Cookie{Name: c.Auth.Sessions.Cookie.Name, Value: cookie})
		got := c.send(r)
		if got.status != status || status == 422 && !strings.Contains(string(got.body), `"field":"password"`) {
			t.Errorf("%s: %d %s", sent, got.status, got.body)
		}
	}
}
