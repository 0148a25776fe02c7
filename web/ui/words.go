package ui

// What the components say that is said nowhere else.
const (
	skipToContent = "Skip to content"
	messages      = "Messages"
	navMain       = "Main"
	navPages      = "Pages"
	navFoot       = "Settings and admin"
	dueLabel      = "due: "
	cancel        = "Cancel"
	details       = "Details"
	requestLabel  = "request"
	noSource      = "no source"
	noSourceFound = " found" // follows noSource for screen readers
	assetsMissing = "The styles and scripts of the pages were not built. Run make assets and start again."
)
