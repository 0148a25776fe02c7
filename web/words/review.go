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
	Bury            = "Bury"
	BuryHint        = "Hide until tomorrow"
	Rewrite         = "Rewrite"
	NotInNewVersion = "Not in the new version."
	KeyRate         = "rate"
	KeyGood         = "good"
	KeySource       = "open source"
	KeyEdit         = "edit"
	WaitForServer   = "Waiting for the server"
	TryNow          = "Try now"
	Wait            = "Wait"
	End             = "End"
	WaitHow         = "The review goes on by itself when the first is due."
	PauseHow        = "Everything else is done for now."
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

// MinutesLeft follows the position; words.ts says the same.
func MinutesLeft(n int) string {
	if n <= 0 {
		return ""
	}
	if n >= manyMinutes {
		return ", about " + Number(halfHours(n)/2) + halfSign(n) + " h left"
	}
	return fmt.Sprintf(", about %d min left", n)
}

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

// ComeBack says how many learning steps come back, and when: the first and the
// last one differ by what matters to someone who waits.
func ComeBack(n int, first, last time.Duration) string {
	in := Interval(first)
	switch {
	case n == 1 && first <= 0:
		return "A card comes back now."
	case n == 1:
		return "1 card comes back in " + in + "."
	case in == Interval(last):
		return fmt.Sprintf("%s come back in %s.", Cards(n), in)
	}
	return fmt.Sprintf("%s come back, the first in %s.", Cards(n), in)
}

// ComesBack says when the next learning step is due.
func ComesBack(d time.Duration) string {
	if d < time.Minute {
		return "A card comes back now."
	}
	return "The next card comes back in " + Interval(d) + "."
}

// TheyComeBack stands beside the forgotten cards.
func TheyComeBack(d time.Duration) string { return "back within " + Interval(d) }

// MinutesDone is the title after a session of so many minutes.
func MinutesDone(n int) string {
	if n == 1 {
		return "1 minute done."
	}
	return Number(n) + " minutes done."
}

// StillLeft says what waits today after a part of it.
func StillLeft(cards, minutes int) string {
	return fmt.Sprintf("%s left today, about %s min.", Cards(cards), Number(max(minutes, 1)))
}

// EndTomorrow says what waits tomorrow and how long it takes.
func EndTomorrow(cards, minutes int) string {
	if cards == 0 {
		return Tomorrow(0)
	}
	return fmt.Sprintf("Tomorrow: %s, about %s min.", Cards(cards), Number(max(minutes, 1)))
}

// OnlyMinutes is the link to a short session.
func OnlyMinutes(n int) string { return fmt.Sprintf("Only %s minutes", Number(n)) }

// Offline says how many answers wait on the device.
func Offline(n int) string {
	return fmt.Sprintf("Offline, %s kept on this device", Count(n, "answer", "answers"))
}

// OfflineShort is Offline on a phone.
func OfflineShort(n int) string { return fmt.Sprintf("Offline, %s kept here", Number(n)) }

// TryingAgain counts down while the server is away.
func TryingAgain(seconds int) string { return fmt.Sprintf("Trying again in %d s.", seconds) }
