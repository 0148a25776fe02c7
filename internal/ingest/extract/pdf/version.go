package pdf

// Version implements extract.Versioned.
func (*Extractor) Version() int { return 6 }
