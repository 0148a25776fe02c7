package course

import (
	"fmt"
	"time"

	"studyapp/web/words"
)

// What courses and their forms say.
const (
	newestDocuments   = "Back to the newest documents"
	documentsTitle    = "Documents"
	editCourseTitle   = "Edit course"
	deleteCourseLabel = "Delete course"
	makeCourse        = "Make course"
	askThisCourse     = "Ask this course"
	courseNoCards     = "No cards yet. Make them from a document, or write one."
	courseExample     = "Cell biology and genetics"
	examDate          = "Exam date"
	minutesADay       = "Minutes a day"
	optional          = "Optional"
	noSuchDate        = "This is not a date. Write it like 2026-06-12."
	minutesWrong      = "Use a whole number of minutes from 1 to 1440."
	courseDeleted     = "Course deleted."
)

// showMore is the button that lists more documents of a course.
func showMore(all int) string { return "Show more of the " + words.Documents(all) }

// courseState is what a course holds.
func courseState(documents, cards, due int) string {
	if documents == 0 && cards == 0 {
		return "Nothing in it yet."
	}
	s := words.Documents(documents) + ", no cards yet"
	if cards > 0 {
		s = words.Documents(documents) + ", " + words.Cards(cards)
	}
	if due > 0 {
		s += ", " + words.Number(due) + " due"
	}
	return s + "."
}

// examOn says when the exam is.
func examOn(t, now time.Time, loc *time.Location) string {
	days := words.DaysLeft(t, now, loc)
	switch {
	case days < 0:
		return "The exam was " + onDay(t, now, loc) + "."
	case days < 2:
		return "The exam is " + words.Day(t, now, loc) + "."
	}
	return fmt.Sprintf("%d days to the exam on %s.", days, words.Date(t, now, loc))
}

func onDay(t, now time.Time, loc *time.Location) string {
	if d := words.Day(t, now, loc); d == "yesterday" {
		return d
	}
	return "on " + words.Date(t, now, loc)
}

// reviewCards is the button of a course's review.
func reviewCards(n int) string { return "Review " + words.Cards(n) }

// allCardsOf links to the cards of a course.
func allCardsOf(n int) string {
	if n == 1 {
		return "Its card"
	}
	return "All " + words.Cards(n)
}

// deleteCourseText is what deleting a course does.
func deleteCourseText(documents, cards int) string {
	return "Its " + words.Documents(documents) + " and " + words.Cards(cards) + " move to another course. Nothing else is lost."
}
