package api

import (
	"context"
	"net/http"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// Card is the wire's form of learning.Card.
type Card struct {
	ID          id.Card     `json:"id"`
	NoteID      id.Note     `json:"note_id" doc:"Cards of one note are siblings."`
	CourseID    id.Course   `json:"course_id"`
	Kind        string      `json:"kind" enum:"basic,cloze"`
	Ordinal     int         `json:"ordinal" doc:"The gap's number; 0 for a basic card."`
	Front       string      `json:"front" doc:"Markdown. Of a cloze card the text with its gap as […] or [hint]."`
	Back        string      `json:"back" doc:"Markdown. Of a cloze card the whole text, then the note's back."`
	Text        string      `json:"text" doc:"The note's front as written, with its gaps; PATCH takes it as front."`
	Extra       string      `json:"extra" doc:"The note's back as written; PATCH takes it as back."`
	Tags        []string    `json:"tags"`
	Status      string      `json:"status" enum:"draft,active,suspended,buried"`
	BuriedUntil *time.Time  `json:"buried_until,omitempty"`
	WrongAt     *time.Time  `json:"wrong_at,omitempty" doc:"Marked as wrong: not asked until it is edited or made active."`
	Source      *CardSource `json:"source,omitempty"`
	State       State       `json:"state"`
	Next        *Next       `json:"next,omitempty" doc:"When each answer given now would bring the card back."`
	CreatedAt   time.Time   `json:"created_at"`
}

// CardSource is where a card came from.
type CardSource struct {
	DocumentID  id.Document `json:"document_id"`
	Title       string      `json:"title" doc:"Empty when the document is deleted."`
	Version     int         `json:"version"`
	Quote       string      `json:"quote" doc:"Verbatim in the page text."`
	Page        *int        `json:"page" doc:"Null where the kind has no pages."`
	PageLabel   string      `json:"page_label,omitempty" doc:"The number that is printed on the page, where it is another."`
	HeadingPath []string    `json:"heading_path"`
	Stale       bool        `json:"stale" doc:"A newer version of the document has lost the quote."`
	KeptAt      *time.Time  `json:"kept_at,omitempty" doc:"The card was kept although its quote is gone: it is stale no more, nor by later versions."`
}

// State is what the log says of a card's memory.
type State struct {
	Due        time.Time  `json:"due"`
	Stability  float64    `json:"stability" doc:"Days until the chance of recall falls to 90 %."`
	Difficulty float64    `json:"difficulty" doc:"1 to 10; 0 when new."`
	Reps       int        `json:"reps"`
	Lapses     int        `json:"lapses"`
	Phase      string     `json:"phase" enum:"new,learning,review,relearning"`
	LastReview *time.Time `json:"last_review,omitempty"`
}

// Next are the due times after the four answers.
type Next struct {
	Again time.Time `json:"again"`
	Hard  time.Time `json:"hard"`
	Good  time.Time `json:"good"`
	Easy  time.Time `json:"easy"`
}

func viewCard(c learning.Card) Card {
	v := Card{
		ID: c.ID, NoteID: c.Note, CourseID: c.Course, Kind: string(c.Kind), Ordinal: c.Ordinal, Front: c.Front, Back: c.Back,
		Text: c.Text, Extra: c.Extra, Tags: c.Tags, Status: string(c.Status), BuriedUntil: c.BuriedUntil, WrongAt: c.WrongAt,
		State: viewState(c.State), CreatedAt: c.CreatedAt,
	}
	if v.Tags == nil {
		v.Tags = []string{}
	}
	if s := c.Source; s != nil {
		v.Source = &CardSource{s.Document, s.Title, s.Version, s.Quote, s.Page, s.PageLabel, append([]string{}, s.HeadingPath...), s.Stale, s.KeptAt}
	}
	return v
}

func viewState(s learning.State) State {
	return State{s.Due, s.Stability, s.Difficulty, s.Reps, s.Lapses, s.Phase.String(), s.LastReview}
}

func viewDue(d learning.DueCard) Card {
	v := viewCard(d.Card)
	v.Next = &Next{d.Next[0], d.Next[1], d.Next[2], d.Next[3]}
	return v
}

// CardPath names a card.
type CardPath struct {
	ID string `path:"id"`
}

type cardQuery struct {
	Paging
	CourseID string `query:"course_id"`
	Document string `query:"document_id"`
	Status   string `query:"status" enum:"draft,active,suspended,buried"`
	Text     string `query:"q" doc:"Words in front, back or tags."`
	Due      bool   `query:"due" doc:"Only cards that could be asked now."`
	Wrong    bool   `query:"wrong" doc:"Only cards marked as wrong."`
	Stale    bool   `query:"stale" doc:"Only cards whose quote is gone from their document."`
}

type newCard struct {
	Body struct {
		CourseID string   `json:"course_id,omitempty" doc:"The default course if left out."`
		Kind     string   `json:"kind,omitempty" enum:"basic,cloze" default:"basic"`
		Front    string   `json:"front" doc:"Markdown; of a cloze card the text with gaps as {{c1::word::hint}}."`
		Back     string   `json:"back,omitempty" doc:"Markdown. A basic card needs one."`
		Tags     []string `json:"tags,omitempty"`
		Status   string   `json:"status,omitempty" enum:"draft,active,suspended" default:"active"`

		Source *newSource `json:"source,omitempty" doc:"The words of a document that it is about."`
	}
}

type newSource struct {
	DocumentID string `json:"document_id"`
	Quote      string `json:"quote" minLength:"1" doc:"It must stand in the document."`
}

type cardChange struct {
	CardPath
	Body struct {
		Front    *string    `json:"front,omitempty"`
		Back     *string    `json:"back,omitempty"`
		Tags     *[]string  `json:"tags,omitempty"`
		Status   *string    `json:"status,omitempty" enum:"draft,active,suspended,buried" doc:"buried hides the card until the next day."`
		BuriedAt *time.Time `json:"buried_at,omitempty" doc:"When a device buried the card while it was offline; now if left out."`
		CourseID *string    `json:"course_id,omitempty"`
	}
}

// NewCards is a card with its siblings.
type NewCards struct {
	Card
	Siblings []id.Card `json:"siblings" doc:"The other cards of the note, one a gap."`
}

func (a *api) cards() {
	const tag = "Cards"
	handle(a, call(http.MethodGet, "/cards", "list-cards", tag, "List cards, the newest first", http.StatusNotFound), a.listCards)
	handle(a, created(call(http.MethodPost, "/cards", "create-card", tag, "Write a card", http.StatusNotFound)), a.createCard)
	handle(a, call(http.MethodGet, "/cards/{id}", "get-card", tag, "Get a card with what each answer would lead to", http.StatusNotFound),
		func(ctx context.Context, in *CardPath) (*answer[Card], error) {
			card, err := id.Parse[id.Card](in.ID)
			if err != nil {
				return nil, err
			}
			d, err := a.Learning.Preview(ctx, owner(ctx), card)
			return respond(viewDue(d), err)
		})
	handle(a, call(http.MethodPatch, "/cards/{id}", "change-card", tag, "Edit a card, or change its status", http.StatusNotFound), a.changeCard)
	handle(a, call(http.MethodDelete, "/cards/{id}", "delete-card", tag, "Delete a card; its reviews are kept", http.StatusNotFound),
		func(ctx context.Context, in *CardPath) (*struct{}, error) {
			card, err := id.Parse[id.Card](in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Learning.DeleteCard(ctx, owner(ctx), card)
		})
	handle(a, call(http.MethodPost, "/cards/{id}/wrong", "mark-card-wrong", tag, "Say that a card is wrong; its reviews no longer count", http.StatusNotFound),
		func(ctx context.Context, in *CardPath) (*answer[Card], error) {
			card, err := id.Parse[id.Card](in.ID)
			if err != nil {
				return nil, err
			}
			c, err := a.Learning.Wrong(ctx, owner(ctx), card)
			return respond(viewCard(c), err)
		})
}

func (a *api) listCards(ctx context.Context, in *cardQuery) (*answer[list[Card]], error) {
	f := learning.CardFilter{Status: learning.Status(in.Status), Text: in.Text, Due: in.Due, Wrong: in.Wrong, Stale: in.Stale, Limit: in.Limit, Cursor: in.Cursor}
	var err error
	if f.Course, err = optional[id.Course](in.CourseID); err != nil {
		return nil, err
	}
	if f.Document, err = optional[id.Document](in.Document); err != nil {
		return nil, err
	}
	cards, next, err := a.Learning.Cards(ctx, owner(ctx), f)
	return respondList(cards, next, err, viewCard)
}

func (a *api) createCard(ctx context.Context, in *newCard) (*answer[NewCards], error) {
	b := in.Body
	course, err := optional[id.Course](b.CourseID)
	if err != nil {
		return nil, err
	}
	note := learning.NewNote{Course: course, Kind: learning.Kind(b.Kind), Front: b.Front, Back: b.Back, Tags: b.Tags, Status: learning.Status(b.Status)}
	if b.Source != nil {
		document, err := id.Parse[id.Document](b.Source.DocumentID)
		if err != nil {
			return nil, err
		}
		q, err := a.Quotes.Quote(ctx, owner(ctx), document, b.Source.Quote, nil)
		if err != nil {
			return nil, err
		}
		note.Source = q.Source()
	}
	cards, err := a.Learning.CreateNote(ctx, owner(ctx), note)
	if err != nil {
		return nil, err
	}
	out := NewCards{Card: viewCard(cards[0]), Siblings: []id.Card{}}
	for _, c := range cards[1:] {
		out.Siblings = append(out.Siblings, c.ID)
	}
	return respond(out, nil)
}

func (a *api) changeCard(ctx context.Context, in *cardChange) (*answer[Card], error) {
	card, err := id.Parse[id.Card](in.ID)
	if err != nil {
		return nil, err
	}
	p := learning.Patch{Front: in.Body.Front, Back: in.Body.Back, Tags: in.Body.Tags}
	if in.Body.Status != nil {
		p.Status = new(learning.Status(*in.Body.Status))
	}
	if in.Body.BuriedAt != nil {
		p.BuriedAt = *in.Body.BuriedAt
	}
	if in.Body.CourseID != nil {
		course, err := id.Parse[id.Course](*in.Body.CourseID)
		if err != nil {
			return nil, err
		}
		p.Course = &course
	}
	c, err := a.Learning.UpdateCard(ctx, owner(ctx), card, p)
	return respond(viewCard(c), err)
}
