package cards

import (
	"strings"
	"time"

	"studyapp/web/words"
)

// What the card browser and its forms say.
const (
	cardTitle       = "Card"
	filterCards     = "Find cards"
	filterHint      = "Words, or course:biology is:stale due:7d tag:exam kind:cloze"
	filterState     = "State"
	allStates       = "All"
	filterMenus     = "Filter"
	filterGo        = "Find"
	clearFilter     = "Clear the filter"
	noCardMatches   = "No card matches."
	selectAll       = "Select all"
	noneSelected    = "No card is selected. Select one or more."
	accept          = "Accept"
	resume          = "Ask again"
	moreCards       = "More cards"
	editCardTitle   = "Edit card"
	makeCard        = "Make card"
	move            = "Move"
	addTag          = "Tag"
	addTags         = "Add tags"
	noTag           = "No tag was written. Write one or more, separated by commas."
	cardsGone       = "These cards were deleted before."
	saveMine        = "Save what you wrote"
	keepOther       = "Keep the other"
	otherKept       = "The text of the other device was kept."
	onOtherDevice   = "Saved on the other device"
	whatYouWrote    = "What you wrote"
	noGap           = "The text has no gap. Mark one as {{c1::word}}."
	editedElsewhere = "The card was changed on another device meanwhile. Choose which text to keep."
	kindOfCard      = "Kind of card"
	kindBasic       = "Question and answer"
	kindCloze       = "Gaps to fill"
	frontLabel      = "Front"
	backLabel       = "Back"
	tagsLabel       = "Tags"
	tagsHint        = "Separated by commas"
	gapHint         = "Gaps are written {{c1::word}}. Markdown and $maths$ work."
	makeGap         = "Make a gap"
	makeGapHow      = "Hides the words that are selected in the front. A formula is hidden whole, or the part of it that is selected."
	previewTitle    = "Preview"
	previewAway     = "The preview comes back with the server."
	historyTitle    = "Reviews"
	histWhen        = "When"
	histRating      = "Rating"
	histNext        = "Next"
	factReviews     = "Reviews"
	factLapses      = "Forgotten"
	lookAtIt        = "Look at it"
	wrongText       = "Its reviews no longer count. Fix it or suspend it?"
	fixIt           = "Fix it"
	suspendIt       = "Suspend it"
	quoteComesAlong = "The quote stays with the card."
	oldQuote        = "Old quote"
	nearestPassage  = "Nearest passage in the new version"
	chooseSentences = "Choose the sentences that the card should quote."
	chooseSentence  = "Choose the sentence that the card should quote."
	useThisQuote    = "Use this quote"
	keep            = "Keep"
	compareQuote    = "Compare with the new version"
	cardNoSource    = "This card comes from no document."
	quoteThere      = "The quote was not lost, or was decided about before."
)

// stateFilter names a choice of the filter.
func stateFilter(s string) string {
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
	return allStates
}

// noSuchCourse says which courses there are.
func noSuchCourse(title string, titles []string) string {
	short := make([]string, 0, len(titles))
	for _, t := range titles[:min(6, len(titles))] {
		short = append(short, "“"+words.Short(t, 40)+"”")
	}
	return "No course is called “" + words.Short(title, 40) + "”. There are " + strings.Join(short, ", ") + "."
}

// cardsFound counts what a filter finds; more says that there are still others.
func cardsFound(n int, more bool) string {
	if more {
		return "More than " + words.Cards(n)
	}
	return words.Cards(n)
}

// cardsBack says that a change was taken back.
func cardsBack(n int) string {
	if n == 1 {
		return "Card is as it was."
	}
	return words.Cards(n) + " are as they were."
}

// previewFronts names the questions of a preview.
func previewFronts(n int) string {
	if n == 1 {
		return "Question"
	}
	return "Questions"
}

// moreFronts says how many cards a preview leaves out.
func moreFronts(n int) string { return "and " + words.Cards(n) + " more" }

// nextDue says when a review led to.
func nextDue(t, now time.Time, loc *time.Location) string { return "next " + words.When(t, now, loc) }

// voided says why a review does not count.
func voided(reason string) string {
	if reason == "wrong" {
		return "does not count, the card was wrong"
	}
	return "undone"
}

// onlyFrom names the document that the list is narrowed to.
func onlyFrom(title string) string { return "Only cards from “" + words.Short(title, 90) + "”." }

// selectCard labels a checkbox.
func selectCard(front string) string { return "Select: " + words.Short(front, 60) }

// cardsAdded says how many cards a note made.
func cardsAdded(n int) string {
	if n == 1 {
		return "Card made."
	}
	return words.Cards(n) + " made."
}

// cardsChanged says what was done with cards.
func cardsChanged(n int, do string) string {
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
		return words.CardNow(do)
	}
	switch do {
	case "delete":
		return words.Cards(n) + " deleted."
	case "move":
		return words.Cards(n) + " moved."
	case "tag":
		return words.Cards(n) + " tagged."
	case "keep":
		return words.Cards(n) + " kept as they are."
	case "quote":
		return words.Cards(n) + " have a new quote."
	case "suspended":
		return words.Cards(n) + " suspended."
	case "buried":
		return words.Cards(n) + " are back tomorrow."
	case "draft":
		return words.Cards(n) + " set back to draft."
	}
	return words.Cards(n) + " will be asked."
}
