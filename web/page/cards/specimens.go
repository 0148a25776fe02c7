package cards

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/cardface"
	"studyapp/web/page/frame"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Specimens are the states of the card browser, its cards and forms.
func Specimens() []gallery.Specimen {
	return slices.Concat(listSpecimens(), cardSpecimens(), lostSpecimens())
}

// cardSpecimens are single cards beside their list, in the states and scripts
// that differ.
func cardSpecimens() []gallery.Specimen {
	var out []gallery.Specimen
	add := func(name, title, front string, c cardView) {
		c.ID, c.Back2, c.Here = "01980000-0000-7000-8000-000000000000", "/cards", "/cards"
		v := specimenCardList()
		v.Chosen = &c
		v.Rows[0].Current = true
		if front != "" {
			v.Rows[0].Front = cardface.Line(front)
		}
		out = append(out, gallery.Specimen{Name: "cards-" + name, Title: title, Page: func(a auth.Account) templ.Component {
			return cardsPage(gallery.Frame(a, words.NavCards, "cards"), v)
		}})
	}
	draft := specimenCardView()
	draft.Status, draft.State, draft.Facts, draft.History = learning.Draft, words.StateDraft, nil, nil
	add("draft", "A draft to accept", "", draft)
	wrong := specimenCardView()
	wrong.Wrong, wrong.Status, wrong.State = true, learning.Suspended, words.StateWrong
	wrong.History = []historyRow{{"Monday 11 May", words.Ratings[0], voided("wrong")}, {"Saturday 9 May", words.Ratings[2], voided("wrong")}}
	add("wrong", "Marked wrong", "", wrong)
	leech := specimenCardView()
	leech.Facts = [][2]string{{factReviews, words.Number(23)}, {factLapses, words.Number(learning.LeechLapses)}}
	add("leech", "Forgotten eight times", "", leech)
	for _, s := range cardface.Specimens() {
		switch s.Name {
		case "long", "math", "rtl", "cjk", "by-hand":
			add(s.Name, s.Title, s.Card.Front+s.Card.Text, specimenStored(s.Card))
		}
	}
	return out
}

// specimenStored is how a stored card that was never asked stands beside its
// list.
func specimenStored(c learning.Card) cardView {
	v := cardView{State: words.StateNew, Status: learning.Active}
	v.Front, v.Back = cardface.Sides(c)
	if c.Source != nil {
		v.Quote, v.QuoteLang = c.Source.Quote, c.Source.Language
		v.SourceText = words.SourceAt(c.Source.Title, c.Source.Page, c.Source.PageLabel)
	}
	return v
}

// listSpecimens are the states of the card browser and its forms.
func listSpecimens() []gallery.Specimen {
	const drafts = "is:draft"
	filled := specimenCardList()
	none := cardsView{Here: "/cards"}
	nothing := cardsView{Here: "/cards", Filter: "is:leech", Is: learning.IsLeech, Filtered: true, ByMenus: true}
	unknown := cardsView{Here: "/cards", Filter: "is:lost", Filtered: true}
	if _, err := learning.ParseFilter(unknown.Filter); err != nil {
		unknown.Error = frame.FieldError(err, "q")
	}
	draft := specimenCardList()
	draft.Filter, draft.Is, draft.Filtered, draft.ByMenus = drafts, learning.IsDraft, true, true
	for i := range draft.Rows {
		draft.Rows[i].Draft, draft.Rows[i].State = true, words.StateDraft
	}
	draft.Drafts = len(draft.Rows)
	one := specimenCardList()
	oneCard := specimenCardView()
	one.Chosen = &oneCard
	one.Rows[0].Current = true
	off := specimenCardList()
	offCard := specimenCardView()
	offCard.Status, offCard.State = learning.Suspended, words.StateSuspended
	off.Chosen = &offCard
	off.Rows[3].Current = true
	undo := ui.Toast{Text: cardsChanged(3, "suspended"), Undo: "/cards/undo?back=%2Fcards", UndoKey: "01980000-0000-7000-8000-000000000009"}

	var out []gallery.Specimen
	for _, s := range []struct {
		name, title string
		view        cardsView
		toast       *ui.Toast
	}{
		{"list", "The list", filled, nil},
		{"empty", "No card yet", none, nil},
		{"none-found", "No card matches", nothing, nil},
		{"filter-error", "A word that the filter does not know", unknown, nil},
		{"drafts", "Drafts to look through", draft, nil},
		{"one", "A card with its history", one, nil},
		{"suspended", "A suspended card, and what was done can be undone", off, &undo},
	} {
		out = append(out, gallery.Specimen{Name: "cards-" + s.name, Title: s.title, Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, words.NavCards, "cards")
			f.Toast = s.toast
			return cardsPage(f, s.view)
		}})
	}
	return append(out, formSpecimens()...)
}

func specimenCardList() cardsView {
	v := cardsView{Here: "/cards", Courses: []ui.Choice{{Value: "Cell biology and genetics", Label: "Cell biology and genetics"}},
		Targets: []ui.Choice{{Value: "default", Label: "My documents"}, {Value: "genetics", Label: "Cell biology and genetics"}}}
	for i, c := range [][3]string{
		{"Why does the Calvin cycle stop in the dark, although none of its reactions absorbs light?", "Photosynthesis, page 214", "Due"},
		{"[…] binds carbon dioxide in the stroma of the chloroplast.", "Photosynthesis, page 212", "Due Friday 12 June"},
		{"متى نظم المتنبي قصيدته في وصف شعب بوان؟", "تاريخ الأدب العربي، ٢١٤", words.StateNew},
		{"夏目漱石が『三四郎』を発表したのはいつか。", "日本近代文学史", words.StateSuspended},
		{`Which curve is $x^2 + y^2 = r^2$, and where is the centre of $\frac{(x-a)^2}{r^2} + \frac{(y-b)^2}{r^2} = 1$?`, "Elektrodynamik_und_Optik_Skript_Wintersemester_2025_2026_korrigierte_Fassung.pdf, page 3", words.StateBuried},
		{"What does errors.Is(err, io.EOF) compare, if not the text of the error?", "", words.StateWrong},
	} {
		v.Rows = append(v.Rows, cardRow{ID: "01980000-0000-7000-8000-00000000000" + strconv.Itoa(i), Front: cardface.Line(c[0]), Source: c[1], State: c[2], Href: "/dev/gallery/cards-one", Current: false})
	}
	v.Count = cardsFound(len(v.Rows), false)
	return v
}

func specimenCardView() cardView {
	c := cardface.CalvinCard()
	v := cardView{ID: "01980000-0000-7000-8000-000000000000", Back2: "/cards", Here: "/cards", State: "Due", Status: learning.Active, Tags: "exam, week 3",
		Quote: c.Source.Quote, QuoteLang: c.Source.Language, SourceText: words.SourceAt(c.Source.Title, c.Source.Page, c.Source.PageLabel),
		Facts:   [][2]string{{factReviews, "3"}, {factLapses, "1"}},
		History: []historyRow{{"Monday 11 May", words.Ratings[2], "next Thursday 14 May"}, {"Saturday 9 May", words.Ratings[0], "next Monday 11 May"}, {"Friday 1 May", words.Ratings[2], voided("undo")}}}
	v.Front, v.Back = cardface.Sides(c)
	return v
}
