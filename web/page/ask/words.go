package ask

import (
	"fmt"
	"strings"

	"studyapp/internal/generation/ask"
	"studyapp/web/words"
)

// What the pages of questions and of passages say.
const (
	askTitle                = "What do you want to know?"
	askLead                 = "The answer comes from your documents, each sentence with the words it rests on."
	askQuestion             = "Ask a question"
	followUp                = "Ask a follow-up"
	newQuestion             = "New question"
	askNoDocuments          = "There is nothing to ask yet."
	askNoDocumentsHow       = "Add a document first. It can be asked while it is still being read."
	asked                   = "Asked before"
	lookIn                  = "Look in"
	lookInTitle             = "Where to look"
	lookThere               = "Look there"
	chosenDocuments         = "Chosen documents"
	chooseOne               = "No document is chosen. Choose at least one."
	scopeIsGone             = "Documents that are deleted"
	scopeGoneHow            = "The documents of this conversation are deleted, so nothing more can be asked here. Ask a new question elsewhere."
	scopeGoneNow            = "What this question is asked of was deleted meanwhile. Choose where to look, then ask again."
	chosenGoneHow           = "Choose where to look instead."
	earlierQuestions        = "Earlier questions"
	latestQuestions         = "Latest questions"
	filterDocuments         = "Filter by title"
	andWriting              = " Writing."
	deleteConversationTitle = "Delete conversation"
	deleteConversationText  = "Its questions and answers are gone for good. Cards made from it stay."
	conversationDeleted     = "Conversation deleted."
	searchWords             = "Words or a question"
	searchGo                = "Search"
	byWordsOnly             = "No search model yet, so they are found by words only."
	askThis                 = "Ask this"
	alsoIn                  = "The same stands in"
)

// outcomeWords say of a question in the list that it has no answer.
var outcomeWords = map[ask.Outcome]string{ask.Nearest: "Nearest passages only", ask.Nothing: "Nothing about it"}

// scopeAll and scopeCourse name where answers are looked for.
func scopeAll(n int) string { return "Everything, " + words.Documents(n) }

func scopeCourse(title string, n int) string { return title + ", " + words.Documents(n) }

// chosenGone says that nothing is left of a scope: of so many documents, or of
// a course.
func chosenGone(documents int) string {
	switch documents {
	case 0:
		return "This course is deleted."
	case 1:
		return "This document is deleted."
	}
	return fmt.Sprintf("These %s are deleted.", words.Documents(documents))
}

// someGone says that a part of the chosen documents is deleted.
func someGone(gone, all int) string {
	is, other := "is", "the other one"
	if gone > 1 {
		is = "are"
	}
	if all-gone > 1 {
		other = "the other " + words.Number(all-gone)
	}
	return fmt.Sprintf("%s of the %s chosen documents %s deleted. The answer comes from %s.", words.Number(gone), words.Number(all), is, other)
}

// stillRead says that documents are asked before they are read.
func stillRead(n int) string {
	is := "are"
	if n == 1 {
		is = "is"
	}
	return fmt.Sprintf("%s %s still being read. The answer knows what can be searched so far.", words.Documents(n), is)
}

// askIn and askAll are buttons to another scope.
func askIn(scope string) string { return "Ask " + scope }

// askAll asks everything there is.
func askAll(n int) string {
	if n == 1 {
		return "Ask your document"
	}
	return "Ask all " + words.Documents(n)
}

// tooManyChosen refuses a scope.
func tooManyChosen(most int) string {
	return fmt.Sprintf("At most %d documents can be chosen. Choose a course instead.", most)
}

// passagesFound says what an answer is made of.
func passagesFound(n, documents int) string {
	if n == 0 {
		return "No passages found."
	}
	return fmt.Sprintf("%s found in %s.", words.Passages(n), words.Documents(documents))
}

// sentenceSaid is what a screen reader hears of a sentence once it is checked.
func sentenceSaid(text, support string, sources []int) string {
	if len(sources) == 0 {
		return text + " No source found."
	}
	list := make([]string, len(sources))
	for i, n := range sources {
		list[i] = words.Number(n)
	}
	name := "source "
	if len(list) > 1 {
		name = "sources "
	}
	name += strings.Join(list, " and ")
	if support == "weak" {
		return text + " Supported only in part, " + name + "."
	}
	return text + " Supported, " + name + "."
}

// hitsFound counts the passages of a search.
func hitsFound(n int) string {
	if n == 0 {
		return "No passage found. Search with other words."
	}
	return words.Passages(n) + ", the best first."
}
