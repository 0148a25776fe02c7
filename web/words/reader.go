package words

import (
	"fmt"
	"time"
)

// The reader.
const (
	PreviousPage     = "Previous page"
	NextPage         = "Next page"
	Page             = "Page"
	ZoomIn           = "Zoom in"
	ZoomOut          = "Zoom out"
	FindInDocument   = "Find in the document"
	PreviousHit      = "Previous place"
	NextHit          = "Next place"
	PanelOnOff       = "Study panel"
	PanelHeight      = "Change the height of the study panel"
	StudyPanel       = "Study panel"
	DocumentLabel    = "Document"
	PDFNeedsScript   = "Showing a PDF here needs scripts."
	OpenFile         = "Open the file"
	ReadOn           = "Read on"
	AskReaderLead    = "The answer quotes this document, and the words are marked on the page."
	AskNothingRead   = "None of its text has been read, so there is nothing to ask about."
	AskWhileReading  = "This document is still being read. The answer knows what can be searched so far."
	AskOnceRead      = "The document can be asked once it has been read."
	AskOnceRestored  = "The document can be asked once it is restored."
	MakeCardFromThis = "Make a card from this"

	Contents             = "Contents"
	ContentsOf           = "Contents of the document"
	View                 = "View"
	FitWidth             = "Fit the width"
	FitReading           = "Reading size"
	AsInPrint            = "100%"
	TurnPages            = "Turn the pages"
	DarkPages            = "Dark pages"
	TextSmaller          = "Smaller text"
	TextLarger           = "Larger text"
	LinesWider           = "Wider lines"
	AsText               = "Show as text"
	AsPages              = "Show as pages"
	PanelWidth           = "Width of the study panel"
	QuoteOfVersionBefore = "This quote is from the version before and does not stand in this one."
	PlaceOfVersionBefore = "This place is from the version before. Its words may stand elsewhere now."
	FileGone             = "The file is gone from the disk. This is the text that was read from it. Upload the file again to see its pages."
	LockedTitle          = "This file is locked."
	InTheBin             = "This document is in the bin."
	InTheBinText         = "It stays there for 30 days from when it was deleted. Its cards are kept."
	RestoreDocument      = "Restore it"
)

// PageNumber names a page.
func PageNumber(n int) string { return "Page " + Number(n) }

// ReplacedOn says since when there is another file, and what it did to the cards.
func ReplacedOn(at time.Time, loc *time.Location, lost int) string {
	on := "Replaced on " + at.In(loc).Format("2 January") + "."
	if lost == 0 {
		return on
	}
	return on + " " + Count(lost, "card lost its quote", "cards lost their quote") + "."
}

// BackTo names the way out of the reader.
func BackTo(course string) string { return "Back to " + course }

// OfPages follows the page's number.
func OfPages(n int) string { return "of " + Number(n) }

// CardsOfDocument is the title of the cards beside a document.
func CardsOfDocument(n int) string {
	if n == 0 {
		return "No cards yet"
	}
	return Cards(n)
}

// EditCardNamed labels the edit link of a card.
func EditCardNamed(front string) string { return "Edit: " + Short(front, 60) }

// ReaderNote says what is still missing of a document that is open.
func ReaderNote(status string, done, total int, paged bool) string {
	switch {
	case status == "queued":
		return "This document waits to be read. Its text cannot be searched yet."
	case status == "extracting" && paged && total > done && done > 0:
		return fmt.Sprintf("Still being read: the text of pages %s–%s follows.", Number(done+1), Number(total))
	case status == "extracting":
		return "Still being read."
	}
	return ""
}

// Found counts the places where words were found.
func Found(n int, more bool) string {
	switch {
	case n == 0:
		return "Not found"
	case more:
		return fmt.Sprintf("the first %s places", Number(n))
	}
	return Count(n, "place", "places")
}
