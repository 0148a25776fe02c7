package cards

import (
	"strings"

	"github.com/a-h/templ"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/frame"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// formSpecimens are the states of the form of a card.
func formSpecimens() []gallery.Specimen {
	choices := []ui.Choice{{Value: "genetics", Label: "Cell biology and genetics"}, {Value: "default", Label: "My documents"}}
	form := func(name, title string, d ui.Dialog, f noteForm, failed error) gallery.Specimen {
		d.Action, d.Back = "/cards", "/cards"
		return gallery.Specimen{Name: "cards-" + name, Title: title, Page: func(a auth.Account) templ.Component {
			return frame.DialogPage(gallery.Frame(a, d.Title, "cards"), d, noteFields(f, choices, d.Title == words.NewCard, sourceForm{}, "/cards", failed))
		}}
	}
	edit, add := ui.Dialog{Title: editCardTitle, Submit: words.Save}, ui.Dialog{Title: words.NewCard, Submit: makeCard}
	twice := ui.Dialog{Title: editCardTitle, Submit: saveMine, Other: keepOther, Error: editedElsewhere}
	return []gallery.Specimen{
		form("two-devices", "Edited on two devices", twice, noteForm{Kind: string(learning.Basic), Front: "Why does the Calvin cycle stop in the dark?", Back: "It runs out of ATP and NADPH.", Tags: "exam", Course: "genetics", Seen: "0",
			Other: &otherText{Front: "Why does the Calvin cycle stop at night?", Back: "Without light there is no ATP.", Tags: "exam, week 3"}}, nil),
		form("form-error", "A gap is missing in a new card", add, noteForm{Kind: string(learning.Cloze), Front: "Rubisco binds carbon dioxide."}, errs.New(errs.Invalid, noGap).At("front")),
		form("form-new", "A new card, nothing written yet", add, noteForm{Kind: string(learning.Basic)}, nil),
		form("form-formulas", "Gaps in formulas, as they will look", edit, noteForm{Kind: string(learning.Cloze), Course: "genetics", Tags: "exam",
			Front: `The Gaussian density is $f(x) = \frac{1}{\sigma\sqrt{2\pi} } e^{{c1::-\frac{(x-\mu)^2}{2\sigma^2} }}$, where $\mu$ is the {{c2::mean}} and $\sigma^2$ the {{c3::variance}}.`,
			Back:  `It integrates to one: $$\int_{-\infty}^{\infty} f(x)\,dx = 1$$`}, nil),
		form("form-long", "A long text with many gaps", edit, noteForm{Kind: string(learning.Cloze), Front: strings.Repeat("Rubisco_{{c1::binds}} {{c2::carbon dioxide}} in the {{c3::stroma}}, and {{c4::oxygen}} where {{c5::"+gallery.LongTitle+"}}. ", 3)}, nil),
		form("form-rtl", "Right to left", edit, noteForm{Kind: string(learning.Cloze), Front: "كتب ابن خلدون {{c1::المقدمة}} سنة {{c2::1377}}، و $E = {{c3::mc^2}}$."}, nil),
	}
}
