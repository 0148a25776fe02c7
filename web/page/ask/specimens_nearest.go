package ask

import (
	"strings"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/web/page/answerview"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
)

// nearestSpecimens are questions that have no certain answer.
func nearestSpecimens(page func(name, title string, banner *ui.Banner, v askView) gallery.Specimen) []gallery.Specimen {
	view := func(a ask.Answer) *answerview.Answer {
		v := answerview.Of(a, 5)
		return &v
	}
	sourced := answerview.Sourced
	energy := []evidence.Citation{
		sourced(1, 214, "The enzyme is not exact. ", "Rubisco binds oxygen in place of carbon dioxide, and the product, phosphoglycolate, has two carbon atoms and is of no use to the cycle.", " The cell has to salvage it."),
		sourced(2, 215, "The loss grows with temperature. ", "On hot days a plant may lose a quarter of the carbon it has fixed.", ""),
		sourced(3, 217, "", "C4 plants fix carbon dioxide in mesophyll cells first and hand it on to the bundle sheath, where its concentration stays high.", " Maize and sugar cane do so."),
	}
	long := strings.Repeat("and the cell pays for it with energy that the light reactions had stored, ", 14)
	typed := answerview.NearestSpecimen("Which plants fix carbon dioxide at nigth?", energy[2])
	typed.Understood = []ask.Understood{{Typed: "nigth", Meant: "night"}}
	wide := sourced(1, 214, "", "Rubisco binds oxygen, "+long+"and so on.", "")
	wide.Title, wide.HeadingPath = gallery.LongName, []string{"Photosynthesis", "What it costs", gallery.LongTitle}
	japanese := sourced(1, 62, "", "私は死ぬ前にたった一人で好いから、他を信用して死にたいと思っている。", "あなたはそのたった一人になれますか。")
	japanese.Title = gallery.JapanTitle
	arabic := sourced(1, 12, "", "الإنزيم بروتين يسرّع تفاعلاً كيميائياً في الخلية دون أن يُستهلك فيه.", "")
	arabic.Title = gallery.ArabicTitle
	older := answerview.Of(answerview.NearestSpecimen("How much carbon does a plant lose at night?", energy[1]), 5)
	return []gallery.Specimen{
		page("ask-nearest", "Nothing certain, the nearest passages", nil, askView{Last: view(answerview.NearestSpecimen("How much carbon does a plant lose on cold days?", energy...))}),
		page("ask-nearest-foreign", "The nearest passages are in another language", nil, askView{Last: view(answerview.NearestSpecimen("Wie viel Kohlenstoff verliert eine Pflanze?", energy...))}),
		page("ask-nearest-typed", "A word was understood otherwise than typed", nil, askView{Last: view(typed)}),
		page("ask-nearest-long", "The nearest passage is long", nil, askView{Last: view(answerview.NearestSpecimen("What does the cell pay in the light reactions, and "+long+"why?", wide))}),
		page("ask-nearest-cjk", "The nearest passage, without spaces", nil, askView{Last: view(answerview.NearestSpecimen("先生は誰を信用したのか。", japanese))}),
		page("ask-nearest-rtl", "The nearest passage, right to left", nil, askView{Last: view(answerview.NearestSpecimen("متى اكتُشف الإنزيم؟", arabic))}),
		page("ask-nearest-older", "Nothing certain before", nil, askView{Older: []answerview.Answer{older}, Last: answerview.Specimen(func(a *ask.Answer) { a.Question = "And on hot days?" })}),
	}
}
