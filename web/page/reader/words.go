package reader

import (
	"fmt"
	"time"

	"studyapp/web/words"
)

// What the reader says.
const (
	askThisDocument      = "Ask about this document"
	previousPage         = "Previous page"
	nextPage             = "Next page"
	pageLabel            = "Page"
	zoomIn               = "Zoom in"
	zoomOut              = "Zoom out"
	findInDocument       = "Find in the document"
	previousHit          = "Previous place"
	nextHit              = "Next place"
	panelOnOff           = "Study panel"
	panelHeight          = "Change the height of the study panel"
	studyPanel           = "Study panel"
	documentLabel        = "Document"
	pdfNeedsScript       = "Showing a PDF here needs scripts."
	openFile             = "Open the file"
	readOn               = "Read on"
	askReaderLead        = "The answer quotes this document, and the words are marked on the page."
	askNothingRead       = "None of its text has been read, so there is nothing to ask about."
	askWhileReading      = "This document is still being read. The answer knows what can be searched so far."
	askOnceRead          = "The document can be asked once it has been read."
	askOnceRestored      = "The document can be asked once it is restored."
	makeCardFromThis     = "Make a card from this"
	contents             = "Contents"
	contentsLabel        = "Contents of the document"
	viewLabel            = "View"
	fitWidth             = "Fit the width"
	fitReading           = "Reading size"
	asInPrint            = "100%"
	turnPages            = "Turn the pages"
	darkPages            = "Dark pages"
	textSmaller          = "Smaller text"
	textLarger           = "Larger text"
	linesWider           = "Wider lines"
	asText               = "Show as text"
	asPages              = "Show as pages"
	panelWidth           = "Width of the study panel"
	quoteOfVersionBefore = "This quote is from the version before and does not stand in this one."
	placeOfVersionBefore = "This place is from the version before. Its words may stand elsewhere now."
	fileIsGone           = "The file is gone from the disk. This is the text that was read from it. Upload the file again to see its pages."
	lockedTitle          = "This file is locked."
	inTheBin             = "This document is in the bin."
	inTheBinText         = "It stays there for 30 days from when it was deleted. Its cards are kept."
	restoreDocument      = "Restore it"
)

// replacedOn says since when there is another file, and what it did to the cards.
func replacedOn(at time.Time, loc *time.Location, lost int) string {
	on := "Replaced on " + at.In(loc).Format("2 January") + "."
	if lost == 0 {
		return on
	}
	return on + " " + words.Count(lost, "card lost its quote", "cards lost their quote") + "."
}

// backTo names the way out of the reader.
func backTo(course string) string { return "Back to " + course }

// cardsOfDocument is the title of the cards beside a document.
func cardsOfDocument(n int) string {
	if n == 0 {
		return "No cards yet"
	}
	return words.Cards(n)
}

// editCardNamed labels the edit link of a card.
func editCardNamed(front string) string { return "Edit: " + words.Short(front, 60) }

// readerNote says what is still missing of a document that is open.
func readerNote(status string, done, total int, paged bool) string {
	switch {
	case status == "queued":
		return "This document waits to be read. Its text cannot be searched yet."
	case status == "extracting" && paged && total > done && done > 0:
		return fmt.Sprintf("Still being read: the text of pages %s–%s follows.", words.Number(done+1), words.Number(total))
	case status == "extracting":
		return "Still being read."
	}
	return ""
}

// placesFound counts the places where words were found.
func placesFound(n int, more bool) string {
	switch {
	case n == 0:
		return "Not found"
	case more:
		return fmt.Sprintf("the first %s places", words.Number(n))
	}
	return words.Count(n, "place", "places")
}
