package words

// Searching passages.
const (
	SearchTitle = "Find passages"
	SearchWords = "Words or a question"
	SearchGo    = "Search"
	ByWordsOnly = "No search model yet, so they are found by words only."
	AskThis     = "Ask this"
)

// HitsFound counts the passages of a search.
func HitsFound(n int) string {
	if n == 0 {
		return "No passage found. Search with other words."
	}
	return Passages(n) + ", the best first."
}
