package ask

import (
	"strings"

	"github.com/a-h/templ"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/page/answerview"
	"studyapp/web/page/frame"
	"studyapp/web/page/gallery"
	"studyapp/web/page/models"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Specimens are the states of a question and its answer.
func Specimens() []gallery.Specimen {
	in := scope{Words: scopeCourse("Cell biology and genetics", 12)}
	page := func(name, title string, banner *ui.Banner, v askView) gallery.Specimen {
		if v.Scope.Words == "" {
			v.Scope = in
		}
		if v.Last != nil {
			v.Conversation = answerview.SpecimenConversation.String()
		}
		return gallery.Specimen{Name: name, Title: title, Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, words.NavAsk, "ask")
			f.Banner, f.Scripts = banner, []string{"page-ask"}
			return askPage(f, v)
		}}
	}
	writing := answerview.Specimen(func(a *ask.Answer) {
		a.Status, a.Answered, a.Sentences, a.Citations, a.Provider = "running", false, a.Sentences[:3], a.Citations[:3], ""
		a.Outcome = ""
	})
	writing.Conversation = "" // the script would ask for it
	older := func() answerview.Answer {
		v := *answerview.Specimen(func(a *ask.Answer) { a.Question = "What does Rubisco do?"; a.Sentences = a.Sentences[:1] })
		return v
	}
	long := strings.Repeat("and what follows from that for a plant that grows in hot and dry places, ", 9)
	quoted := answerview.Of(answerview.QuotedSpecimen(), 5)
	return append(nearestSpecimens(page), []gallery.Specimen{
		page("ask-first", "The first question", nil, askView{}),
		page("ask-history", "Asked before", nil, askView{History: []historyLink{
			{Href: "/ask/a", Title: "Why does photorespiration cost the plant energy?", When: "Yesterday"},
			{Href: "/ask/b", Title: "Was ist der Unterschied zwischen Mitose und Meiose, und welche der beiden Teilungen halbiert den Chromosomensatz?", When: "Tuesday", Outcome: outcomeWords[ask.Nearest]},
			{Href: "/ask/d", Title: "Who won the football world cup in 1974?", When: "Monday", Outcome: outcomeWords[ask.Nothing]}, {Href: "/ask/c", Title: "ما هو الإنزيم؟", When: "3 May"}}}),
		page("ask-earlier", "Asked long before", nil, askView{Earlier: "/ask?before=a", Later: "/ask", History: []historyLink{{Href: "/ask/a", Title: "What does Rubisco do?", When: "3 May"}}}),
		page("ask-notes", "Documents that are being read, and deleted ones", nil, askView{Scope: scope{Words: words.Documents(3), Missing: 1}, Notes: []string{someGone(1, 4), stillRead(2)}}),
		page("ask-gone", "Nothing is left of what was chosen", nil, askView{Question: "Why?", Scope: scope{Words: scopeIsGone, Gone: true, Missing: 1,
			Instead: []instead{{askIn(scopeCourse("Cell biology and genetics", 12)), "?course=a"}, {askAll(14), ""}}}}),
		page("ask-no-documents", "No documents", nil, askView{NoDocuments: true}),
		page("ask-refused", "Refused", nil, askView{Question: "Why?", Failed: "This question has 2,140 characters; the most is 2,000. Ask in fewer words."}),
		page("ask-done", "Each verdict", nil, askView{Last: answerview.Specimen(func(*ask.Answer) {})}),
		page("ask-against", "Another document says otherwise", nil, askView{Last: answerview.Specimen(func(a *ask.Answer) {
			a.Question = "How much of the fixed carbon is lost on hot days?"
			other := answerview.Sourced(2, 31, "", "On hot days maize loses hardly any of the carbon that it has fixed.", "")
			other.DocumentID, other.Title = id.Document{7}, "Crops of the tropics"
			a.Sentences = []ask.Sentence{{Text: "On hot days a plant may lose a quarter of the carbon it has fixed.", Support: ask.Supported, Citations: []int{1}, Against: []int{2}}}
			a.Citations = []evidence.Citation{answerview.Sourced(1, 215, "", "On hot days a plant may lose a quarter of the carbon it has fixed.", ""), other}
		})}),
		page("ask-quoted", "Quoted, without a model", models.Quoted(false), askView{Last: &quoted}),
		page("ask-words-only", "By words only", models.Missing(fetch.State{Phase: fetch.Absent, Total: 118_945_903}, false, ""), askView{Last: &quoted}),
		page("ask-words-only-admin", "By words only, an admin", models.Missing(fetch.State{Phase: fetch.Absent, Total: 118_945_903}, true, "/ask"), askView{Last: &quoted}),
		page("ask-words-only-fetching", "The search model is being fetched", models.Missing(fetch.State{Phase: fetch.Fetching, Arrived: 58_000_000, Total: 118_945_903}, true, "/ask"), askView{Last: &quoted}),
		page("ask-nothing", "Nothing about this", nil, askView{Last: answerview.Specimen(func(a *ask.Answer) {
			a.Answered, a.Outcome, a.Sentences, a.Citations = false, ask.Nothing, nil, nil
			a.Question, a.Provider = "Who won the football world cup in 1974?", llm.BuiltIn
		})}),
		page("ask-writing", "Being written when the page was opened", nil, askView{Last: writing}),
		page("ask-stopped", "Stopped", nil, askView{Last: answerview.Specimen(func(a *ask.Answer) {
			a.Status, a.Sentences, a.Citations = "stopped", a.Sentences[:2], a.Citations[:2]
		})}),
		page("ask-failed", "Broke off", nil, askView{Last: answerview.Specimen(func(a *ask.Answer) {
			a.Status, a.Answered, a.Sentences, a.Citations, a.Provider = "failed", false, nil, nil, ""
			a.Outcome = ""
		})}),
		page("ask-fell-over", "The model did not answer", nil, askView{Last: answerview.Specimen(func(a *ask.Answer) {
			*a = answerview.QuotedSpecimen()
			a.Note = "The model did not answer in 30 s. These are quotes from your documents."
		})}),
		page("ask-follow-up", "Follow-ups", nil, askView{Older: []answerview.Answer{older(), older()}, Last: answerview.Specimen(func(a *ask.Answer) { a.Question = "And in the cold?" })}),
		page("ask-long", "A long question and long quotes", nil, askView{Scope: scope{Words: gallery.LongTitle}, Last: answerview.Specimen(func(a *ask.Answer) {
			a.Question = "Why does photorespiration cost the plant energy, " + long + "in the end?"
			a.Citations[0] = answerview.Sourced(1, 1214, "", "Rubisco binds oxygen, "+long+"and so on.", "")
			a.Citations[0].Title = gallery.LongName
		})}),
		page("ask-rtl", "Right to left", nil, askView{Scope: scope{Words: gallery.ArabicTitle}, Last: answerview.Specimen(func(a *ask.Answer) {
			a.Question = "ما هو الإنزيم ولماذا تحتاج إليه الخلية؟"
			a.Sentences = []ask.Sentence{answerview.Said("الإنزيم بروتين يسرّع تفاعلاً كيميائياً في الخلية دون أن يُستهلك فيه.", ask.Supported, 1), answerview.Said("وهو ضروري لكل خلية حيّة.", ask.Weak, 1)}
			a.Citations = []evidence.Citation{answerview.Sourced(1, 12, "", "الإنزيم بروتين يسرّع تفاعلاً كيميائياً في الخلية دون أن يُستهلك فيه.", "")}
			a.Citations[0].Title = gallery.ArabicTitle
		})}),
		page("ask-cjk", "Chinese, Japanese and Korean", nil, askView{Scope: scope{Words: gallery.JapanTitle}, Last: answerview.Specimen(func(a *ask.Answer) {
			a.Question = "先生はなぜ自分の過去を「私」に打ち明けたのか。"
			a.Sentences = []ask.Sentence{answerview.Said("先生は死ぬ前に一人だけでも信用したいと思ったからである。", ask.Supported, 1)}
			a.Citations = []evidence.Citation{answerview.Sourced(1, 62, "", "私は死ぬ前にたった一人で好いから、他を信用して死にたいと思っている。", "あなたはそのたった一人になれますか。")}
			a.Citations[0].Title = gallery.JapanTitle
		})}),
		{Name: "ask-scope", Title: "Where to look", Page: func(a auth.Account) templ.Component {
			form := scopeForm{In: []scopeChoice{{Label: scopeAll(14)}, {Value: "course:1", Label: scopeCourse("Cell biology and genetics", 12)}, {Value: inDocuments, Label: chosenDocuments, Chosen: true}}}
			for i, t := range []string{"Photosynthesis: capturing light energy, storing it as sugar", gallery.LongTitle, gallery.LongName, gallery.ArabicTitle, gallery.JapanTitle, "Lecture 1", "Lecture 2", "Lecture 3", "Lecture 4", "Lecture 5"} {
				form.Documents = append(form.Documents, scopeChoice{Value: t, Label: t, Chosen: i < 2})
			}
			return frame.DialogPage(gallery.Frame(a, lookInTitle, "ask"), ui.Dialog{Title: lookInTitle, Submit: lookThere, Action: "/ask/scope", Back: "/ask"}, scopeFields(form))
		}},
	}...)
}
