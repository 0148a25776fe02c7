package page

import (
	"strings"

	"github.com/a-h/templ"

	"studyapp/internal/generation"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Fixed ids, so that a specimen's addresses are the same each time.
var (
	specimenDocument     = id.Document{1}
	specimenConversation = id.Conversation{2}
)

// sourced is a citation of the specimens' document: before, the quote, after.
func sourced(n, page int, before, quote, after string) generation.Citation {
	return generation.Citation{
		N: n, ID: id.Citation{byte(n)}, DocumentID: specimenDocument, Title: "Photosynthesis: capturing light energy, storing it as sugar", Quote: quote, Context: before + quote + after,
		Page: &page, Segments: []generation.Segment{{Page: page, End: len([]rune(quote))}}, Cited: true,
	}
}

func said(text, support string, citations ...int) generation.Sentence {
	return generation.Sentence{Text: text, Support: support, Citations: citations}
}

// photorespiration is an answer with each verdict.
func photorespiration() generation.Answer {
	return generation.Answer{
		Answered: true, ConversationID: specimenConversation, MessageID: id.Message{3}, Question: "Why does photorespiration cost the plant energy?", Status: "done", Provider: "openai", Model: "llama-3.1",
		Sentences: []generation.Sentence{
			said("Rubisco also binds oxygen, and then makes a compound of two carbon atoms that cannot enter the Calvin cycle.", generation.Supported, 1),
			said("Recycling it uses ATP and releases carbon dioxide that was fixed before.", generation.Supported, 2),
			said("In hot, dry weather up to half of the fixed carbon can be lost this way.", generation.Weak, 3),
			said("Most farmers therefore water at night.", generation.Unsupported),
			{Text: "C4 plants avoid it by fixing carbon dioxide in other cells first.", Support: generation.Supported, Citations: []int{4}, Break: true},
		},
		Citations: []generation.Citation{
			sourced(1, 214, "The enzyme is not exact. ", "Rubisco binds oxygen in place of carbon dioxide, and the product, phosphoglycolate, has two carbon atoms and is of no use to the cycle.", " The cell has to salvage it."),
			sourced(2, 215, "", "The salvage pathway consumes ATP and releases carbon dioxide, undoing part of what was fixed.", " It runs through three organelles."),
			sourced(3, 215, "The loss grows with temperature. ", "On hot days a plant may lose a quarter of the carbon it has fixed.", ""),
			sourced(4, 217, "", "C4 plants fix carbon dioxide in mesophyll cells first and hand it on to the bundle sheath, where its concentration stays high.", " Maize and sugar cane do so."),
		},
	}
}

func quotedAnswer() generation.Answer {
	a := photorespiration()
	a.Provider, a.Model = generation.BuiltIn, ""
	a.Sentences = nil
	for i, c := range a.Citations[:2] {
		a.Sentences = append(a.Sentences, said(c.Quote, generation.Supported, i+1))
	}
	a.Citations = a.Citations[:2]
	return a
}

func withAnswer(f func(*generation.Answer)) *answerView {
	a := photorespiration()
	f(&a)
	v := viewAnswer(a, 5)
	return &v
}

// askSpecimens are the states of a question and its answer.
func askSpecimens() []specimen {
	in := scope{Words: words.ScopeCourse("Cell biology and genetics", 12)}
	page := func(name, title string, banner *ui.Banner, v askView) specimen {
		if v.Scope.Words == "" {
			v.Scope = in
		}
		if v.Last != nil {
			v.Conversation = specimenConversation.String()
		}
		return specimen{name, title, func(a auth.Account) templ.Component {
			f := specimenFrame(a, words.NavAsk, "ask")
			f.Banner, f.Scripts = banner, []string{"page-ask"}
			return askPage(f, v)
		}}
	}
	writing := withAnswer(func(a *generation.Answer) {
		a.Status, a.Answered, a.Sentences, a.Citations, a.Provider = "running", false, a.Sentences[:3], a.Citations[:3], ""
	})
	writing.Conversation = "" // the script would ask for it
	older := func() answerView {
		v := *withAnswer(func(a *generation.Answer) { a.Question = "What does Rubisco do?"; a.Sentences = a.Sentences[:1] })
		return v
	}
	long := strings.Repeat("and what follows from that for a plant that grows in hot and dry places, ", 9)
	quoted := viewAnswer(quotedAnswer(), 5)
	return []specimen{
		page("ask-first", "The first question", nil, askView{}),
		page("ask-history", "Asked before", nil, askView{History: []historyLink{
			{"/ask/a", "Why does photorespiration cost the plant energy?", "Yesterday"}, {"/ask/b", "Was ist der Unterschied zwischen Mitose und Meiose, und welche der beiden Teilungen halbiert den Chromosomensatz?", "Tuesday"}, {"/ask/c", "ما هو الإنزيم؟", "3 May"}}}),
		page("ask-earlier", "Asked long before", nil, askView{Earlier: "/ask?before=a", Later: "/ask", History: []historyLink{{"/ask/a", "What does Rubisco do?", "3 May"}}}),
		page("ask-notes", "Documents that are being read, and deleted ones", nil, askView{Scope: scope{Words: words.Documents(3), Missing: 1}, Notes: []string{words.SomeGone(1, 4), words.StillRead(2)}}),
		page("ask-gone", "Nothing is left of what was chosen", nil, askView{Question: "Why?", Scope: scope{Words: words.ScopeGone, Gone: true, Missing: 1,
			Instead: []instead{{words.AskIn(words.ScopeCourse("Cell biology and genetics", 12)), "?course=a"}, {words.AskAll(14), ""}}}}),
		page("ask-no-documents", "No documents", nil, askView{NoDocuments: true}),
		page("ask-refused", "Refused", nil, askView{Question: "Why?", Failed: "This question has 2,140 characters; the most is 2,000. Ask in fewer words."}),
		page("ask-done", "Each verdict", nil, askView{Last: withAnswer(func(*generation.Answer) {})}),
		page("ask-quoted", "Quoted, without a model", quotedBanner(false), askView{Last: &quoted}),
		page("ask-words-only", "By words only", searchModelBanner(fetch.State{Phase: fetch.Absent, Total: 118_945_903}, false, ""), askView{Last: &quoted}),
		page("ask-words-only-admin", "By words only, an admin", searchModelBanner(fetch.State{Phase: fetch.Absent, Total: 118_945_903}, true, "/ask"), askView{Last: &quoted}),
		page("ask-words-only-fetching", "The search model is being fetched", searchModelBanner(fetch.State{Phase: fetch.Fetching, Arrived: 58_000_000, Total: 118_945_903}, true, "/ask"), askView{Last: &quoted}),
		page("ask-nothing", "Nothing about this", nil, askView{Last: withAnswer(func(a *generation.Answer) {
			a.Answered, a.Sentences, a.Citations = false, nil, a.Citations[:3]
			a.Question, a.Provider = "Who won the football world cup in 1974?", generation.BuiltIn
			for i := range a.Citations {
				a.Citations[i].Cited = false
			}
		})}),
		page("ask-writing", "Being written when the page was opened", nil, askView{Last: writing}),
		page("ask-stopped", "Stopped", nil, askView{Last: withAnswer(func(a *generation.Answer) {
			a.Status, a.Sentences, a.Citations = "stopped", a.Sentences[:2], a.Citations[:2]
		})}),
		page("ask-failed", "Broke off", nil, askView{Last: withAnswer(func(a *generation.Answer) {
			a.Status, a.Answered, a.Sentences, a.Citations, a.Provider = "failed", false, nil, nil, ""
		})}),
		page("ask-fell-over", "The model did not answer", nil, askView{Last: withAnswer(func(a *generation.Answer) {
			*a = quotedAnswer()
			a.Note = "The model did not answer in 30 s. These are quotes from your documents."
		})}),
		page("ask-follow-up", "Follow-ups", nil, askView{Older: []answerView{older(), older()}, Last: withAnswer(func(a *generation.Answer) { a.Question = "And in the cold?" })}),
		page("ask-long", "A long question and long quotes", nil, askView{Scope: scope{Words: longTitle}, Last: withAnswer(func(a *generation.Answer) {
			a.Question = "Why does photorespiration cost the plant energy, " + long + "in the end?"
			a.Citations[0] = sourced(1, 1214, "", "Rubisco binds oxygen, "+long+"and so on.", "")
			a.Citations[0].Title = longName
		})}),
		page("ask-rtl", "Right to left", nil, askView{Scope: scope{Words: arabicTitle}, Last: withAnswer(func(a *generation.Answer) {
			a.Question = "ما هو الإنزيم ولماذا تحتاج إليه الخلية؟"
			a.Sentences = []generation.Sentence{said("الإنزيم بروتين يسرّع تفاعلاً كيميائياً في الخلية دون أن يُستهلك فيه.", generation.Supported, 1), said("وهو ضروري لكل خلية حيّة.", generation.Weak, 1)}
			a.Citations = []generation.Citation{sourced(1, 12, "", "الإنزيم بروتين يسرّع تفاعلاً كيميائياً في الخلية دون أن يُستهلك فيه.", "")}
			a.Citations[0].Title = arabicTitle
		})}),
		page("ask-cjk", "Chinese, Japanese and Korean", nil, askView{Scope: scope{Words: japanTitle}, Last: withAnswer(func(a *generation.Answer) {
			a.Question = "先生はなぜ自分の過去を「私」に打ち明けたのか。"
			a.Sentences = []generation.Sentence{said("先生は死ぬ前に一人だけでも信用したいと思ったからである。", generation.Supported, 1)}
			a.Citations = []generation.Citation{sourced(1, 62, "", "私は死ぬ前にたった一人で好いから、他を信用して死にたいと思っている。", "あなたはそのたった一人になれますか。")}
			a.Citations[0].Title = japanTitle
		})}),
		{"ask-scope", "Where to look", func(a auth.Account) templ.Component {
			form := scopeForm{In: []scopeChoice{{Label: words.ScopeAll(14)}, {Value: "course:1", Label: words.ScopeCourse("Cell biology and genetics", 12)}, {Value: inDocuments, Label: words.ChosenDocuments, Chosen: true}}}
			for i, t := range []string{"Photosynthesis: capturing light energy, storing it as sugar", longTitle, longName, arabicTitle, japanTitle, "Lecture 1", "Lecture 2", "Lecture 3", "Lecture 4", "Lecture 5"} {
				form.Documents = append(form.Documents, scopeChoice{Value: t, Label: t, Chosen: i < 2})
			}
			return dialogPage(specimenFrame(a, words.LookInTitle, "ask"), ui.Dialog{Title: words.LookInTitle, Submit: words.LookThere, Action: "/ask/scope", Back: "/ask"}, scopeFields(form))
		}},
	}
}
