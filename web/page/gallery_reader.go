package page

// readerSpecimens are the states of the reader.
func readerSpecimens() []specimen { return nil }
