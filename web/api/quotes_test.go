package api_test

import (
	"testing"
	"time"

	"studyapp/web/api"
)

func TestLostQuotesAreDecidedAboutThroughTheAPI(t *testing.T) {
	s := newWorkingSite(t)
	c := s.user("a@example.org", student)
	d := want[api.Document](c, 202, "POST", "/documents", form("cells.txt", notes))
	watch(c, d.ID.String())
	const quote = "They have a membrane of their own."
	from := func(words string) object {
		return object{"front": "q", "back": "a", "source": object{"document_id": d.ID, "quote": words}}
	}
	card := want[api.NewCards](c, 201, "POST", "/cards", from(quote))
	if card.Source == nil || card.Source.Quote != quote || card.Source.Version != 1 || card.Source.Stale {
		t.Fatalf("%+v", card.Source)
	}
	refused(c, 422, "invalid", "POST", "/cards", from("It is not there."))
	path := "/cards/" + card.ID.String()
	refused(c, 409, "conflict", "POST", path+"/keep", nil)

	want[api.Document](c, 202, "PUT", "/documents/"+d.ID.String()+"/file", form("cells.txt", "A cell has a skin. Mitochondria have their own membrane. It is folded."))
	watch(c, d.ID.String())
	var got api.Card
	for deadline := time.Now().Add(time.Minute); !(got.Source != nil && got.Source.Stale); got = want[api.Card](c, 200, "GET", path, nil) {
		if time.Now().After(deadline) {
			t.Fatalf("the card is not stale: %+v", got.Source)
		}
		time.Sleep(20 * time.Millisecond) // between two looks
	}
	if list := want[items[api.Card]](c, 200, "GET", "/cards?stale=true", nil); len(list.Items) != 1 || list.Items[0].ID != card.ID || list.Items[0].Source.Quote != quote {
		t.Errorf("%+v", list)
	}

	near := want[api.NearPassage](c, 200, "GET", path+"/nearest", nil)
	best := ""
	for _, q := range near.Sentences {
		if q.Best {
			best = q.Text
		}
	}
	if near.Version != 2 || near.DocumentID != d.ID || best != "Mitochondria have their own membrane." {
		t.Fatalf("%+v", near)
	}
	kept := want[api.ChangedCard](c, 200, "POST", path+"/keep", nil)
	if kept.Source.Stale || kept.Source.KeptAt == nil || kept.Source.Quote != quote {
		t.Errorf("kept: %+v", kept.Source)
	}
	if u := want[api.Undone](c, 200, "POST", "/changes/"+kept.ChangeID.String()+"/undo", nil); u.Cards != 1 {
		t.Errorf("%+v", u)
	}
	refused(c, 404, "not_found", "POST", "/changes/"+kept.ChangeID.String()+"/undo", nil)
	refused(c, 422, "invalid", "PUT", path+"/quote", object{"quote": quote})
	anew := want[api.ChangedCard](c, 200, "PUT", path+"/quote", object{"quote": best})
	if anew.Source.Stale || anew.Source.Quote != best || anew.Source.Version != 2 {
		t.Errorf("quoted anew: %+v", anew.Source)
	}
	want[api.Undone](c, 200, "POST", "/changes/"+anew.ChangeID.String()+"/undo", nil)
	if got = want[api.Card](c, 200, "GET", path, nil); !got.Source.Stale || got.Source.Quote != quote {
		t.Errorf("taken back: %+v", got.Source)
	}

	other := s.user("b@example.org", student)
	refused(other, 404, "not_found", "POST", path+"/keep", nil)
	refused(other, 404, "not_found", "GET", path+"/nearest", nil)
	refused(other, 404, "not_found", "PUT", path+"/quote", object{"quote": best})
}
