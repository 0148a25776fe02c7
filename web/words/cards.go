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

// Page names a page in the middle of a sentence: "page 6", and "page iv (6 in
// the file)" where it has a number of its own printed on it.
func Page(n int, label string) string {
	if label == "" {
		return "page " + Number(n)
	}
	return fmt.Sprintf("page %s (%s in the file)", label, Number(n))
}

// PageNumber is Page at the beginning.
func PageNumber(n int, label string) string { return "P" + Page(n, label)[1:] }

// SourceAt is a document with its page.
func SourceAt(title string, page *int, label string) string {
	if page == nil {
		return title
	}
	return title + ", " + Page(*page, label)
}

// PageOrSource is the short link to a quote.
func PageOrSource(page *int, label string) string {
	if page == nil {
		return "source"
	}
	return Page(*page, label)
}
