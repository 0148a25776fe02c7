package cards

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/prompts"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
)

// A batch of passages that a model reads at once, in tokens, and the most it
// writes back.
const (
	batchTokens = 2400
	cardTokens  = 2000
)

// cardSchema is the shape of a model's reply.
var cardSchema = llm.Schema{Name: "flashcards", JSON: json.RawMessage(`{
"type":"object","additionalProperties":false,"required":["cards"],
"properties":{"cards":{"type":"array","items":{"type":"object","additionalProperties":false,
"required":["kind","front","back","quote","passage"],
"properties":{"kind":{"type":"string","enum":["basic","cloze"]},"front":{"type":"string"},"back":{"type":"string"},
"quote":{"type":"string"},"passage":{"type":"integer"}}}}}}`)}

type modelCard struct {
	Kind    string `json:"kind"`
	Front   string `json:"front"`
	Back    string `json:"back"`
	Quote   string `json:"quote"`
	Passage int    `json:"passage"`
}

// cardsByModel makes the cards batch by batch; each batch commits with its
// progress, so a run that is stopped goes on behind it. It returns false when
// the model does not answer: the built-in patterns make the rest.
func (s *Service) cardsByModel(ctx context.Context, r *run, m material) (done bool, err error) {
	tokens := 0
	for _, c := range m.parts {
		tokens += c.Tokens
	}
	wanted := r.wanted.Count
	if wanted == 0 {
		wanted = fitting(tokens / 25)
	}
	if status := s.o.Models.Status(); r.Done == 0 {
		if err := r.startedBy(ctx, len(m.parts), status[0].Name, status[0].Model); err != nil {
			return false, err
		}
	}
	known, err := s.knownCards(ctx, r)
	if err != nil {
		return false, err
	}
	for r.Done < len(m.parts) && r.made.Produced < wanted {
		from, to, size := r.Done, r.Done, 0
		for to < len(m.parts) && (to == from || size+m.parts[to].Tokens <= batchTokens) {
			size += m.parts[to].Tokens
			to++
		}
		left := 0
		for _, c := range m.parts[from:] {
			left += c.Tokens
		}
		// The batch's share of the cards still wanted, rounded up, and one more for
		// what will fail its check.
		share := ((wanted-r.made.Produced)*size + left - 1) / max(1, left)
		cards, err := s.askForCards(ctx, r, m.parts[from:to], share+1)
		switch {
		case ctx.Err() != nil:
			return false, ctx.Err()
		case errors.Is(err, llm.ErrInvalid):
			r.made.refuse(flashcard.Refused{flashcard.Unreadable: 1}) // the reply, malformed twice, is dropped
		case err != nil:
			s.log.WarnContext(ctx, "the model does not make cards, the built-in patterns do", "generation", r.ID, "error", err)
			return false, nil
		}
		notes, err := s.checked(ctx, r, m, cards, from, to, min(share, wanted-r.made.Produced), &known)
		if err != nil {
			return false, err
		}
		r.made.Produced += len(notes)
		if err := s.advance(ctx, r, to, notes); err != nil {
			return false, err
		}
	}
	return true, s.complete(ctx, r, nil)
}

func (s *Service) askForCards(ctx context.Context, r *run, chunks []passage.Part, count int) ([]modelCard, error) {
	data := prompts.CardsData{Count: count, Title: r.Title, Basic: r.wanted.wants(learning.Basic), Cloze: r.wanted.wants(learning.Cloze)}
	for i, c := range chunks {
		data.Passages = append(data.Passages, prompts.Passage{N: i + 1, Where: strings.Join(c.HeadingPath, " > "), Text: c.Text})
	}
	system, user, err := prompts.Cards(data)
	if err != nil {
		return nil, err
	}
	var reply struct {
		Cards []modelCard `json:"cards"`
	}
	_, err = s.o.Models.JSON(ctx, llm.Request{
		Messages:  []llm.Message{{Role: llm.System, Text: system}, {Role: llm.User, Text: user}},
		MaxTokens: cardTokens, Schema: cardSchema,
	}, func(raw []byte) error {
		reply.Cards = nil
		if err := json.Unmarshal(raw, &reply); err != nil {
			return err
		}
		if reply.Cards == nil {
			return errors.New(`it has no "cards"`)
		}
		for i, c := range reply.Cards {
			if c.Kind != "basic" && c.Kind != "cloze" {
				return fmt.Errorf(`card %d has the kind %q instead of "basic" or "cloze"`, i+1, c.Kind)
			}
		}
		return nil
	})
	return reply.Cards, err
}

