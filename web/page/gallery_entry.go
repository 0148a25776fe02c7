package page

// entrySpecimens are the states of set-up, sign-in and error pages.
func entrySpecimens() []specimen { return nil }
