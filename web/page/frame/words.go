package frame

// The themes to choose from.
const (
	themeSystem = "As the system"
	themePaper  = "Paper"
	themeInk    = "Ink"
)
