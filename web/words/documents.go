package words

import "fmt"

// Documents, their states and what can be done with them.
const (
	NoFileChosen  = "No file was chosen. Choose one or more PDF, Markdown or text files."
	UploadBroke   = "The upload broke off. Send the file again."
	NoSuchPage    = "There is no such page."
	OpenIt        = "Open it"
	FailedState   = "This document could not be read."
	EnterPassword = "Enter password"
	TryAgain      = "Try again"
	MeterPages    = "Pages read"
	MeterPassages = "Passages done"

	MakeCards      = "Make cards"
	AskAboutIt     = "Ask about it"
	ItsCards       = "Its cards"
	TitleAndCourse = "Title and course"
	DownloadFile   = "Download the file"
	EditDocument   = "Title and course"
	Title          = "Title"
	Course         = "Course"
	DeleteDocument = "Delete document"
	// DeleteDocumentText is what deleting a document does.
	DeleteDocumentText = "Its cards stay, with their quotes and reviews. The document lies in the bin for 30 days."
	LockedText         = "The file is locked. Enter its password to read it. The password is not kept."
	ReadDocument       = "Read document"
	AddDocuments       = "Add documents"
	ChooseFiles        = "Choose files"
	SendFiles          = "Send"
	NewestDocuments    = "Back to the newest documents"
)

// DocumentsAdded says how many files were taken in.
func DocumentsAdded(n int) string {
	if n == 1 {
		return "Document added."
	}
	return Documents(n) + " added."
}

// Waiting is the state of a document in the queue.
func Waiting(before int) string {
	if before == 0 {
		return "Waiting"
	}
	return fmt.Sprintf("Waiting, %s before it", Number(before))
}

// Reading is the state of a document whose text is being read; unit is "pages" or "parts".
func Reading(done, total int, unit string) string {
	one := "page"
	if unit == "parts" {
		one = "part"
	}
	switch {
	case total == 0:
		return "Reading."
	case done == 0:
		return fmt.Sprintf("Reading %s.", Count(total, one, one+"s"))
	case done >= total:
		return fmt.Sprintf("%s read.", Count(total, one, one+"s"))
	case done == 1:
		return fmt.Sprintf("Reading %s 2 of %s. The first can be searched.", one, Number(total))
	}
	return fmt.Sprintf("Reading %s %s of %s. The first %s can be searched.", one, Number(done+1), Number(total), Number(done))
}

// MakingSearchable is the state of a document whose passages get their vectors.
func MakingSearchable(done, total int) string {
	if total == 0 {
		return "Making it searchable"
	}
	return fmt.Sprintf("Making %s searchable, %s done", Passages(total), Number(done))
}

// MakingCards is the state of a document that cards are being made from: how
// many of those wanted are there.
func MakingCards(made, wanted int) string {
	if wanted == 0 {
		return "Making cards"
	}
	return fmt.Sprintf("Making cards, %s of %s", Number(made), Number(wanted))
}

// LostQuotes says how many cards of a document lost their quote.
func LostQuotes(n int) string { return Cards(n) + " lost " + oneOr(n, "its", "their") + " quote" }

func oneOr(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// ShowMore is the button that lists more documents of a course.
func ShowMore(all int) string { return "Show more of the " + Documents(all) }

// ReadyState is what a document holds.
func ReadyState(kind string, pages int, bytes int64, cards, readPage int) string {
	s := "Text, " + Bytes(bytes)
	switch kind {
	case "pdf":
		s = Pages(pages)
	case "markdown":
		s = "Markdown, " + Bytes(bytes)
	}
	if cards == 0 {
		s += ", no cards yet"
	} else {
		s += ", " + Cards(cards)
	}
	if kind == "pdf" && readPage > 0 {
		if readPage >= pages {
			s += ", read to the end"
		} else {
			s += ", read to page " + Number(readPage)
		}
	}
	return s
}

// ActionsFor names the menu of a document or card.
func ActionsFor(title string) string { return "Actions for " + Short(title, 60) }

// DeleteTitle asks about deleting what has the title.
func DeleteTitle(title string) string { return "Delete “" + Short(title, 80) + "”?" }

// DocumentDeleted says what was deleted.
func DocumentDeleted(title string) string { return "“" + Short(title, 60) + "” is in the bin." }

// Short cuts a text at a word, with an ellipsis, to at most n characters.
func Short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := n - 1
	for i := cut; i > n*2/3; i-- {
		if r[i] == ' ' {
			cut = i
			break
		}
	}
	return string(r[:cut]) + "…"
}
