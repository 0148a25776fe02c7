package words

import (
	"fmt"
	"strconv"
	"time"
)

// Today and the courses.
const (
	PutIn         = "Put in what you must learn."
	StartReview   = "Start review"
	GoOnReading   = "Go on reading"
	BeingPrepared = "Being prepared"
	Exams         = "Exams"
	NothingDue    = "Nothing is due."
	NoCards       = "No cards yet."
	NoCardsHow    = "Make cards from a document, or write your own. Then they come up here when it is time."

	CardsComing    = "Your first cards are being made."
	CardsComingHow = "The review can begin as soon as the first ones are there."
	NoneReadHow    = "Below it says why and what can be done. Or add another document."

	DocumentsTitle = "Documents"
	EditCourse     = "Edit course"
	DeleteCourse   = "Delete course"
	MakeCourse     = "Make course"
	NewCard        = "New card"
	AskThisCourse  = "Ask this course"
	CourseNoCards  = "No cards yet. Make them from a document, or write one."
	CourseExample  = "Cell biology and genetics"
	ExamDate       = "Exam date"
	MinutesADay    = "Minutes a day"
	Optional       = "Optional"
	NoSuchDate     = "This is not a date. Write it like 2026-06-12."
	MinutesWrong   = "Use a whole number of minutes from 1 to 1440."
	MoveTo         = "Move them to"
	CourseDeleted  = "Course deleted."
)

// PutInHow says what can be put in and how.
func PutInHow(most string) string {
	return "PDF, Markdown or text, up to " + most + " each. Choose files, or drop them anywhere on this page."
}

// DateLine is the day above Today: "Thursday, 14 May".
func DateLine(t time.Time, loc *time.Location) string { return t.In(loc).Format("Monday, 2 January") }

// DueSentence is the sentence of the day.
func DueSentence(n, minutes int) string {
	if minutes < 1 {
		return Cards(n) + " today."
	}
	return fmt.Sprintf("%s today, about %s.", Cards(n), Minutes(minutes))
}

// DoneSoFar says what was reviewed already today.
func DoneSoFar(cards, minutes int) string {
	return fmt.Sprintf("%s done already, in %d min.", Cards(cards), minutes)
}

// DoneForToday is the sentence when everything due is done.
func DoneForToday(cards, minutes int) string {
	return fmt.Sprintf("Done for today, %s in %d min.", Cards(cards), minutes)
}

// Tomorrow says what waits tomorrow.
func Tomorrow(n int) string {
	if n == 0 {
		return "Nothing is due tomorrow."
	}
	return "Tomorrow: " + Cards(n) + "."
}

// NothingDueNow is the sentence while nothing is due, and the one after it, or
// none; n is how many cards are due tomorrow.
func NothingDueNow(n int) (sentence, more string) {
	if n == 0 {
		return NothingDue, "Nothing is due tomorrow either."
	}
	return "Nothing due until tomorrow.", Tomorrow(n)
}

// BeingRead is the sentence while the first documents are on their way, and
// BeingReadHow what comes after.
func BeingRead(n int) string {
	if n == 1 {
		return "Your document is being read."
	}
	return "Your " + Documents(n) + " are being read."
}

// BeingReadHow says what can be done when they are ready.
func BeingReadHow(n int) string {
	if n == 1 {
		return "When it is ready, cards can be made from it. What is read already can be asked about."
	}
	return "As soon as one is ready, cards can be made from it. What is read already can be asked about."
}

// NoneRead is the sentence when no document could be read.
func NoneRead(n int) string {
	if n == 1 {
		return "Your document could not be read."
	}
	return "Your " + Documents(n) + " could not be read."
}

// MoreWaiting says how many documents are being prepared beside those listed.
func MoreWaiting(n int) string {
	return "And " + Documents(n) + " more. They come up here in their turn."
}

// ExamLine is when a course's exam is and what stands in it: the days left,
// and the rest of the line.
func ExamLine(t, now time.Time, loc *time.Location, due, documents int) (days, rest string) {
	switch n := DaysLeft(t, now, loc); n {
	case 0:
		days = "Today"
	case 1:
		days = "Tomorrow"
	default:
		days = strconv.Itoa(n) + " days"
	}
	rest = ", " + Date(t, now, loc) + ". "
	if due > 0 {
		rest += Cards(due) + " today, "
	} else {
		rest += "No cards today, "
	}
	return days, rest + Documents(documents) + "."
}

// Where is the place where a student stopped reading, and the heading under
// which it lies; empty without one.
func Where(kind string, page, pages int, heading string) string {
	if kind != "pdf" {
		if page == 0 {
			return "Not opened yet"
		}
		return "Opened"
	}
	if page == 0 {
		return Pages(pages) + ", not opened yet"
	}
	where := fmt.Sprintf("Page %s of %s", Number(page), Number(pages))
	if heading != "" {
		where += ", " + heading
	}
	return where
}

// CourseState is what a course holds.
func CourseState(documents, cards, due int) string {
	if documents == 0 && cards == 0 {
		return "Nothing in it yet."
	}
	s := Documents(documents) + ", no cards yet"
	if cards > 0 {
		s = Documents(documents) + ", " + Cards(cards)
	}
	if due > 0 {
		s += ", " + Number(due) + " due"
	}
	return s + "."
}

// ExamOn says when the exam is.
func ExamOn(t, now time.Time, loc *time.Location) string {
	days := DaysLeft(t, now, loc)
	switch {
	case days < 0:
		return "The exam was " + onDay(t, now, loc) + "."
	case days < 2:
		return "The exam is " + Day(t, now, loc) + "."
	}
	return fmt.Sprintf("%d days to the exam on %s.", days, Date(t, now, loc))
}

func onDay(t, now time.Time, loc *time.Location) string {
	if d := Day(t, now, loc); d == "yesterday" {
		return d
	}
	return "on " + Date(t, now, loc)
}

// ShortDays is days left beside a course.
func ShortDays(n int) string { return strconv.Itoa(n) + " d" }

// Plain writes n without separators, for addresses.
func Plain(n int) string { return strconv.Itoa(n) }

// ReviewCards is the button of a course's review.
func ReviewCards(n int) string { return "Review " + Cards(n) }

// AllCardsOf links to the cards of a course.
func AllCardsOf(n int) string {
	if n == 1 {
		return "Its card"
	}
	return "All " + Cards(n)
}

// DeleteCourseText is what deleting a course does.
func DeleteCourseText(documents, cards int) string {
	return "Its " + Documents(documents) + " and " + Cards(cards) + " move to another course. Nothing else is lost."
}

// IsReady, IsBeingRead and CardsMade announce a document's state.
func IsReady(title string) string     { return Short(title, 80) + " is ready." }
func IsBeingRead(title string) string { return Short(title, 80) + " is being read." }
func CardsMade(title string) string   { return "Cards made from " + Short(title, 80) + "." }
