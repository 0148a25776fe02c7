package page

// adminSpecimens are the states of the admin page.
func adminSpecimens() []specimen { return nil }