var oneGap = regexp.MustCompile(`\{\{c\d+::[^{}]+\}\}`)

// checked turns a model's cards into notes: each must have a quote that stands
// in the batch, be proven by it, be sound in itself, and not repeat another.
// What fails is counted and dropped.
func (s *Service) checked(ctx context.Context, r *run, m material, cards []modelCard, from, to, most int, known *[]knownCard) ([]learning.NewNote, error) {
	var notes []learning.NewNote
	var kept []flashcard.Card
	var places []flashcard.Sentence
	refused := flashcard.Refused{}
	for _, c := range cards {
		cloze := c.Kind == "cloze"
		place, why := s.gate(r, m, c, from, to)
		if why != flashcard.Kept {
			refused[why]++
			continue
		}
		kind := flashcard.Basic
		if cloze {
			kind = flashcard.Cloze
		}
		kept = append(kept, flashcard.Card{Kind: kind, Front: c.Front, Back: c.Back, Sentence: len(places), Score: 1})
		places = append(places, place)
	}
	similar, existing, err := s.likeness(ctx, r, kept, places, len(kept), *known)
	if err != nil {
		return nil, err
	}
	chosen, repeated := flashcard.Choose(kept, most, similar, existing)
	refused[flashcard.Repeats] += repeated
	r.made.refuse(refused)
	for _, i := range chosen {
		c := kept[i]
		place := places[c.Sentence]
		note, err := s.note(r, m, c.Kind == flashcard.Cloze, c.Front, c.Back, place)
		if err != nil {
			return nil, err
		}
		notes = append(notes, note)
		*known = append(*known, knownCard{plain(c.Front), strings.Join(strings.Fields(place.Text), " ")})
	}
	return notes, nil
}

// gate holds a model's card to what the built-in ones are held to, and gives the
// place of its quote.
func (s *Service) gate(r *run, m material, c modelCard, from, to int) (flashcard.Sentence, flashcard.Reason) {
	cloze := c.Kind == "cloze"
	if !r.wanted.wants(learning.Kind(c.Kind)) {
		return flashcard.Sentence{}, flashcard.Unwanted
	}
	place, ok := m.find(c, from, to)
	if !ok {
		return place, flashcard.Unproven
	}
	if cloze != (len(oneGap.FindAllString(c.Front, -1)) == 1) {
		return place, flashcard.Unwieldy
	}
	if m.apparatus(place) {
		return place, flashcard.Apparatus
	}
	if why := flashcard.Check(cloze, c.Front, c.Back, place.Text, words.Language(place.Text)); why != flashcard.Kept {
		return place, why
	}
	if !provesLoosely(cloze, c.Front, c.Back, place.Text) {
		return place, flashcard.Unproven
	}
	return place, flashcard.Kept
}

// apparatus reports that a quote stands in a caption, a footnote, a list of
// works or another part of its page that is not the text.
func (m material) apparatus(at flashcard.Sentence) bool {
	p := m.pages[at.Page]
	return p != nil && slices.ContainsFunc(p.Spans, func(s extract.Span) bool { return apparatus(s) && s.Start <= at.Start && at.End <= s.End })
}

// find locates a model's quote: in the passage it names, then in the others of
// the batch.
func (m material) find(c modelCard, from, to int) (flashcard.Sentence, bool) {
	order := []int{}
	if i := from + c.Passage - 1; i >= from && i < to {
		order = append(order, i)
	}
	for i := from; i < to; i++ {
		order = append(order, i)
	}
	for _, i := range order {
		for _, g := range m.parts[i].Segments {
			p := m.pages[g.Page]
			if p == nil || g.Start < 0 || g.End > len(p.Text) || g.Start >= g.End {
				continue
			}
			if start, end, ok := cite.Find(p.Text[g.Start:g.End], c.Quote); ok {
				start, end = start+g.Start, end+g.Start
				return flashcard.Sentence{Chunk: i, Page: g.Page, Start: start, End: end, Text: string(p.Text[start:end])}, true
			}
		}
	}
	return flashcard.Sentence{}, false
}

// provesLoosely holds a model's card against its quote. A model may put the
// answer in words of its own, so half of them must be the quote's, with every
// number and name and no negation turned.
func provesLoosely(cloze bool, front, back, quote string) bool {
	if cloze {
		return cite.Verify(plain(front), quote) != cite.Unsupported && cite.Names(plain(front), quote)
	}
	return cite.Verify(plain(back), quote) != cite.Unsupported && cite.Names(plain(front), quote)
}
