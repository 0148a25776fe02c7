package words

import "fmt"

// Cards, their states and their quotes.
const (
	NewCard    = "New card"
	MakeCards  = "Make cards"
	LookAtThem = "Look at them"
	NoCards    = "No cards yet."
	NoCardsHow = "Make cards from a document, or write your own. Then they come up here when it is time."

	StateDraft     = "Draft"
	StateSuspended = "Suspended"
	StateBuried    = "Back tomorrow"
	StateNew       = "New"
	StateWrong     = "Marked wrong"

	Suspend     = "Suspend"
	CardIsWrong = "This card is wrong"

	WordForWord     = "Word for word"
	NotInNewVersion = "Not in the new version."
	KeptQuote       = "Not in the new version. You kept it."
	SourceGone      = "Its document is deleted"
)

// Ratings are the four answers.
var Ratings = [4]string{"Again", "Hard", "Good", "Easy"}

// CardNow says a card's new status.
func CardNow(status string) string {
	switch status {
	case "suspended":
		return "Card suspended."
	case "buried":
		return "Card is back tomorrow."
	case "draft":
		return "Card is a draft."
	}
	return "Card will be asked."
}

// SourceAt is a document with its page.
func SourceAt(title string, page *int) string {
	if page == nil {
		return title
	}
	return fmt.Sprintf("%s, page %s", title, Number(*page))
}

// SourceLabelled is SourceAt where the page has a number of its own printed on
// it, such as "iv".
func SourceLabelled(title string, page *int, label string) string {
	if page == nil || label == "" {
		return SourceAt(title, page)
	}
	return fmt.Sprintf("%s, page %s (%s in the file)", title, label, Number(*page))
}

// PageOrSource is the short link to a quote.
func PageOrSource(page *int) string {
	if page == nil {
		return "source"
	}
	return "page " + Number(*page)
}

// PageNumber names a page.
func PageNumber(n int) string { return "Page " + Number(n) }
