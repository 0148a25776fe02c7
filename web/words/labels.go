package words

// Labels, states and short answers that pages of several kinds show. What one
// kind of page alone says stands beside it.
const (
	NavToday    = "Today"
	NavAsk      = "Ask"
	NavCards    = "Cards"
	NavCourses  = "Courses"
	NavSettings = "Settings"
	NavAdmin    = "Admin"
	NavMore     = "More"
	SearchTitle = "Find passages"
	SignOut     = "Sign out"
	BackToToday = "Back to Today"

	Undo   = "Undo"
	Close  = "Close"
	Save   = "Save"
	Saved  = "Saved."
	Edit   = "Edit"
	Delete = "Delete"
	Copy   = "Copy"
	MoveTo = "Move them to"

	Title    = "Title"
	Course   = "Course"
	Email    = "E-mail"
	Password = "Password"
	Theme    = "Theme"

	NewCourse    = "New course"
	AllCourses   = "All courses"
	AddDocuments = "Add documents"
	ChooseFiles  = "Choose files"
	ReplaceFile  = "Replace file"
	FailedState  = "This document could not be read."
	PutIn        = "Put in what you must learn."

	NoSuchPage    = "There is no such page."
	NothingToUndo = "There is nothing to undo."
	NothingDue    = "Nothing is due."
	StudyMore     = "Study more"
)

// PutInHow says what can be put in and how.
func PutInHow(most string) string {
	return "PDF, Markdown or text, up to " + most + " each. Choose files, or drop them anywhere on this page."
}

// Tomorrow says what waits tomorrow.
func Tomorrow(n int) string {
	if n == 0 {
		return "Nothing is due tomorrow."
	}
	return "Tomorrow: " + Cards(n) + "."
}

// ActionsFor names the menu of a document or card.
func ActionsFor(title string) string { return "Actions for " + Short(title, 60) }

// DeleteTitle asks about deleting what has the title.
func DeleteTitle(title string) string { return "Delete “" + Short(title, 80) + "”?" }

// OfPages follows the page's number.
func OfPages(n int) string { return "of " + Number(n) }

// ProblemTitle is the first line of an error's page.
func ProblemTitle(status int) string {
	switch status {
	case 404:
		return "There is nothing here."
	case 401:
		return "You are signed out."
	case 403:
		return "This is not yours to open."
	case 413:
		return "That is too large."
	case 429:
		return "Too many tries."
	case 503:
		return "A part of the server is away."
	}
	if status >= 500 {
		return "Something went wrong here."
	}
	return "That did not work."
}
