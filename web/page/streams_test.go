package page_test

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
	"studyapp/web/services"
)

// Every stream of the pages ends when the session behind it does. An answer
// that is being written goes on, and is there when the student signs in again.
func TestStreamsEndWithTheSessionAndTheAnswerGoesOn(t *testing.T) {
	step := make(chan struct{})
	reply := llmtest.Say("The queen bee lays up to 2,000 eggs a day in spring [1].")
	reply.Step = step
	model := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply { return reply })
	s := pagetest.New(t, auth.RoleStudent, func(s *services.Services) {
		s.Ask = ask.New(ask.Options{
			Pool: s.Pool, Evidence: evidence.New(evidence.Options{Pool: s.Pool, Search: s.Search, Log: s.Log}), Courses: s.Learning, Runs: s.Runs, Log: s.Log,
			Models: llm.NewRouter(s.Log, llm.NewOpenAI(llm.OpenAIOptions{BaseURL: model.URL, Model: "test"})),
		})
	})
	s.Work()
	d := s.UploadAs("bees.txt", "The queen bee lays up to 2,000 eggs a day in spring.\n\nBeeswax melts at about 63 degrees Celsius.\n")
	s.Ready(d.ID, 1)
	cookie := sessionCookie(t, s)

	events := open(t, s, cookie, "GET", "/events", nil)
	asked := open(t, s, cookie, "POST", "/ask", url.Values{"question": {"How many eggs does the queen bee lay a day?"}})
	path := after(t, asked, `"url":"`, "begun")
	path = path[:strings.Index(path, `"`)]
	after(t, asked, `data: `, "token")
	followed := open(t, s, cookie, "GET", path+"/answer", nil)
	after(t, followed, `data: `, "passages")

	if _, _, err := s.Auth.ResetPassword(t.Context(), s.Account.ID, s.Account.ID); err != nil {
		t.Fatal(err)
	}
	for name, stream := range map[string]*bufio.Reader{"events": events, "the question": asked, "the answer that is followed": followed} {
		rest, err := io.ReadAll(stream) // returns when the server ends it
		if err != nil || strings.Contains(string(rest), "event: answer") || strings.Contains(string(rest), "event: error") {
			t.Errorf("%s: %v, and then came %s", name, err, rest)
		}
	}
	close(step) // the model goes on
	woken := s.Bus.Subscribe(t.Context(), s.Account.ID)
	for said := ""; !strings.Contains(said, "2,000 eggs a day in spring"); {
		<-woken
		list, _, err := s.Ask.Conversations(t.Context(), s.Account.ID, 1, "")
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		_, answers, err := s.Ask.Conversation(t.Context(), s.Account.ID, list[0].ID)
		if err != nil || len(answers) != 1 {
			t.Fatal(answers, err)
		}
		for _, sentence := range answers[0].Sentences {
			said += sentence.Text
		}
	}
}

func sessionCookie(t *testing.T, s *pagetest.Site) string {
	t.Helper()
	_, header, _ := s.Visit("POST", services.PathSignIn, url.Values{"email": {s.Account.Email}, "password": {"correct horse battery"}})
	cookie, _, _ := strings.Cut(header.Get("Set-Cookie"), ";")
	return cookie
}

// open begins an event stream by a session.
func open(t *testing.T, s *pagetest.Site, cookie, method, path string, fields url.Values) *bufio.Reader {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", cookie)
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Body.Close() })
	if w.StatusCode != http.StatusOK || w.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s: %d %s", path, w.StatusCode, w.Header.Get("Content-Type"))
	}
	return bufio.NewReader(w.Body)
}

// after reads up to the line of the next event of the name, and returns what
// stands in its data behind the mark.
func after(t *testing.T, stream *bufio.Reader, mark, event string) string {
	t.Helper()
	name := ""
	for {
		line, err := stream.ReadString('\n')
		if err != nil {
			t.Fatalf("no event %s: %v", event, err)
		}
		if n, ok := strings.CutPrefix(line, "event: "); ok {
			name = strings.TrimSpace(n)
		}
		if _, rest, found := strings.Cut(line, mark); found && name == event {
			return rest
		}
	}
}
