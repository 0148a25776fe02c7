package cards

import (
	"net/http"
	"net/url"
	"strings"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// setCardStatus accepts a draft, suspends or buries a card, or takes it back.
func (p *pages) setCardStatus(w http.ResponseWriter, r *http.Request) error {
	card, err := frame.PathID[id.Card](r)
	if err != nil {
		return err
	}
	to := learning.Status(r.PostFormValue("status"))
	return p.change(w, r, []id.Card{card}, learning.Change{Status: to}, frame.LocalPath(r.PostFormValue("back"), "/cards/"+card.String()))
}

// deleteCard deletes a card, which can be undone.
func (p *pages) deleteCard(w http.ResponseWriter, r *http.Request) error {
	card, err := frame.PathID[id.Card](r)
	if err != nil {
		return err
	}
	return p.change(w, r, []id.Card{card}, learning.Change{Delete: true}, frame.LocalPath(r.PostFormValue("back"), "/cards"))
}

// changeCards does one thing with every card that was selected.
func (p *pages) changeCards(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return errs.Wrap(errs.Invalid, err, noneSelected)
	}
	back := frame.LocalPath(r.PostFormValue("back"), "/cards")
	var cards []id.Card
	for _, s := range r.PostForm["card"] {
		card, err := id.Parse[id.Card](s)
		if err != nil {
			return err
		}
		cards = append(cards, card)
	}
	if len(cards) == 0 {
		return p.Done(w, r, back, &ui.Toast{Text: noneSelected, Failed: true})
	}
	var c learning.Change
	switch do := r.PostFormValue("do"); do {
	case "delete":
		c.Delete = true
	case "move":
		course, err := id.Parse[id.Course](r.PostFormValue("to"))
		if err != nil {
			return err
		}
		c.Course = &course
	case "tag":
		if c.Tags = (noteForm{Tags: r.PostFormValue("add_tags")}).tags(); len(c.Tags) == 0 {
			return p.Done(w, r, back, &ui.Toast{Text: noTag, Failed: true})
		}
	default:
		c.Status = learning.Status(do)
	}
	return p.change(w, r, cards, c, back)
}

// change does one thing with cards and offers to take it back.
func (p *pages) change(w http.ResponseWriter, r *http.Request, cards []id.Card, c learning.Change, back string) error {
	done, err := p.Learning.ChangeCards(r.Context(), auth.User(r.Context()).ID, cards, c)
	if err != nil {
		return err
	}
	to := back
	if c.Delete {
		for _, card := range cards { // it is not there to come back to
			if strings.HasPrefix(to, "/cards/"+card.String()) {
				to = "/cards"
			}
		}
	}
	if done.Cards == 0 {
		none := cardsGone
		if c.Keep {
			none = quoteThere
		}
		return p.Done(w, r, to, &ui.Toast{Text: none, Failed: true})
	}
	return p.Done(w, r, to, &ui.Toast{Text: cardsChanged(done.Cards, deed(c)), Undo: "/cards/undo?back=" + url.QueryEscape(back), UndoKey: done.ID.String()})
}

// deed names a change for cardsChanged.
func deed(c learning.Change) string {
	switch {
	case c.Delete:
		return "delete"
	case c.Course != nil:
		return "move"
	case len(c.Tags) > 0:
		return "tag"
	case c.Keep:
		return "keep"
	case c.Quote != nil:
		return "quote"
	}
	return string(c.Status)
}

// undoCards takes back what was done with cards.
func (p *pages) undoCards(w http.ResponseWriter, r *http.Request) error {
	change, err := id.Parse[id.Change](r.PostFormValue("id"))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, words.NothingToUndo)
	}
	n, err := p.Learning.UndoChange(r.Context(), auth.User(r.Context()).ID, change)
	if err != nil {
		return err
	}
	return p.Done(w, r, frame.LocalPath(r.URL.Query().Get("back"), "/cards"), &ui.Toast{Text: cardsBack(n)})
}
