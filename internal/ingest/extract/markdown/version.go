package markdown

// Version implements extract.Versioned.
func (*Extractor) Version() int { return 5 }
