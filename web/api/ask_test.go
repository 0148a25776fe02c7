package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/cards"
	"studyapp/web/api"
)

func TestAskAndMakeCards(t *testing.T) {
	c := newWorkingSite(t).user("a@example.org", student)
	text := "Mitochondria make the energy of a cell. A ribosome is a particle that builds proteins from amino acids.\n\n" +
		"Osmosis is the movement of water through a membrane. The nucleus holds the genetic material of a cell.\n\n" +
		"Photosynthesis is the process by which plants turn light into chemical energy.\n"
	d := want[api.Document](c, 202, "POST", "/documents", form("cells.txt", text))
	if d = watch(c, d.ID.String()); d.Status != "ready" {
		t.Fatalf("%+v", d)
	}
	body := object{"question": "What does a ribosome build?", "document_ids": []string{d.ID.String()}}
	a := want[api.Answer](c, 200, "POST", "/ask", body)
	if !a.Answered || a.Outcome != ask.Answered || len(a.Citations) == 0 || !strings.Contains(text, a.Citations[0].Quote) || a.Citations[0].ChunkID == "" || a.Citations[0].Page != nil {
		t.Errorf("%+v", a)
	}
	if raw := string(c.do("POST", "/ask", body).body); !regexp.MustCompile(`"chunk_id":"\d+"`).MatchString(raw) {
		t.Errorf("ids are not strings: %s", raw)
	}
	full := want[api.FullConversation](c, 200, "GET", "/conversations/"+a.ConversationID.String(), nil)
	if len(full.Answers) != 1 || full.Answers[0].Question != body["question"] {
		t.Errorf("%+v", full)
	}
	cited := want[api.Citation](c, 200, "GET", "/citations/"+a.Citations[0].ID.String(), nil)
	if cited.Quote != a.Citations[0].Quote {
		t.Errorf("%+v", cited)
	}
	near := want[api.Answer](c, 200, "POST", "/ask", object{"question": "Who was the first to see a ribosome in the membrane of a cell?"})
	if near.Answered || near.Outcome != ask.Nearest || len(near.Sentences) != 0 || len(near.Citations) == 0 || near.Citations[0].Cited {
		t.Errorf("nothing certain: %+v", near)
	}
	if list := want[items[ask.Conversation]](c, 200, "GET", "/conversations", nil); list.Items[0].ID != near.ConversationID || list.Items[0].Outcome != ask.Nearest {
		t.Errorf("listed as %+v", list.Items)
	}
	names, last := asking(c, object{"question": "And what does osmosis move?", "conversation_id": a.ConversationID})
	if d := cmp.Diff([]string{"passages", "answer"}, names); d != "" || last.ConversationID != a.ConversationID {
		t.Errorf("events %v of %+v", names, last)
	}
	other := c.user("b@example.org", student)
	for _, body := range []object{{"question": "Why?", "conversation_id": a.ConversationID}, {"question": "Why?", "conversation_id": newID()}} {
		refused(other, 404, "not_found", "POST", "/ask", body)
	}
	if got := want[api.Answer](other, 200, "POST", "/ask", object{"question": "What does a ribosome build?"}); got.Answered || got.Outcome != ask.Nothing || len(got.Citations) != 0 {
		t.Errorf("another user's answer: %+v", got)
	}

	g := want[cards.Generation](c, 202, "POST", "/documents/"+d.ID.String()+"/generate", object{"task": "flashcards", "count": 3, "kinds": []string{"basic", "cloze"}})
	for end := time.Now().Add(time.Minute); g.Status == "queued" || g.Status == "running"; {
		if time.Now().After(end) {
			t.Fatalf("still %+v", g)
		}
		time.Sleep(50 * time.Millisecond) // there is no event for it on the wire
		g = want[cards.Generation](c, 200, "GET", "/generations/"+g.ID.String(), nil)
	}
	made := want[items[api.Card]](c, 200, "GET", "/documents/"+d.ID.String()+"/cards", nil)
	if g.Status != "done" || len(made.Items) == 0 || len(made.Items) != g.Produced {
		t.Errorf("%+v made %+v", g, made)
	}
	for _, card := range made.Items {
		if card.Source == nil || card.Source.DocumentID != d.ID || !strings.Contains(text, card.Source.Quote) {
			t.Errorf("%+v", card)
		}
	}
	if end := want[cards.Generation](c, 200, "POST", "/generations/"+g.ID.String()+"/stop", nil); end.Stopped || end.Status != "done" || end.Produced != g.Produced {
		t.Errorf("a run that was over is %+v now", end)
	}
	refused(other, 404, "not_found", "POST", "/generations/"+g.ID.String()+"/stop", nil)
	for _, body := range []object{{"task": "poems"}, {"task": "flashcards", "kinds": []string{"poem"}}, {"task": "flashcards", "pages": object{"from": 2, "to": 1}}} {
		refused(c, 422, "invalid", "POST", "/documents/"+d.ID.String()+"/generate", body)
	}
}

// ask asks for events and returns the names of those that came, tokens left
// out, and the answer.
func asking(c *client, body object) ([]string, api.Answer) {
	c.t.Helper()
	encoded, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), "POST", c.url+"/ask", strings.NewReader(string(encoded)))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream")
	r := c.send(req)
	if r.status != 200 || r.header.Get("Content-Type") != "text/event-stream" {
		c.t.Fatalf("%d %s", r.status, r.body)
	}
	var names []string
	var a api.Answer
	for event := range strings.SplitSeq(strings.TrimSpace(string(r.body)), "\n\n") {
		var name, data string
		if _, err := fmt.Sscanf(event, "event: %s", &name); err != nil {
			c.t.Fatalf("%q: %v", event, err)
		}
		if _, data, _ = strings.Cut(event, "\ndata: "); name == "answer" {
			if err := json.Unmarshal([]byte(data), &a); err != nil {
				c.t.Fatal(err)
			}
		}
		if name != "token" {
			names = append(names, name)
		}
	}
	return names, a
}
