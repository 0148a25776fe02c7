package page

import (
	"github.com/a-h/templ"
	"strconv"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/words"
)

// cardSpecimens are single cards beside their list, in the states and scripts
// that differ.
func cardSpecimens() []specimen {
	var out []specimen
	add := func(name, title, front string, c cardView) {
		c.ID, c.Back2, c.Here = "01980000-0000-7000-8000-000000000000", "/cards", "/cards"
		v := specimenCardList()
		v.Chosen = &c
		v.Rows[0].Current = true
		if front != "" {
			v.Rows[0].Front = words.Short(plain(front), 180)
		}
		out = append(out, specimen{"cards-" + name, title, func(a auth.Account) templ.Component {
			return cardsPage(specimenFrame(a, words.NavCards, "cards"), v)
		}})
	}
	draft := specimenCardView()
	draft.Status, draft.State, draft.Facts, draft.History = learning.Draft, words.StateDraft, nil, nil
	add("draft", "A draft to accept", "", draft)
	wrong := specimenCardView()
	wrong.Wrong, wrong.Status, wrong.State = true, learning.Suspended, words.StateWrong
	wrong.History = []historyRow{{"Monday 11 May", words.Ratings[0], words.Voided("wrong")}, {"Saturday 9 May", words.Ratings[2], words.Voided("wrong")}}
	add("wrong", "Marked wrong", "", wrong)
	leech := specimenCardView()
	leech.Facts = [][2]string{{words.FactReviews, words.Number(23)}, {words.FactLapses, words.Number(learning.LeechLapses)}}
	add("leech", "Forgotten eight times", "", leech)
	for _, s := range specimenCards() {
		switch s.name {
		case "long", "math", "rtl", "cjk", "by-hand":
			add(s.name, s.title, s.card.Front+s.card.Text, specimenStored(s.card))
		}
	}
	return out
}

// specimenStored is how a stored card that was never asked stands beside its
// list.
func specimenStored(c learning.Card) cardView {
	v := cardView{State: words.StateNew, Status: learning.Active}
	v.Front, v.Back = sides(c)
	if c.Source != nil {
		v.Quote, v.QuoteLang = c.Source.Quote, c.Source.Language
		v.SourceText = words.SourceAt(c.Source.Title, c.Source.Page)
	}
	return v
}

// generateSpecimens are the states of the dialog that makes cards.
func generateSpecimens() []specimen {
	dialog := func(name, title, document string, v generateView) specimen {
		return dialogSpecimen("generate-"+name, title, "genetics", v.dialog(document, "/courses/genetics", "/courses/genetics"), generateFields(v))
	}
	usual := strconv.Itoa(usualCards)
	tooMany := generateView{Count: "2400", Basic: true, Cloze: true, Failed: fieldFailure("count", words.CountWrong)}
	return []specimen{
		dialog("first", "No cards yet", "Lecture 11: C4 and CAM plants", generateView{Count: usual, Slider: true, Basic: true, Cloze: true}),
		dialog("more", "Cards are there already", "Photosynthesis", generateView{Count: strconv.Itoa(fewestCards), Slider: true, Basic: true, Cloze: true, Pages: 418, From: "215", To: "260", Covered: words.Covered(96, 1, 214)}),
		dialog("long", "A long title", longTitle, generateView{Count: strconv.Itoa(mostCards), Slider: true, Pages: 1204, From: "90", To: "12", Covered: words.Covered(1204, 3, 1190), Failed: fieldFailure("pages", "Choose pages between 1 and 1204, the first one first.")}),
		dialog("page", "Without scripts, too many", "Photosynthesis", tooMany),
		dialog("rtl", "Right to left", arabicTitle, generateView{Count: usual, Slider: true, Basic: true}),
	}
}
