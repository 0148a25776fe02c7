package answerview

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/id"
)

func TestAnswerView(t *testing.T) {
	t.Parallel()
	page, doc, conversation := 214, id.New[id.Document](), id.New[id.Conversation]()
	cite := evidence.Citation{N: 1, ID: id.New[id.Citation](), DocumentID: doc, Title: "Photosynthesis", Quote: "only the light reactions", Page: &page, Cited: true,
		Context: "The cycle spends ATP; only the light reactions make it.", Segments: []evidence.Segment{{Page: 214, Start: 5, End: 29}}}
	v := Of(ask.Answer{Answered: true, Provider: "openai", Model: "m", ConversationID: conversation, Citations: []evidence.Citation{cite}, Sentences: []ask.Sentence{
		{Text: "One <b>x</b>.", Support: ask.Supported, Citations: []int{1}}, {Text: "Two.", Support: ask.Weak, Citations: []int{1}},
		{Text: "Three.", Support: ask.Unsupported, Break: true}, {Text: "Four.", Support: ask.Supported, Citations: []int{9}},
	}}, 5)
	if v.Verdict+v.Rest != "2 of 4 sentences are supported. One only in part, one has no source." {
		t.Errorf("the verdict is %q", v.Verdict+v.Rest)
	}
	href := "/documents/" + doc.String() + "?c=" + conversation.String() + "&cite=" + cite.ID.String() + "&page=214"
	want := Chip{N: "1", Href: href, Label: "Source 1, Photosynthesis, page 214"}
	if diff := cmp.Diff([]Chip{want}, v.Sentences[0].Chips); diff != "" {
		t.Error(diff)
	}
	if v.Sentences[0].HTML != "One x." {
		t.Errorf("a model's HTML reaches the page: %q", v.Sentences[0].HTML)
	}
	if !v.Sentences[1].Chips[0].Weak || len(v.Sentences[3].Chips) != 0 || len(paragraphs(v.Sentences)) != 2 {
		t.Errorf("chips or paragraphs are wrong: %+v", v.Sentences)
	}
	if c := v.Citations[0]; c.Before != "The cycle spends ATP; " || c.After != " make it." || !c.WordForWord {
		t.Errorf("the quote is not cut out of its context: %+v", c)
	}
	none := Of(ask.Answer{Status: "done", Outcome: ask.Nothing}, 5)
	if none.Nothing != "Nothing about this in your 5 documents. Ask in other words, or add a document." || none.Verdict != "" {
		t.Errorf("an answer that is none: %+v", none)
	}
}
