package document

import (
	"fmt"
	"time"

	"studyapp/internal/learning"
	"studyapp/web/words"
)

// What the dialogs about a document say.
const (
	noFileChosen        = "No file was chosen. Choose one or more PDF, Markdown or text files."
	uploadBroke         = "The upload broke off. Send the file again."
	openIt              = "Open it"
	editDocumentTitle   = "Title and course"
	deleteDocumentLabel = "Delete document"
	// deleteDocumentText is what deleting a document does.
	deleteDocumentText = "Its cards stay, with their quotes and reviews. The document lies in the bin for 30 days."
	lockedText         = "The file is locked. Enter its password to read it. The password is not kept."
	readDocument       = "Read document"
	numberOfCards      = "Number of cards"
	generateHow        = "Each card gets a quote from the document. What is covered already, or has no quote, is left out, so it may be fewer."
	alreadyCovered     = "Already covered"
	kindsOfCard        = "Kinds of card"
	kindQuestions      = "Questions"
	kindGaps           = "Gaps to fill"
	noKind             = "Choose at least one kind of card."
	sectionsTitle      = "Sections"
	sectionsHow        = "What is covered already, and about how many cards each would get for its share of the text."
	withoutHeading     = "Before the first heading"
	noSection          = "Choose at least one section."
	pagesFrom          = "Pages"
	pagesTo            = "to"
	countWrong         = "Choose between 1 and 200 cards."
	// replaceText is what replacing a file does.
	replaceText  = "Cards keep their reviews; those whose quote is gone from the new file are flagged."
	newFile      = "New file"
	replaceLabel = "Replace"
	noNewFile    = "No file was chosen. Choose a PDF, Markdown or text file."
)

// documentsAdded says how many files were taken in.
func documentsAdded(n int) string {
	if n == 1 {
		return "Document added."
	}
	return words.Documents(n) + " added."
}

// documentDeleted says what was deleted.
func documentDeleted(title string) string {
	return "“" + words.Short(title, 60) + "” is in the bin."
}

// makeCardsFrom, upTo and makeNCards are the lines of the dialog.
func makeCardsFrom(title string) string { return "Make cards from " + words.Short(title, 90) }

func upTo(n int) string { return "Up to " + words.Cards(n) + "." }

// costLine is what cards cost that are not made yet: the number is the most.
// Without an exam ahead it is the mean of a month.
func costLine(n int, perDay time.Duration, until, now time.Time, loc *time.Location) string {
	span := "for a month"
	if !until.IsZero() {
		span = "until " + words.Day(until, now, loc)
	}
	switch {
	case perDay <= 0: // no new cards are asked at present
		return upTo(n)
	case perDay < time.Minute:
		return fmt.Sprintf("Up to %s, less than a minute a day %s.", words.Cards(n), span)
	}
	return fmt.Sprintf("Up to %s, about %s min a day %s.", words.Cards(n), words.Number(int(perDay.Round(time.Minute).Minutes())), span)
}

// costHow says what a cost is reckoned from.
func costHow(c learning.Cost) string {
	seconds := words.Number(int(c.Pace.Round(time.Second).Seconds()))
	if c.Own {
		return "Predicted from your own answers, " + seconds + " s each."
	}
	return "Predicted with " + seconds + " s an answer, until enough of yours are known."
}

// cardsMade says how many cards a section has.
func cardsMade(n int) string {
	if n == 0 {
		return "none yet"
	}
	return words.Cards(n)
}

// aboutMore is an estimate of the cards that a section gets.
func aboutMore(n int) string { return "about " + words.Number(n) + " more" }

func makeNCards(n int) string { return "Make " + words.Cards(n) }

// fewest and most stand at the ends of the slider.
func fewest(n int) string { return fmt.Sprintf("%d, the essentials", n) }

func most(n int) string { return fmt.Sprintf("%d, every detail", n) }

// cardsBegun says that the work goes on by itself.
func cardsBegun(title string) string {
	return "Making cards from “" + words.Short(title, 60) + "”. You can go on with something else."
}

// coveredBy says what cards there are and where they come from; empty for none.
func coveredBy(cards, from, to int) string {
	switch {
	case cards == 0:
		return ""
	case from == 0:
		return words.Cards(cards)
	case from == to:
		return fmt.Sprintf("%s from page %s", words.Cards(cards), words.Number(from))
	}
	return fmt.Sprintf("%s from pages %s–%s", words.Cards(cards), words.Number(from), words.Number(to))
}

// pagesToUse names the choice of pages.
func pagesToUse(pages int) string { return "Pages to make cards from, of " + words.Number(pages) }

// cardsStopped says what is left of a run that was stopped.
func cardsStopped(made int) string {
	if made == 0 {
		return "Stopped. No card was made."
	}
	return "Stopped. " + words.Cards(made) + " made so far."
}

// fileReplaced says that a document has a new file.
func fileReplaced(title string) string {
	return "“" + words.Short(title, 60) + "” has a new file. Its cards are looked up when it is read."
}
