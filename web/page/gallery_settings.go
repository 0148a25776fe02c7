package page

// settingsSpecimens are the states of the settings.
func settingsSpecimens() []specimen { return nil }
