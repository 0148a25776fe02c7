package review

import (
	"fmt"
	"time"

	"studyapp/web/words"
)

// What a review says.
const (
	reviewTitle    = "Review"
	endSession     = "End session"
	cardsDone      = "Cards done"
	cardLabel      = "Card"
	showAnswer     = "Show answer"
	sayIt          = "Say it to yourself first. The attempt is what makes it stick."
	howWell        = "How well did you know it?"
	lastRating     = "your last answer"
	bury           = "Bury"
	buryHint       = "Hide until tomorrow"
	rewrite        = "Rewrite"
	keyRate        = "rate"
	keyGood        = "good"
	keySource      = "open source"
	keyEdit        = "edit"
	waitForServer  = "Waiting for the server"
	tryNow         = "Try now"
	wait           = "Wait"
	endLabel       = "End"
	waitHow        = "The review goes on by itself when the first is due."
	pauseHow       = "Everything else is done for now."
	reviewBroken   = "This answer could not be read. Go back and rate the card again."
	doneTitle      = "Done for today."
	doneHere       = "Done here."
	forgottenTitle = "Forgotten"
	goOn           = "Go on"
	showCard       = "card"
)

// position is how far a review is: "12 of 42".
func position(n, all int) string { return fmt.Sprintf("%s of %s", words.Number(n), words.Number(all)) }

// leech asks to rewrite a card that is forgotten again and again.
func leech(lapses int) string { return fmt.Sprintf("Forgotten %d times. Rewrite it?", lapses) }

// endSentence sums the day up.
func endSentence(cards, minutes, remembered, known int) string {
	s := fmt.Sprintf("%s in %s", words.Cards(cards), words.Minutes(max(minutes, 1)))
	if known > 0 {
		s += fmt.Sprintf(", %s of %s remembered", words.Number(remembered), words.Number(known))
	}
	return s + "."
}

// comeBack says how many learning steps come back, and when: the first and the
// last one differ by what matters to someone who waits.
func comeBack(n int, first, last time.Duration) string {
	in := words.Interval(first)
	switch {
	case n == 1 && first <= 0:
		return "A card comes back now."
	case n == 1:
		return "1 card comes back in " + in + "."
	case in == words.Interval(last):
		return fmt.Sprintf("%s come back in %s.", words.Cards(n), in)
	}
	return fmt.Sprintf("%s come back, the first in %s.", words.Cards(n), in)
}

// theyComeBack stands beside the forgotten cards.
func theyComeBack(d time.Duration) string { return "back within " + words.Interval(d) }

// minutesDone is the title after a session of so many minutes.
func minutesDone(n int) string {
	if n == 1 {
		return "1 minute done."
	}
	return words.Number(n) + " minutes done."
}

// stillLeft says what waits today after a part of it.
func stillLeft(cards, minutes int) string {
	return fmt.Sprintf("%s left today, about %s min.", words.Cards(cards), words.Number(max(minutes, 1)))
}

// endTomorrow says what waits tomorrow and how long it takes.
func endTomorrow(cards, minutes int) string {
	if cards == 0 {
		return words.Tomorrow(0)
	}
	return fmt.Sprintf("Tomorrow: %s, about %s min.", words.Cards(cards), words.Number(max(minutes, 1)))
}

// offlineKept says how many answers wait on the device.
func offlineKept(n int) string {
	return fmt.Sprintf("Offline, %s kept on this device", words.Count(n, "answer", "answers"))
}

// offlineShort is offlineKept on a phone.
func offlineShort(n int) string { return fmt.Sprintf("Offline, %s kept here", words.Number(n)) }

// tryingAgain counts down while the server is away.
func tryingAgain(seconds int) string { return fmt.Sprintf("Trying again in %d s.", seconds) }
