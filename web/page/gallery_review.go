package page

import (
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
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
	return face(d, session{}, "")
}

func specimenSource(title string, page int, language, quote string, path ...string) *learning.Source {
	return &learning.Source{Title: title, Page: &page, Language: language, Quote: quote, HeadingPath: path}
}

func calvinCard() learning.Card {
	return learning.Card{
		Front: "Why does the Calvin cycle stop in the dark, although none of its reactions absorbs light?",
		Back:  "It runs out of ATP and NADPH, which only the light reactions make. Rubisco is switched off as well.",
		Source: specimenSource("Photosynthesis", 214, "en",
			"The Calvin cycle depends on the ATP and NADPH of the light reactions, and several of its enzymes, among them rubisco, are inactive in the dark.", "8.3 The Calvin cycle"),
	}
}

// specimenCards are the cards whose look differs.
func specimenCards() []struct {
	name, title string
	card        learning.Card
} {
	stale, leech := calvinCard(), calvinCard()
	stale.Source.Stale = true
	leech.State.Lapses = learning.LeechLapses
	return []struct {
		name, title string
		card        learning.Card
	}{
		{"cloze", "A gap, filled with the document's own word", learning.Card{
			Kind: learning.Cloze, Ordinal: 1, Text: "{{c1::Rubisco::enzyme}} binds carbon dioxide in the {{c2::stroma}} of the chloroplast.",
			Source: specimenSource("Photosynthesis", 212, "en", "Rubisco binds carbon dioxide in the stroma of the chloroplast.", "8.3 The Calvin cycle"),
		}},
		{"long", "Over 300 characters: a step smaller", learning.Card{
			Front: "Compare the light reactions and the Calvin cycle: where in the chloroplast does each take place, what does each take in and give off, which of the two needs light directly, and what happens to the other within seconds when the light goes out and within minutes when the stomata close at noon?",
			Back:  "The light reactions take place in the **thylakoid membrane**. They take in water and light, and give off oxygen, ATP and NADPH.\n\nThe Calvin cycle takes place in the **stroma**. It takes in carbon dioxide, ATP and NADPH, and gives off G3P, ADP and NADP⁺.\n\n| | Light reactions | Calvin cycle |\n|---|---|---|\n| place | thylakoid | stroma |\n| light | directly | through ATP and NADPH |\n\n1. In the dark ATP and NADPH are used up within seconds.\n2. With closed stomata carbon dioxide runs out, and rubisco binds oxygen instead.\n3. Photorespiration then costs what was gained before.",
			Source: specimenSource("Campbell Biology: Concepts and Connections, Global Edition, with the supplementary chapters on photorespiration, C4 and CAM plants", 218, "en",
				"In the dark, the stroma uses up its ATP and NADPH within seconds.", "8 Photosynthesis", "8.4 What limits it", "Light, water and carbon dioxide at noon"),
		}},
		{"math", "Formulas, in German", learning.Card{
			Front: "Wie lautet die Randbedingung für die Normalkomponente von $\\vec D$ an einer Grenzfläche mit der Flächenladung $\\sigma$?",
			Back:  "Sie springt um die Flächenladung:\n\n$$\\vec n\\cdot(\\vec D_2-\\vec D_1)=\\sigma$$",
			Source: specimenSource("Elektrodynamik", 88, "de",
				"Die Normalkomponente der dielektrischen Verschiebung springt an der Grenzfläche um die Flächenladungsdichte.", "3.2 Grenzflächen"),
		}},
		{"rtl", "Right to left", learning.Card{
			Front:  "من هو مؤسس علم الاجتماع، وما اسم كتابه الأشهر؟",
			Back:   "عبد الرحمن بن خلدون، وكتابه «المقدمة» (1377).",
			Source: specimenSource("تاريخ الأدب العربي", 56, "ar", "كتب ابن خلدون «المقدمة» سنة 1377 فصارت أول كتاب في علم العمران.", "الفصل الثالث", "العصر المملوكي"),
		}},
		{"cjk", "Japanese", learning.Card{
			Front:  "『こころ』の語り手が「先生」と初めて出会った場所はどこか。",
			Back:   "鎌倉の海岸。",
			Source: specimenSource("日本近代文学史と夏目漱石", 31, "ja", "私が先生と知り合いになったのは鎌倉である。", "第二章", "夏目漱石"),
		}},
		{"leech", "Forgotten eight times", leech},
		{"quote-lost", "The new version has lost the quote", stale},
		{"quote-kept", "Kept although its quote is gone", keptCard()},
		{"by-hand", "Written by hand, without a source", learning.Card{Front: "What does *stroma* mean?", Back: "Something spread out, a mattress (Greek στρῶμα)."}},
	}
}

