package cards

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/cardface"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// cardView is one card with its history.
type cardView struct {
	ID          string
	Front, Back string // HTML
	Quote       string
	QuoteLang   string // empty when not known
	Stale       bool
	Kept        bool      // its quote is gone, and the student kept it
	Lost        *lostView // of a stale card: what it could quote instead
	SourceURL   string
	SourceText  string
	State       string
	Facts       [][2]string
	Tags        string
	History     []historyRow
	Status      learning.Status
	Wrong       bool
	Back2       string // the list it was chosen from
	Here        string // the card beside that list
}

type historyRow struct{ When, Rating, Note string }

func (p *pages) cardDetail(r *http.Request, a auth.Account, c learning.Card, back string) (*cardView, error) {
	v := &cardView{ID: c.ID.String(), State: cardface.State(c, p.Now(), a.Location()), Tags: strings.Join(c.Tags, ", "), Status: c.Status, Wrong: c.WrongAt != nil, Back2: back, Here: "/cards/" + c.ID.String()}
	if _, query, ok := strings.Cut(back, "?"); ok {
		v.Here += "?" + query
	}
	v.Front, v.Back = cardface.Sides(c)
	if c.Source != nil {
		v.Quote, v.QuoteLang, v.Stale = c.Source.Quote, c.Source.Language, c.Source.Stale
		v.Kept = c.Source.KeptAt != nil
		if v.Stale {
			var err error
			if v.Lost, err = p.lostOf(r, a, c); err != nil {
				return nil, err
			}
		}
		v.SourceURL, v.SourceText = cardface.SourceLink(*c.Source)
	}
	if c.State.Reps > 0 {
		v.Facts = append(v.Facts, [2]string{factReviews, words.Number(c.State.Reps)}, [2]string{factLapses, words.Number(c.State.Lapses)})
	}
	history, err := p.Learning.History(r.Context(), a.ID, c.ID)
	if err != nil {
		return nil, err
	}
	slices.Reverse(history)
	for _, h := range history[:min(20, len(history))] {
		row := historyRow{When: words.When(h.ReviewedAt, p.Now(), a.Location()), Rating: words.Ratings[max(1, min(4, int(h.Rating)))-1]}
		if h.Voided {
			row.Note = voided(h.VoidReason)
		} else {
			row.Note = nextDue(h.State.Due, p.Now(), a.Location())
		}
		v.History = append(v.History, row)
	}
	return v, nil
}

// askWrong asks what to do with a card that is wrong.
func (p *pages) askWrong(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	back := frame.LocalPath(r.URL.Query().Get("back"), "/cards/"+c.ID.String())
	return p.Dialog(w, r, ui.Dialog{Title: cardface.Line(c.Front).Text, Largest: wrongText, Submit: fixIt, Other: suspendIt,
		Action: "/cards/" + c.ID.String() + "/wrong", Back: back}, "cards", nil, backField(back))
}

// markWrong voids a card's reviews, and goes on to fix or suspend it.
func (p *pages) markWrong(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	card, err := frame.PathID[id.Card](r)
	if err != nil {
		return err
	}
	c, err := p.Learning.Wrong(ctx, a.ID, card)
	if err != nil {
		return err
	}
	back := frame.LocalPath(r.PostFormValue("back"), "/cards/"+c.ID.String())
	if r.PostFormValue("other") != "" {
		to := learning.Suspended
		if _, err := p.Learning.UpdateCard(ctx, a.ID, c.ID, learning.Patch{Status: &to}); err != nil {
			return err
		}
		return p.Done(w, r, withoutCard(back), &ui.Toast{Text: words.CardNow("suspended")})
	}
	return p.Done(w, r, "/cards/"+c.ID.String()+"/edit?back="+url.QueryEscape(withoutCard(back)), nil)
}

// withoutCard is a review's address that no longer asks for one card.
func withoutCard(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path != "/review" {
		return address
	}
	q := u.Query()
	q.Del("card")
	q.Del("show")
	u.RawQuery = q.Encode()
	return u.RequestURI()
}
