package review

import (
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/cardface"
	"studyapp/web/page/frame"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// specimenReview is a review that is under way, with its twelfth card.
func specimenReview(c cardFace) reviewView {
	s := session{Course: "genetics", Done: 11}
	c.Session, c.ID, c.ReviewID = s, "01980000-0000-7000-8000-000000000001", "01980000-0000-7000-8000-000000000002"
	return reviewView{Session: s, CourseName: "Cell biology and genetics", All: 42, Minutes: 13, Card: c,
		Undo: undoView{Review: "01980000-0000-7000-8000-000000000003", Card: c.ID, Rating: 3}}
}

// specimenCard is a card as the page draws it, made from what is stored.
func specimenCard(c learning.Card, intervals ...time.Duration) cardFace {
	const day = 24 * time.Hour
	d := learning.DueCard{Card: c, NextIn: [4]time.Duration{10 * time.Minute, 4 * day, 11 * day, 24 * day}}
	copy(d.NextIn[:], intervals)
	return faceOf(d, session{}, "")
}

func specimenForgotten() []forgottenRow {
	row := func(front string, page int, lang string) forgottenRow {
		return forgottenRow{Front: cardface.Line(front), Lang: lang, Href: "/cards", Where: words.PageOrSource(&page, "")}
	}
	return []forgottenRow{
		row("Which enzyme regenerates RuBP, and what does it cost?", 215, "en"),
		row("Wie lautet die Randbedingung für die Normalkomponente von $\\vec D$?", 88, "de"),
		row("من هو مؤسس علم الاجتماع؟", 56, "ar"),
		{Front: cardface.Line("What does stroma mean?"), Href: "/cards", Where: showCard},
	}
}

// Specimens are the states of the review.
func Specimens() []gallery.Specimen {
	frame := func(a auth.Account) ui.Frame {
		// Without the account: its waiting answers belong to its own review.
		f := frame.WithSettings(ui.Frame{Title: reviewTitle}, a)
		f.Account = ""
		return f
	}
	at := func(name, title string, v reviewView) gallery.Specimen {
		return gallery.Specimen{Name: "review-" + name, Title: title, Page: func(a auth.Account) templ.Component { return reviewPage(frame(a), v) }}
	}
	shown := func(c cardFace) cardFace { c.Shown = true; return c }
	calvin := specimenCard(cardface.CalvinCard())

	list := []gallery.Specimen{at("front", "A question", specimenReview(calvin)), at("back", "Its answer", specimenReview(shown(calvin)))}
	for _, c := range cardface.Specimens() {
		list = append(list, at(c.Name, c.Title, specimenReview(shown(specimenCard(c.Card)))))
		if c.Name == "cloze" || c.Name == "long" {
			list = append(list, at(c.Name+"-front", c.Title+", before the answer", specimenReview(specimenCard(c.Card))))
		}
	}
	undone := shown(calvin)
	undone.Ratings[2].Was = true
	offline, waiting := specimenReview(shown(calvin)), specimenReview(calvin)
	offline.Offline, waiting.Offline, waiting.WaitingFor = 3, 3, tryingAgain(8)
	list = append(list, at("undone", "After undo: the last rating is outlined", specimenReview(undone)),
		at("offline", "Offline, answers kept", offline), at("waiting", "No card at hand, the server is away", waiting))

	pause := func(name, title string, v pauseView) gallery.Specimen {
		v.Session, v.Due = session{Done: 42}, gallery.Time.Add(6*time.Minute)
		return gallery.Specimen{Name: "review-" + name, Title: title, Page: func(a auth.Account) templ.Component { return reviewPausePage(frame(a), v) }}
	}
	end := func(name, title string, v endView) gallery.Specimen {
		return gallery.Specimen{Name: "review-" + name, Title: title, Page: func(a auth.Account) templ.Component { return reviewEndPage(frame(a), v) }}
	}
	two := comeBack(2, 6*time.Minute, 6*time.Minute)
	sum := endSentence(42, 17, 38, 40) + " "
	return append(list,
		pause("steps", "Learning steps left", pauseView{Title: two}),
		pause("steps-waiting", "Waiting for learning steps", pauseView{Title: two, Waiting: true}),
		end("done", "Done for today", endView{Title: doneTitle, Sentence: sum + endTomorrow(31, 13), Forgotten: specimenForgotten(), ComeBack: theyComeBack(10 * time.Minute), Again: "/review?wait=1"}),
		end("done-all", "Done, nothing forgotten", endView{Title: doneTitle, Sentence: endSentence(1, 1, 1, 1) + " " + endTomorrow(0, 0), More: "/review?more=1"}),
		end("done-minutes", "The minutes are up", endView{Title: minutesDone(10), Sentence: endSentence(24, 10, 20, 22) + " " + stillLeft(18, 8), Again: "/review", Forgotten: specimenForgotten()[:1]}),
		end("done-course", "Done with one course", endView{Title: doneHere, Sentence: sum + stillLeft(12, 5), Again: "/review"}),
		end("nothing", "Nothing was due", endView{Title: words.NothingDue, Sentence: endTomorrow(31, 13), More: "/review?more=1"}),
	)
}
