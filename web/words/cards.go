package words

import "time"

// Cards: the browser and the forms.
const (
	OneCard        = "Card"
	FilterWords    = "Words"
	FilterState    = "State"
	FilterGo       = "Filter"
	ClearFilter    = "Clear the filter"
	NoCardMatches  = "No card matches."
	SelectAll      = "Select all"
	NoneSelected   = "No card is selected. Select one or more."
	Accept         = "Accept"
	Resume         = "Ask again"
	MoreCards      = "More cards"
	EditCard       = "Edit card"
	MakeCard       = "Make card"
	DeleteCard     = "Delete card"
	CardDeleted    = "Card deleted."
	DeleteSelected = "Delete the selected cards? They are not asked again."
	KindOfCard     = "Kind of card"
	KindBasic      = "Question and answer"
	KindCloze      = "Gaps to fill"
	Front          = "Front"
	Back           = "Back"
	Tags           = "Tags"
	TagsHint       = "Separated by commas"
	GapHint        = "For gaps write {{c1::word}}. Markdown and $maths$ work."
	History        = "Reviews"
	HistWhen       = "When"
	HistRating     = "Rating"
	HistNext       = "Next"
	FactReviews    = "Reviews"
	FactLapses     = "Forgotten"
	LookAtIt       = "Look at it"
	WrongText      = "Its reviews no longer count. Fix it or suspend it?"
	FixIt          = "Fix it"
	SuspendIt      = "Suspend it"

	QuoteComesAlong = "The quote stays with the card."

	StateDraft     = "Draft"
	StateSuspended = "Suspended"
	StateBuried    = "Back tomorrow"
	StateNew       = "New"
	StateWrong     = "Marked wrong"
)

// StatusFilter names a choice of the filter.
func StatusFilter(s string) string {
	switch s {
	case "due":
		return "Due"
	case "draft":
		return "Drafts"
	case "active":
		return "Active"
	case "suspended":
		return "Suspended"
	case "wrong":
		return "Marked wrong"
	case "stale":
		return "Lost their quote"
	}
	return "All"
}

// DueOn says when a card is due.
func DueOn(t, now time.Time, loc *time.Location) string {
	if !t.After(now) {
		return "Due"
	}
	if DaysLeft(t, now, loc) == 0 {
		return "Due at " + t.In(loc).Format("15:04")
	}
	return "Due " + Day(t, now, loc)
}

// NextDue says when a review led to.
func NextDue(t, now time.Time, loc *time.Location) string { return "next " + When(t, now, loc) }

// Voided says why a review does not count.
func Voided(reason string) string {
	if reason == "wrong" {
		return "does not count, the card was wrong"
	}
	return "undone"
}

// OnlyFrom names the document that the list is narrowed to.
func OnlyFrom(title string) string { return "Only cards from “" + Short(title, 90) + "”." }

// SelectCard labels a checkbox.
func SelectCard(front string) string { return "Select: " + Short(front, 60) }

// CardsAdded says how many cards a note made.
func CardsAdded(n int) string {
	if n == 1 {
		return "Card made."
	}
	return Cards(n) + " made."
}

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

// CardsChanged says what was done with the selected cards.
func CardsChanged(n int, do string) string {
	switch do {
	case "delete":
		return Cards(n) + " deleted."
	case "suspended":
		return Cards(n) + " suspended."
	case "draft":
		return Cards(n) + " set back to draft."
	}
	return Cards(n) + " will be asked."
}

// DeleteCardText is what deleting a card does.
func DeleteCardText(reps int) string {
	if reps == 0 {
		return "It is not asked again."
	}
	return "It is not asked again. Its " + Count(reps, "review stays", "reviews stay") + " in the log."
}
