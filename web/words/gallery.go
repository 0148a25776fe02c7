package words

// The gallery, which only developers see.
const (
	Gallery     = "Gallery"
	GalleryLead = "Pages in the states that no link leads to, drawn from texts that never change."
)
