package words

import "fmt"

// Making cards from a document.
const (
	NumberOfCards  = "Number of cards"
	GenerateHow    = "Each card gets a quote from the document. What is covered already, or has no quote, is left out, so it may be fewer."
	AlreadyCovered = "Already covered"
	KindsOfCard    = "Kinds of card"
	KindQuestions  = "Questions"
	KindGaps       = "Gaps to fill"
	NoKind         = "Choose at least one kind of card."
	PagesFrom      = "Pages"
	PagesTo        = "to"
	StopMaking     = "Stop"
	CountWrong     = "Choose between 1 and 200 cards."
)

// MakeCardsFrom, UpTo and MakeNCards are the lines of the dialog.
func MakeCardsFrom(title string) string { return "Make cards from " + Short(title, 90) }
func UpTo(n int) string                 { return "Up to " + Cards(n) + "." }
func MakeNCards(n int) string           { return "Make " + Cards(n) }

// Fewest and Most stand at the ends of the slider.
func Fewest(n int) string { return fmt.Sprintf("%d, the essentials", n) }
func Most(n int) string   { return fmt.Sprintf("%d, every detail", n) }

// CardsBegun says that the work goes on by itself.
func CardsBegun(title string) string {
	return "Making cards from “" + Short(title, 60) + "”. You can go on with something else."
}

// LookAtThem leads to the cards that were made.
const LookAtThem = "Look at them"

// Made says how a run went: "21 cards made, 3 failed their check."
func Made(produced, rejected int) string {
	switch {
	case produced == 0 && rejected == 0:
		return "No card was made: nothing here says what a card could ask."
	case produced == 0:
		return fmt.Sprintf("No card was made: %s failed their check.", Number(rejected))
	case rejected == 0:
		return Cards(produced) + " made."
	}
	return fmt.Sprintf("%s made, %s failed their check.", Cards(produced), Number(rejected))
}

// Covered says what cards there are and where they come from; empty for none.
func Covered(cards, from, to int) string {
	switch {
	case cards == 0:
		return ""
	case from == 0:
		return Cards(cards)
	case from == to:
		return fmt.Sprintf("%s from page %s", Cards(cards), Number(from))
	}
	return fmt.Sprintf("%s from pages %s–%s", Cards(cards), Number(from), Number(to))
}

// PagesToUse names the choice of pages.
func PagesToUse(pages int) string { return "Pages to make cards from, of " + Number(pages) }

// StopMakingFrom is the name of the button that ends a run.
func StopMakingFrom(title string) string { return "Stop making cards from " + Short(title, 60) }

// CardsStopped says what is left of a run that was stopped.
func CardsStopped(made int) string {
	if made == 0 {
		return "Stopped. No card was made."
	}
	return "Stopped. " + Cards(made) + " made so far."
}
