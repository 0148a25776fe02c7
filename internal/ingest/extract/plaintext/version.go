package plaintext

// Version implements extract.Versioned.
func (*Extractor) Version() int { return 3 }
