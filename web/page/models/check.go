package models

import (
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/words"
)

// Check is one line of Getting ready and of an admin's Health.
type Check struct {
	Icon, Tone   string // tone: text-success, text-warning or text-muted
	Name, Detail string
	Note         string // a second line
	Reason       string // why it fails, in place of Note: it may name hosts, users and folders
	Value, Max   int64  // bytes of a download that are here, and of all; Max 0 shows no bar
	Fetch        string // label of the button that fetches the search model; empty has none
}

// Fine is a part of the server that runs.
func Fine(name string) Check { return Well(name, words.CheckFine) }

// Well is one that runs and has figures to tell.
func Well(name, detail string) Check {
	return Check{Icon: "circle-check", Tone: "text-success", Name: words.CheckName(name), Detail: detail}
}

// SearchModel is the name of the search model among what the server needs.
const SearchModel = "search model"

// CheckOf is the line of a search model that is not here yet.
func CheckOf(s fetch.State) Check {
	row := Check{Icon: "circle-slash", Tone: "text-muted", Name: words.SearchModel, Note: modelByWords}
	switch s.Phase {
	case fetch.There:
		return Check{Icon: "circle-check", Tone: "text-success", Name: words.SearchModel, Detail: words.CheckFine}
	case fetch.Fetching:
		return Check{Icon: "refresh-cw", Tone: "text-muted", Name: words.SearchModel, Detail: words.MB(s.Arrived, s.Total), Value: s.Arrived, Max: s.Total}
	case fetch.Failed:
		row.Icon, row.Tone, row.Fetch = "triangle-alert", "text-warning", words.ModelTryAgain
		row.Note, row.Reason = modelFetchFailed+" "+modelByWords, s.Problem+" "+modelByWords
	case fetch.Absent:
		row.Note, row.Fetch = modelAbsent, words.FetchIt(s.Left())
	}
	if s.Total == 0 {
		row.Fetch, row.Note, row.Reason = "", words.ModelNotHere, ""
	}
	return row
}
