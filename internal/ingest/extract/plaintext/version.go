package plaintext

// Version grows when what is read of a file changes for the better; documents
// of before are read again then.
const Version = 2

// Version implements extract.Versioned.
func (*Extractor) Version() int { return Version }
