package doclist

import (
	"fmt"

	"studyapp/internal/generation/flashcard"
	"studyapp/web/words"
)

// What a list of documents says.
const (
	enterPassword  = "Enter password"
	tryAgain       = "Try again"
	meterPages     = "Pages read"
	meterPassages  = "Passages done"
	askAboutIt     = "Ask about it"
	itsCards       = "Its cards"
	titleAndCourse = "Title and course"
	downloadFile   = "Download the file"
	sendFiles      = "Send"
	stopMaking     = "Stop"
)

// waiting is the state of a document in the queue.
func waiting(before int) string {
	if before == 0 {
		return "Waiting"
	}
	return fmt.Sprintf("Waiting, %s before it", words.Number(before))
}

// reading is the state of a document whose text is being read; unit is "pages" or "parts".
func reading(done, total int, unit string) string {
	one := "page"
	if unit == "parts" {
		one = "part"
	}
	switch {
	case total == 0:
		return "Reading."
	case done == 0:
		return fmt.Sprintf("Reading %s.", words.Count(total, one, one+"s"))
	case done >= total:
		return fmt.Sprintf("%s read.", words.Count(total, one, one+"s"))
	case done == 1:
		return fmt.Sprintf("Reading %s 2 of %s. The first can be searched.", one, words.Number(total))
	}
	return fmt.Sprintf("Reading %s %s of %s. The first %s can be searched.", one, words.Number(done+1), words.Number(total), words.Number(done))
}

// makingSearchable is the state of a document whose passages get their vectors.
func makingSearchable(done, total int) string {
	if total == 0 {
		return "Making it searchable"
	}
	return fmt.Sprintf("Making %s searchable, %s done", words.Passages(total), words.Number(done))
}

// makingCards is the state of a document that cards are being made from: how
// many of those wanted are there.
func makingCards(made, wanted int) string {
	if wanted == 0 {
		return "Making cards"
	}
	return fmt.Sprintf("Making cards, %s of %s", words.Number(made), words.Number(wanted))
}

// lostQuotes says how many cards of a document lost their quote.
func lostQuotes(n int) string { return words.Cards(n) + " lost " + oneOr(n, "its", "their") + " quote" }

func oneOr(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// readyState is what a document holds.
func readyState(kind string, pages int, bytes int64, cards, readPage int, label string) string {
	s := "Text, " + words.Bytes(bytes)
	switch kind {
	case "pdf":
		s = words.Pages(pages)
	case "markdown":
		s = "Markdown, " + words.Bytes(bytes)
	}
	if cards == 0 {
		s += ", no cards yet"
	} else {
		s += ", " + words.Cards(cards)
	}
	if kind == "pdf" && readPage > 0 {
		if readPage >= pages {
			s += ", read to the end"
		} else {
			s += ", read to " + words.Page(readPage, label)
		}
	}
	return s
}

// made says how a run went: "21 cards made, 3 failed their check, 2 are like
// cards that are there." rejected counts those without a reason too.
func made(produced int, refused flashcard.Refused, rejected int) string {
	repeated := refused[flashcard.Repeats]
	failed := rejected - repeated
	text := words.Cards(produced) + " made"
	switch {
	case produced == 0 && failed == 0 && repeated == 0:
		return "No card was made: nothing here says what a card could ask."
	case produced == 0:
		text = "No card was made"
	}
	if failed > 0 {
		text += ", " + words.Number(failed) + " failed their check" + mostly(refused, failed)
	}
	switch {
	case repeated == 1:
		text += ", one is like a card that is there"
	case repeated > 1:
		text += ", " + words.Number(repeated) + " are like cards that are there"
	}
	return text + "."
}

// mostly says why most of those that failed their check did, where that are
// many and one reason stands out: ", mostly because …".
func mostly(refused flashcard.Refused, failed int) string {
	const many = 10
	best := flashcard.Kept
	for why, n := range refused {
		if why != flashcard.Repeats && because[why] != "" && (n > refused[best] || n == refused[best] && why < best) {
			best = why
		}
	}
	if failed < many || refused[best]*3 < failed {
		return ""
	}
	return ", mostly because " + because[best]
}

// because says why a text gives no card.
var because = map[flashcard.Reason]string{
	flashcard.Leans:      "they need the sentences around them",
	flashcard.Fragment:   "they are no whole sentences",
	flashcard.Apparatus:  "they are captions, footnotes and lists of works",
	flashcard.Exercise:   "they belong to exercises and examples",
	flashcard.Organising: "they are about the course and not about its subject",
	flashcard.Half:       "their formulas are not whole",
	flashcard.NoTerm:     "they name nothing to ask for",
	flashcard.Says:       "they define and explain nothing",
	flashcard.GivenAway:  "their question gives the answer away",
	flashcard.Guess:      "more than one answer would fit",
	flashcard.Unwieldy:   "they are too long or too short to learn",
	flashcard.NoRules:    "cards in this language need a model",
	flashcard.Unproven:   "the text does not say it",
	flashcard.Turned:     "they would say the contrary of the text",
	flashcard.Unreadable: "the model's reply was no card",
}

// stopMakingFrom is the name of the button that ends a run.
func stopMakingFrom(title string) string { return "Stop making cards from " + words.Short(title, 60) }

// isReady, isBeingRead and cardsMade announce a document's state.
func isReady(title string) string { return words.Short(title, 80) + " is ready." }

func isBeingRead(title string) string { return words.Short(title, 80) + " is being read." }

func cardsMade(title string) string { return "Cards made from " + words.Short(title, 80) + "." }
