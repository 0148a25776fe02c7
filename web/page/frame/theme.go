package frame

import (
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Themes are the ones to choose from.
func Themes() []ui.Choice {
	return []ui.Choice{{Value: "system", Label: words.ThemeSystem}, {Value: "paper", Label: words.ThemePaper}, {Value: "ink", Label: words.ThemeInk}}
}
