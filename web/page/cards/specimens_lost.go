package cards

import (
	"github.com/a-h/templ"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// lostSpecimens are the states of a quote that a new version has lost.
func lostSpecimens() []gallery.Specimen {
	beside := func(name, title string, c cardView) gallery.Specimen {
		v := specimenCardList()
		v.Filter, v.Is, v.Filtered, v.ByMenus = "is:stale", learning.IsStale, true, true
		v.Chosen = &c
		v.Rows[0].Current = true
		return gallery.Specimen{Name: "cards-" + name, Title: title, Page: func(a auth.Account) templ.Component {
			return cardsPage(gallery.Frame(a, words.NavCards, "cards"), v)
		}}
	}
	lost := specimenCardView()
	lost.Stale, lost.Lost = true, specimenLost(lost.Quote)
	nothing, gone := lost, specimenLost(lost.Quote)
	gone.Sentences, gone.Nothing = nil, words.SourceGone+"."
	nothing.Lost = gone
	kept := specimenCardView()
	kept.Kept = true

	list := specimenCardList()
	list.Filter, list.Is, list.Filtered, list.ByMenus = "is:stale", learning.IsStale, true, true
	list.Rows = list.Rows[:2]
	list.Count = cardsFound(2, false)
	for i := range list.Rows {
		list.Rows[i].Compared = specimenLost(lost.Quote)
		list.Rows[i].Compared.ID = list.Rows[i].ID
	}
	undo := ui.Toast{Text: cardsChanged(1, "quote"), Undo: "/cards/undo?back=%2Fcards", UndoKey: "01980000-0000-7000-8000-000000000009"}
	return []gallery.Specimen{
		beside("stale", "A card that lost its quote", lost),
		beside("stale-gone", "Its document is deleted", nothing),
		beside("kept", "Kept although its quote is gone", kept),
		{Name: "cards-stale-list", Title: "The list of lost quotes, one was just decided about", Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, words.NavCards, "cards")
			f.Toast = &undo
			return cardsPage(f, list)
		}},
	}
}

// specimenLost is a lost quote beside a passage of three sentences.
func specimenLost(quote string) *lostView {
	page := 215
	return &lostView{ID: "01980000-0000-7000-8000-000000000000", Old: quote, Lang: "en", OldWhere: words.PageNumber(214, ""), Version: "2",
		Where: words.SourceAt("Photosynthesis", &page, ""), Href: "/dev/gallery/reader-text",
		Sentences: []pick{
			{Value: "215:0:10", Text: "In the dark no photon reaches the thylakoids."},
			{Value: "215:11:20", Text: "Without light the Calvin cycle stops: it needs the ATP and NADPH that the light reactions make.", Best: true},
			{Value: "215:21:30", Text: "Some of its enzymes, such as rubisco, are switched off."},
		}}
}
