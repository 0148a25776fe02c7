package extract

// Versioned is an extractor that says which version of it reads. The number
// grows when what it gives of a file changes for the better. It is kept with
// what was read, and pages of two versions are not mixed.
type Versioned interface{ Version() int }

// VersionOf is the version of an extractor; 1 of one that does not say.
func VersionOf(e Extractor) int {
	if v, ok := e.(Versioned); ok {
		return v.Version()
	}
	return 1
}
