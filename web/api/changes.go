package api

import (
	"context"
	"net/http"

	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

type cardsChange struct {
	Body struct {
		CardIDs  []string `json:"card_ids" minItems:"1" maxItems:"10000" doc:"Cards that are gone already are passed over."`
		Status   string   `json:"status,omitempty" enum:"draft,active,suspended,buried" doc:"Give them this status."`
		CourseID string   `json:"course_id,omitempty" doc:"Move them, with their siblings, to this course."`
		AddTags  []string `json:"add_tags,omitempty" doc:"Add these tags to them and their siblings."`
		Delete   bool     `json:"delete,omitempty" doc:"Delete them; their reviews are kept."`
	}
}

// ChangedCards says what became of many cards.
type ChangedCards struct {
	ChangeID id.Change `json:"change_id" doc:"POST /changes/{id}/undo takes it back, for a day."`
	Cards    int       `json:"cards" doc:"How many were there."`
}

// changes are the calls that do one thing with many cards.
func (a *api) changes() {
	op := call(http.MethodPost, "/changes", "change-cards", "Cards", "Do one thing with many cards, all or none", http.StatusNotFound)
	op.Description = "Exactly one of status, course_id, add_tags and delete is given."
	op.MaxBodyBytes = 1 << 20
	handle(a, created(op), a.changeCards)
}

func (in *cardsChange) change() (c learning.Change, err error) {
	b, n := in.Body, 0
	for _, given := range []bool{b.Status != "", b.CourseID != "", len(b.AddTags) > 0, b.Delete} {
		if given {
			n++
		}
	}
	if n != 1 {
		return c, errs.New(errs.Invalid, "Give exactly one of status, course_id, add_tags and delete.")
	}
	c = learning.Change{Status: learning.Status(b.Status), Tags: b.AddTags, Delete: b.Delete}
	if b.CourseID != "" {
		course, err := id.Parse[id.Course](b.CourseID)
		if err != nil {
			return c, err
		}
		c.Course = &course
	}
	return c, nil
}

func (a *api) changeCards(ctx context.Context, in *cardsChange) (*answer[ChangedCards], error) {
	change, err := in.change()
	if err != nil {
		return nil, err
	}
	cards := make([]id.Card, len(in.Body.CardIDs))
	for i, s := range in.Body.CardIDs {
		if cards[i], err = id.Parse[id.Card](s); err != nil {
			return nil, err
		}
	}
	done, err := a.Learning.ChangeCards(ctx, owner(ctx), cards, change)
	if err == nil && done.Cards == 0 {
		err = errs.New(errs.NotFound, "These cards are not there. They may have been deleted.")
	}
	return respond(ChangedCards{done.ID, done.Cards}, err)
}
