package frame

import (
	"studyapp/web/ui"
)

// Themes are the ones to choose from.
func Themes() []ui.Choice {
	return []ui.Choice{{Value: "system", Label: themeSystem}, {Value: "paper", Label: themePaper}, {Value: "ink", Label: themeInk}}
}
