package today

import (
	"fmt"
	"strconv"
	"time"

	"studyapp/web/words"
)

// What Today says.
const (
	startReview    = "Start review"
	goOnReading    = "Go on reading"
	beingPrepared  = "Being prepared"
	examsTitle     = "Exams"
	cardsComing    = "Your first cards are being made."
	cardsComingHow = "The review can begin as soon as the first ones are there."
	noneReadHow    = "Below it says why and what can be done. Or add another document."
)

// unreachable is the banner while the server does not answer; the script
// counts down.
func unreachable(seconds int) string {
	return fmt.Sprintf("The server cannot be reached. Trying again in %d\u00a0s.", seconds)
}

// comesBack says when the next learning step is due.
func comesBack(d time.Duration) string {
	if d < time.Minute {
		return "A card comes back now."
	}
	return "The next card comes back in " + words.Interval(d) + "."
}

// onlyMinutes is the link to a short session.
func onlyMinutes(n int) string { return fmt.Sprintf("Only %s minutes", words.Number(n)) }

// dateLine is the day above Today: "Thursday, 14 May".
func dateLine(t time.Time, loc *time.Location) string { return t.In(loc).Format("Monday, 2 January") }

// dueSentence is the sentence of the day.
func dueSentence(n, minutes int) string {
	if minutes < 1 {
		return words.Cards(n) + " today."
	}
	return fmt.Sprintf("%s today, about %s.", words.Cards(n), words.Minutes(minutes))
}

// doneSoFar says what was reviewed already today.
func doneSoFar(cards, minutes int) string {
	return fmt.Sprintf("%s done already, in %d min.", words.Cards(cards), minutes)
}

// doneForToday is the sentence when everything due is done.
func doneForToday(cards, minutes int) string {
	return fmt.Sprintf("Done for today, %s in %d min.", words.Cards(cards), minutes)
}

// nothingDueNow is the sentence while nothing is due, and the one after it, or
// none; n is how many cards are due tomorrow.
func nothingDueNow(n int) (sentence, more string) {
	if n == 0 {
		return words.NothingDue, "Nothing is due tomorrow either."
	}
	return "Nothing due until tomorrow.", words.Tomorrow(n)
}

// beingRead is the sentence while the first documents are on their way, and
// beingReadHow what comes after.
func beingRead(n int) string {
	if n == 1 {
		return "Your document is being read."
	}
	return "Your " + words.Documents(n) + " are being read."
}

// beingReadHow says what can be done when they are ready.
func beingReadHow(n int) string {
	if n == 1 {
		return "When it is ready, cards can be made from it. What is read already can be asked about."
	}
	return "As soon as one is ready, cards can be made from it. What is read already can be asked about."
}

// noneRead is the sentence when no document could be read.
func noneRead(n int) string {
	if n == 1 {
		return "Your document could not be read."
	}
	return "Your " + words.Documents(n) + " could not be read."
}

// moreWaiting says how many documents are being prepared beside those listed.
func moreWaiting(n int) string {
	return "And " + words.Documents(n) + " more. They come up here in their turn."
}

// examLine is when a course's exam is and what stands in it: the days left,
// and the rest of the line.
func examLine(t, now time.Time, loc *time.Location, due, documents int) (days, rest string) {
	switch n := words.DaysLeft(t, now, loc); n {
	case 0:
		days = "Today"
	case 1:
		days = "Tomorrow"
	default:
		days = strconv.Itoa(n) + " days"
	}
	rest = ", " + words.Date(t, now, loc) + ". "
	if due > 0 {
		rest += words.Cards(due) + " today, "
	} else {
		rest += "No cards today, "
	}
	return days, rest + words.Documents(documents) + "."
}

// whereRead is the place where a student stopped reading, and the heading under
// which it lies; empty without one.
func whereRead(kind string, page int, label string, pages int, heading string) string {
	if kind != "pdf" {
		if page == 0 {
			return "Not opened yet"
		}
		return "Opened"
	}
	if page == 0 {
		return words.Pages(pages) + ", not opened yet"
	}
	where := fmt.Sprintf("Page %s of %s", words.Number(page), words.Number(pages))
	if label != "" {
		where = fmt.Sprintf("Page %s (%s of %s)", label, words.Number(page), words.Number(pages))
	}
	if heading != "" {
		where += ", " + heading
	}
	return where
}
