package reader

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"studyapp/internal/generation/ask"
	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/answerview"
	"studyapp/web/page/frame"
)

// readerMarks are the highlights that the address asks for: a citation with
// the other ones of its answer, or a stretch of a page.
func (p *pages) readerMarks(ctx context.Context, a auth.Account, d ingest.Document, q url.Values, v *readerView) ([]answerview.Mark, error) {
	cited, conversation, err := p.askedFor(ctx, a, q)
	if err != nil {
		return nil, err
	}
	var marks []answerview.Mark
	if !conversation.IsZero() {
		answer, err := p.answerWith(ctx, a, conversation, cited)
		if err != nil {
			return nil, err
		}
		if answer != nil {
			view := answerview.Of(answerview.SoFar(p.Answers, a, *answer), 1)
			v.Answer, v.Conversation = &view, conversation.String()
			if marks, err = p.Marks.Of(ctx, a, d, *answer); err != nil {
				return nil, err
			}
		}
	}
	if !cited.IsZero() {
		if marks, err = p.markCurrent(ctx, a, d, cited, marks, v); err != nil {
			return nil, err
		}
	}
	stretch, err := p.markStretch(ctx, a, d, q, v)
	if err != nil {
		return nil, err
	}
	return append(marks, stretch...), nil
}

// askedFor is the citation and the conversation that the address names. The
// conversation of a citation is known without being named.
func (p *pages) askedFor(ctx context.Context, a auth.Account, q url.Values) (id.Citation, id.Conversation, error) {
	cited, err := frame.OptionalID[id.Citation](q.Get("cite"))
	if err != nil {
		return cited, id.Conversation{}, err
	}
	conversation, err := frame.OptionalID[id.Conversation](q.Get("c"))
	if err != nil || !conversation.IsZero() || cited.IsZero() {
		return cited, conversation, err
	}
	conversation, err = p.Answers.ConversationOf(ctx, a.ID, cited)
	if errors.Is(err, errs.NotFound) { // deleted since: the page still opens
		return id.Citation{}, id.Conversation{}, nil
	}
	return cited, conversation, err
}

// answerWith is the answer of a conversation that holds the citation, else its
// last one; nil if the conversation was deleted.
func (p *pages) answerWith(ctx context.Context, a auth.Account, conversation id.Conversation, cited id.Citation) (*ask.Answer, error) {
	_, answers, err := p.Answers.Conversation(ctx, a.ID, conversation)
	if errors.Is(err, errs.NotFound) || err == nil && len(answers) == 0 {
		return nil, nil //nolint:nilnil // deleted: the link still opens the page
	}
	if err != nil {
		return nil, err
	}
	answer := answers[len(answers)-1]
	for _, x := range answers {
		for _, c := range x.Citations {
			if c.ID == cited {
				answer = x
			}
		}
	}
	answer.ConversationID = conversation
	return &answer, nil
}

// markCurrent makes the citation the one being looked at.
func (p *pages) markCurrent(ctx context.Context, a auth.Account, d ingest.Document, cited id.Citation, marks []answerview.Mark, v *readerView) ([]answerview.Mark, error) {
	found := false
	for i := range marks {
		if marks[i].ID == cited.String() {
			marks[i].On, found = true, true
		}
	}
	if found {
		return marks, nil
	}
	c, err := p.Answers.Citation(ctx, a.ID, cited)
	if errors.Is(err, errs.NotFound) {
		return marks, nil
	}
	if err != nil || c.DocumentID != d.ID {
		return marks, err
	}
	if v.Answer == nil {
		view := answerview.CitationOf(c, id.Conversation{})
		v.Current = &view
	}
	list, err := p.Marks.In(a, d).Of(ctx, c)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 && c.Version != d.Version {
		v.Notes = append(v.Notes, noteView{Icon: "info", Text: quoteOfVersionBefore})
	}
	for i := range list {
		list[i].On = true
	}
	return append(marks, list...), nil
}

// markStretch is the stretch of a page that the address names by code points,
// if it is of the version that is shown.
func (p *pages) markStretch(ctx context.Context, a auth.Account, d ingest.Document, q url.Values, v *readerView) ([]answerview.Mark, error) {
	from, err1 := strconv.Atoi(q.Get("from"))
	to, err2 := strconv.Atoi(q.Get("to"))
	page, err3 := strconv.Atoi(q.Get("page"))
	if errors.Join(err1, err2, err3) != nil || from < 0 || from >= to {
		return nil, nil //nolint:nilerr // no stretch, or a mistyped one: the page alone
	}
	texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{From: page, To: page})
	if err != nil || len(texts) != 1 {
		return nil, err
	}
	if q.Has("v") && q.Get("v") != strconv.Itoa(texts[0].Version) {
		v.Notes = append(v.Notes, noteView{Icon: "info", Text: placeOfVersionBefore})
		return nil, nil
	}
	m := answerview.Mark{ID: "passage", Page: page, From: from, To: to, On: true}
	if d.Kind == ingest.PDF {
		m.Boxes = answerview.BoxesOn(d, texts[0], from, to)
	}
	return []answerview.Mark{m}, nil
}
