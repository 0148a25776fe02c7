package cardface

import (
	"time"

	"studyapp/internal/learning"
)

// keptCard is a card that the student kept although its quote is gone.
func keptCard() learning.Card {
	c := CalvinCard()
	at := time.Date(2026, 5, 3, 9, 0, 0, 0, time.UTC)
	c.Source.KeptAt = &at
	return c
}

func specimenSource(title string, page int, language, quote string, path ...string) *learning.Source {
	return &learning.Source{Title: title, Page: &page, Language: language, Quote: quote, HeadingPath: path}
}

// CalvinCard is a card that looks as most do.
func CalvinCard() learning.Card {
	return learning.Card{
		Front: "Why does the Calvin cycle stop in the dark, although none of its reactions absorbs light?",
		Back:  "It runs out of ATP and NADPH, which only the light reactions make. Rubisco is switched off as well.",
		Source: specimenSource("Photosynthesis", 214, "en",
			"The Calvin cycle depends on the ATP and NADPH of the light reactions, and several of its enzymes, among them rubisco, are inactive in the dark.", "8.3 The Calvin cycle"),
	}
}

// Specimen is a card whose look differs from others.
type Specimen struct {
	Name, Title string
	Card        learning.Card
}

// Specimens are the cards whose look differs.
func Specimens() []Specimen {
	stale, leech := CalvinCard(), CalvinCard()
	stale.Source.Stale = true
	leech.State.Lapses = learning.LeechLapses
	return []Specimen{
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
