package words

import "fmt"

// The frame of every page.
const (
	SkipToContent = "Skip to content"
	Messages      = "Messages"
	NavMain       = "Main"
	NavPages      = "Pages"
	NavToday      = "Today"
	NavAsk        = "Ask"
	NavCards      = "Cards"
	NavCourses    = "Courses"
	NavSettings   = "Settings"
	NavAdmin      = "Admin"
	NavMore       = "More"
	NavFoot       = "Settings and admin"
	NewCourse     = "New course"
	DueLabel      = "due: "

	Undo          = "Undo"
	Close         = "Close"
	Cancel        = "Cancel"
	Save          = "Save"
	Saved         = "Saved."
	Edit          = "Edit"
	Delete        = "Delete"
	Details       = "Details"
	Request       = "request"
	BackToToday   = "Back to Today"
	NoSource      = "no source"
	NoSourceFound = " found" // follows NoSource for screen readers

	AssetsMissing = "The styles and scripts of the pages were not built. Run make assets and start again."
)

// Unreachable is the banner while the server does not answer; the script
// counts down.
func Unreachable(seconds int) string {
	return fmt.Sprintf("The server cannot be reached. Trying again in %d\u00a0s.", seconds)
}
