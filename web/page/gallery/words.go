package gallery

// What the gallery says, which only developers see.
const (
	galleryTitle = "Gallery"
	galleryLead  = "Pages in the states that no link leads to, drawn from texts that never change."
)
