package words

import (
	"fmt"
	"time"
)

// Review.
const (
	Review          = "Review"
	AllCourses      = "All courses"
	EndSession      = "End session"
	CardsDone       = "Cards done"
	CardLabel       = "Card"
	ShowAnswer      = "Show answer"
	SayIt           = "Say it to yourself first. The attempt is what makes it stick."
	HowWell         = "How well did you know it?"
	LastRating      = "your last answer"
	CardIsWrong     = "This card is wrong"
	Suspend         = "Suspend"
	NotInNewVersion = "Not in the new version."
	KeyRate         = "rate"
	KeyGood         = "good"
	KeySource       = "open source"
	KeyEdit         = "edit"
	KeySuspend      = "suspend"
	ReviewBroken    = "This answer could not be read. Go back and rate the card again."
	NothingToUndo   = "There is nothing to undo."
	DoneTitle       = "Done for today."
	DoneHere        = "Done here."
	Forgotten       = "Forgotten"
	GoOn            = "Go on"
	ShowCard        = "card"
	SourceGone      = "Its document is deleted"
)

// Ratings are the four answers.
var Ratings = [4]string{"Again", "Hard", "Good", "Easy"}

// Position is how far a review is: "12 of 42".
func Position(n, all int) string { return fmt.Sprintf("%s of %s", Number(n), Number(all)) }

// MinutesLeft follows the position.
func MinutesLeft(n int) string { return fmt.Sprintf(", about %d min left", n) }

// Leech asks to rewrite a card that is forgotten again and again.
func Leech(lapses int) string { return fmt.Sprintf("Forgotten %d times. Rewrite it?", lapses) }

// SourceAt is a document with its page.
func SourceAt(title string, page *int) string {
	if page == nil {
		return title
	}
	return fmt.Sprintf("%s, page %s", title, Number(*page))
}

// PageOrSource is the short link to a quote.
func PageOrSource(page *int) string {
	if page == nil {
		return "source"
	}
	return "page " + Number(*page)
}

// EndSentence sums the day up.
func EndSentence(cards, minutes, remembered, known int) string {
	s := fmt.Sprintf("%s in %s", Cards(cards), Minutes(max(minutes, 1)))
	if known > 0 {
		s += fmt.Sprintf(", %s of %s remembered", Number(remembered), Number(known))
	}
	return s + "."
}

// ComesBack says when the next learning step is due.
func ComesBack(d time.Duration) string {
	if d < time.Minute {
		return "A card comes back now."
	}
	return "The next card comes back in " + Interval(d) + "."
}
