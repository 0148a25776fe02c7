package answerview

import (
	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/id"
)

// Fixed ids, so that a specimen's addresses are the same each time.
var (
	SpecimenDocument     = id.Document{1}
	SpecimenConversation = id.Conversation{2}
)

// Sourced is a citation of the specimens' document: before, the quote, after.
func Sourced(n, page int, before, quote, after string) evidence.Citation {
	return evidence.Citation{
		N: n, ID: id.Citation{byte(n)}, DocumentID: SpecimenDocument, Title: "Photosynthesis: capturing light energy, storing it as sugar", Quote: quote, Context: before + quote + after,
		Page: &page, Segments: []evidence.Segment{{Page: page, End: len([]rune(quote))}}, Cited: true,
	}
}

// Said is a sentence with its verdict and the numbers of its sources.
func Said(text, support string, citations ...int) ask.Sentence {
	return ask.Sentence{Text: text, Support: support, Citations: citations}
}

// photorespiration is an answer with each verdict.
func photorespiration() ask.Answer {
	return ask.Answer{
		Answered: true, Outcome: ask.Answered, ConversationID: SpecimenConversation, MessageID: id.Message{3}, Question: "Why does photorespiration cost the plant energy?", Status: "done", Provider: "openai", Model: "llama-3.1",
		Sentences: []ask.Sentence{
			Said("Rubisco also binds oxygen, and then makes a compound of two carbon atoms that cannot enter the Calvin cycle.", ask.Supported, 1),
			Said("Recycling it uses ATP and releases carbon dioxide that was fixed before.", ask.Supported, 2),
			Said("In hot, dry weather up to half of the fixed carbon can be lost this way.", ask.Weak, 3),
			Said("Most farmers therefore water at night.", ask.Unsupported),
			{Text: "C4 plants avoid it by fixing carbon dioxide in other cells first.", Support: ask.Supported, Citations: []int{4}, Break: true},
		},
		Citations: []evidence.Citation{
			Sourced(1, 214, "The enzyme is not exact. ", "Rubisco binds oxygen in place of carbon dioxide, and the product, phosphoglycolate, has two carbon atoms and is of no use to the cycle.", " The cell has to salvage it."),
			Sourced(2, 215, "", "The salvage pathway consumes ATP and releases carbon dioxide, undoing part of what was fixed.", " It runs through three organelles."),
			Sourced(3, 215, "The loss grows with temperature. ", "On hot days a plant may lose a quarter of the carbon it has fixed.", ""),
			Sourced(4, 217, "", "C4 plants fix carbon dioxide in mesophyll cells first and hand it on to the bundle sheath, where its concentration stays high.", " Maize and sugar cane do so."),
		},
	}
}

// QuotedSpecimen is an answer of quotes, written by no model.
func QuotedSpecimen() ask.Answer {
	a := photorespiration()
	a.Provider, a.Model = llm.BuiltIn, ""
	a.Sentences = nil
	for i, c := range a.Citations[:2] {
		a.Sentences = append(a.Sentences, Said(c.Quote, ask.Supported, i+1))
	}
	a.Citations = a.Citations[:2]
	return a
}

// NearestSpecimen is an answer that is none: a question with the passages that
// come nearest.
func NearestSpecimen(question string, passages ...evidence.Citation) ask.Answer {
	a := photorespiration()
	a.Answered, a.Outcome, a.Sentences, a.Provider, a.Model = false, ask.Nearest, nil, llm.BuiltIn, ""
	a.Question, a.Citations = question, passages
	for i := range a.Citations {
		a.Citations[i].Cited = false
	}
	return a
}

// Specimen is an answer with each verdict, changed by f.
func Specimen(f func(*ask.Answer)) *Answer {
	a := photorespiration()
	f(&a)
	v := Of(a, 5)
	return &v
}
