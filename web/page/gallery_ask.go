package page

// askSpecimens are the states of Ask and search.
func askSpecimens() []specimen { return nil }
