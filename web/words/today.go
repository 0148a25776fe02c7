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
	NothingDue    = "Nothing is due."
	NoCards       = "No cards yet."
	NoCardsHow    = "Make cards from a document, or write your own. Then they come up here when it is time."

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

// Where is the place where a student stopped reading.
func Where(kind string, page, pages int) string {
	if kind != "pdf" {
		if page == 0 {
			return "Not opened yet"
		}
		return "Opened"
	}
	if page == 0 {
		return Pages(pages) + ", not opened yet"
	}
	return fmt.Sprintf("Page %s of %s", Number(page), Number(pages))
}

// CourseState is what a course holds.
func CourseState(documents, cards, due int) string {
	s := Documents(documents) + ", " + Cards(cards)
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
