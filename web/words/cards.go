package words

import (
	"strings"
	"time"
)

// Cards: the browser and the forms.
const (
	OneCard       = "Card"
	FilterCards   = "Find cards"
	FilterHint    = "Words, or course:biology is:stale due:7d tag:exam kind:cloze"
	FilterState   = "State"
	AllStates     = "All"
	FilterMenus   = "Filter"
	FilterGo      = "Find"
	ClearFilter   = "Clear the filter"
	NoCardMatches = "No card matches."
	SelectAll     = "Select all"
	NoneSelected  = "No card is selected. Select one or more."
	Accept        = "Accept"
	Resume        = "Ask again"
	MoreCards     = "More cards"
	EditCard      = "Edit card"
	MakeCard      = "Make card"
	ChooseACard   = "Choose a card to see it here."
	Move          = "Move"
	AddTag        = "Tag"
	AddTags       = "Add tags"
	NoTag         = "No tag was written. Write one or more, separated by commas."
	CardsGone     = "These cards were deleted before."
	SaveMine      = "Save what you wrote"
	KeepOther     = "Keep the other"
	OtherKept     = "The text of the other device was kept."
	OnOtherDevice = "Saved on the other device"
	WhatYouWrote  = "What you wrote"
	NoGap         = "The text has no gap. Mark one as {{c1::word}}."

	EditedElsewhere = "The card was changed on another device meanwhile. Choose which text to keep."
	KindOfCard      = "Kind of card"
	KindBasic       = "Question and answer"
	KindCloze       = "Gaps to fill"
	Front           = "Front"
	Back            = "Back"
	Tags            = "Tags"
	TagsHint        = "Separated by commas"
	GapHint         = "For gaps write {{c1::word}}. Markdown and $maths$ work."
	History         = "Reviews"
	HistWhen        = "When"
	HistRating      = "Rating"
	HistNext        = "Next"
	FactReviews     = "Reviews"
	FactLapses      = "Forgotten"
	LookAtIt        = "Look at it"
	WrongText       = "Its reviews no longer count. Fix it or suspend it?"
	FixIt           = "Fix it"
	SuspendIt       = "Suspend it"

	QuoteComesAlong = "The quote stays with the card."

	StateDraft     = "Draft"
	StateSuspended = "Suspended"
	StateBuried    = "Back tomorrow"
	StateNew       = "New"
	StateWrong     = "Marked wrong"
)

// StateFilter names a choice of the filter.
func StateFilter(s string) string {
	switch s {
	case "due":
		return "Due"
	case "new":
		return "New"
	case "draft":
		return "Drafts"
	case "active":
		return "Active"
	case "suspended":
		return "Suspended"
	case "buried":
		return "Back tomorrow"
	case "wrong":
		return "Marked wrong"
	case "stale":
		return "Lost their quote"
	case "leech":
		return "Forgotten often"
	}
	return AllStates
}

// NoSuchCourse says which courses there are.
func NoSuchCourse(title string, titles []string) string {
	short := make([]string, 0, len(titles))
	for _, t := range titles[:min(6, len(titles))] {
		short = append(short, "“"+Short(t, 40)+"”")
	}
	return "No course is called “" + Short(title, 40) + "”. There are " + strings.Join(short, ", ") + "."
}

// CardsFound counts what a filter finds; more says that there are still others.
func CardsFound(n int, more bool) string {
	if more {
		return "More than " + Cards(n)
	}
	return Cards(n)
}

// CardsBack says that a change was taken back.
func CardsBack(n int) string {
	if n == 1 {
		return "Card is as it was."
	}
	return Cards(n) + " are as they were."
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

// CardsChanged says what was done with cards.
func CardsChanged(n int, do string) string {
	if n == 1 {
		switch do {
		case "delete":
			return "Card deleted."
		case "move":
			return "Card moved."
		case "tag":
			return "Card tagged."
		case "keep":
			return "Card kept as it is."
		case "quote":
			return "Card has a new quote."
		}
		return CardNow(do)
	}
	switch do {
	case "delete":
		return Cards(n) + " deleted."
	case "move":
		return Cards(n) + " moved."
	case "tag":
		return Cards(n) + " tagged."
	case "keep":
		return Cards(n) + " kept as they are."
	case "quote":
		return Cards(n) + " have a new quote."
	case "suspended":
		return Cards(n) + " suspended."
	case "buried":
		return Cards(n) + " are back tomorrow."
	case "draft":
		return Cards(n) + " set back to draft."
	}
	return Cards(n) + " will be asked."
}
