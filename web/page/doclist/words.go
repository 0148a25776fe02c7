package doclist

import (
	"fmt"

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

// made says how a run went: "21 cards made, 3 failed their check."
func made(produced, rejected int) string {
	switch {
	case produced == 0 && rejected == 0:
		return "No card was made: nothing here says what a card could ask."
	case produced == 0:
		return fmt.Sprintf("No card was made: %s failed their check.", words.Number(rejected))
	case rejected == 0:
		return words.Cards(produced) + " made."
	}
	return fmt.Sprintf("%s made, %s failed their check.", words.Cards(produced), words.Number(rejected))
}

// stopMakingFrom is the name of the button that ends a run.
func stopMakingFrom(title string) string { return "Stop making cards from " + words.Short(title, 60) }

// isReady, isBeingRead and cardsMade announce a document's state.
func isReady(title string) string { return words.Short(title, 80) + " is ready." }

func isBeingRead(title string) string { return words.Short(title, 80) + " is being read." }

func cardsMade(title string) string { return "Cards made from " + words.Short(title, 80) + "." }