func specimenForgotten() []forgottenRow {
	row := func(front string, page int, lang string) forgottenRow {
		return forgottenRow{Front: front, Lang: lang, Href: "/cards", Where: words.PageOrSource(&page)}
	}
	return []forgottenRow{
		row("Which enzyme regenerates RuBP, and what does it cost?", 215, "en"),
		row("Wie lautet die Randbedingung für die Normalkomponente von D?", 88, "de"),
		row("من هو مؤسس علم الاجتماع؟", 56, "ar"),
		{Front: "What does stroma mean?", Href: "/cards", Where: words.ShowCard},
	}
}

// reviewSpecimens are the states of the review.
func reviewSpecimens() []specimen {
	frame := func(a auth.Account) ui.Frame {
		// Without the account: its waiting answers belong to its own review.
		f := withSettings(ui.Frame{Title: words.Review}, a)
		f.Account = ""
		return f
	}
	at := func(name, title string, v reviewView) specimen {
		return specimen{"review-" + name, title, func(a auth.Account) templ.Component { return reviewPage(frame(a), v) }}
	}
	shown := func(c cardFace) cardFace { c.Shown = true; return c }
	calvin := specimenCard(calvinCard())

	list := []specimen{at("front", "A question", specimenReview(calvin)), at("back", "Its answer", specimenReview(shown(calvin)))}
	for _, c := range specimenCards() {
		list = append(list, at(c.name, c.title, specimenReview(shown(specimenCard(c.card)))))
		if c.name == "cloze" || c.name == "long" {
			list = append(list, at(c.name+"-front", c.title+", before the answer", specimenReview(specimenCard(c.card))))
		}
	}
	undone := shown(calvin)
	undone.Ratings[2].Was = true
	offline, waiting := specimenReview(shown(calvin)), specimenReview(calvin)
	offline.Offline, waiting.Offline, waiting.WaitingFor = 3, 3, words.TryingAgain(8)
	list = append(list, at("undone", "After undo: the last rating is outlined", specimenReview(undone)),
		at("offline", "Offline, answers kept", offline), at("waiting", "No card at hand, the server is away", waiting))

	pause := func(name, title string, v pauseView) specimen {
		v.Session, v.Due = session{Done: 42}, specimenTime.Add(6*time.Minute)
		return specimen{"review-" + name, title, func(a auth.Account) templ.Component { return reviewPausePage(frame(a), v) }}
	}
	end := func(name, title string, v endView) specimen {
		return specimen{"review-" + name, title, func(a auth.Account) templ.Component { return reviewEndPage(frame(a), v) }}
	}
	two := words.ComeBack(2, 6*time.Minute, 6*time.Minute)
	sum := words.EndSentence(42, 17, 38, 40) + " "
	return append(list,
		pause("steps", "Learning steps left", pauseView{Title: two}),
		pause("steps-waiting", "Waiting for learning steps", pauseView{Title: two, Waiting: true}),
		end("done", "Done for today", endView{Title: words.DoneTitle, Sentence: sum + words.EndTomorrow(31, 13), Forgotten: specimenForgotten(), ComeBack: words.TheyComeBack(10 * time.Minute), Again: "/review?wait=1"}),
		end("done-all", "Done, nothing forgotten", endView{Title: words.DoneTitle, Sentence: words.EndSentence(1, 1, 1, 1) + " " + words.EndTomorrow(0, 0)}),
		end("done-minutes", "The minutes are up", endView{Title: words.MinutesDone(10), Sentence: words.EndSentence(24, 10, 20, 22) + " " + words.StillLeft(18, 8), Again: "/review", Forgotten: specimenForgotten()[:1]}),
		end("done-course", "Done with one course", endView{Title: words.DoneHere, Sentence: sum + words.StillLeft(12, 5), Again: "/review"}),
		end("nothing", "Nothing was due", endView{Title: words.NothingDue, Sentence: words.EndTomorrow(31, 13)}),
	)
}
