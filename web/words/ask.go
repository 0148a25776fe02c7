package words

import (
	"fmt"
	"strings"
)

// Questions and answers.
const (
	AskTitle          = "What do you want to know?"
	AskLead           = "The answer comes from your documents, each sentence with the words it rests on."
	AskQuestion       = "Ask a question"
	FollowUp          = "Ask a follow-up"
	AskThisDocument   = "Ask about this document"
	NewQuestion       = "New question"
	AskNoDocuments    = "There is nothing to ask yet."
	AskNoDocumentsHow = "Add a document first. It can be asked while it is still being read."
	Asked             = "Asked before"
	LookIn            = "Look in"
	LookInTitle       = "Where to look"
	LookThere         = "Look there"
	ChosenDocuments   = "Chosen documents"
	ChooseOne         = "No document is chosen. Choose at least one."
	ScopeGone         = "Documents that are deleted"
	ScopeGoneHow      = "The documents of this conversation are deleted, so nothing more can be asked here. Ask a new question elsewhere."
	ScopeGoneNow      = "What this question is asked of was deleted meanwhile. Choose where to look, then ask again."
	ChosenGoneHow     = "Choose where to look instead."
	EarlierQuestions  = "Earlier questions"
	LatestQuestions   = "Latest questions"
	FilterDocuments   = "Filter by title"
	StillWriting      = "This answer is still being written."
	Writing           = " Writing."
	ComparedLater     = "Each sentence is compared with its source once it is complete."
	LookAgain         = "Look again"
	BrokeOff          = "This answer broke off. Ask again."
	Stopped           = "Stopped. What is here was checked."
	StoppedEmpty      = "Stopped before anything was written."
	StopWriting       = "Stop writing"
	ProvenOnly        = "Proven only"
	AskAgain          = "Ask again"
	PassagesTitle     = "Passages"
	NearestPassages   = "Nearest passages"
	WordForWord       = "Word for word"
	MakeACard         = "Make a card"
	QuotedBanner      = "Quoted from your documents."
	ConnectModel      = "Connect a model for written answers"
	AskForModel       = " Your admin can connect a model for written answers."

	DeleteConversation     = "Delete conversation"
	DeleteConversationText = "Its questions and answers are gone for good. Cards made from it stay."
	ConversationDeleted    = "Conversation deleted."
)

// ScopeAll and ScopeCourse name where answers are looked for.
func ScopeAll(n int) string                  { return "Everything, " + Documents(n) }
func ScopeCourse(title string, n int) string { return title + ", " + Documents(n) }

// ChosenGone says that nothing is left of a scope: of so many documents, or of
// a course.
func ChosenGone(documents int) string {
	switch documents {
	case 0:
		return "This course is deleted."
	case 1:
		return "This document is deleted."
	}
	return fmt.Sprintf("These %s are deleted.", Documents(documents))
}

// SomeGone says that a part of the chosen documents is deleted.
func SomeGone(gone, all int) string {
	is, other := "is", "the other one"
	if gone > 1 {
		is = "are"
	}
	if all-gone > 1 {
		other = "the other " + Number(all-gone)
	}
	return fmt.Sprintf("%s of the %s chosen documents %s deleted. The answer comes from %s.", Number(gone), Number(all), is, other)
}

// StillRead says that documents are asked before they are read.
func StillRead(n int) string {
	is := "are"
	if n == 1 {
		is = "is"
	}
	return fmt.Sprintf("%s %s still being read. The answer knows what can be searched so far.", Documents(n), is)
}

// AskIn and AskAll are buttons to another scope.
func AskIn(scope string) string { return "Ask " + scope }

// AskAll asks everything there is.
func AskAll(n int) string {
	if n == 1 {
		return "Ask your document"
	}
	return "Ask all " + Documents(n)
}

// TooManyChosen refuses a scope.
func TooManyChosen(most int) string {
	return fmt.Sprintf("At most %d documents can be chosen. Choose a course instead.", most)
}

// PassagesFound says what an answer is made of.
func PassagesFound(n, documents int) string {
	if n == 0 {
		return "No passages found."
	}
	return fmt.Sprintf("%s found in %s.", Passages(n), Documents(documents))
}

// InDocuments counts passages and their documents, short.
func InDocuments(n, documents int) string {
	return fmt.Sprintf("%s in %s", Number(n), Documents(documents))
}

// NothingAbout is the answer that the documents do not hold one.
func NothingAbout(documents int) string {
	if documents == 1 {
		return "Nothing about this in your document. Ask in other words, or add a document."
	}
	return fmt.Sprintf("Nothing about this in your %s. Ask in other words, or add a document.", Documents(documents))
}

// ChipLabel is what a screen reader hears of a citation.
func ChipLabel(n int, title string, page *int, weak bool) string {
	at := SourceAt(Short(title, 60), page)
	if weak {
		return fmt.Sprintf("Supported only in part, source %d, %s", n, at)
	}
	return fmt.Sprintf("Source %d, %s", n, at)
}

// SentenceSaid is what a screen reader hears of a sentence once it is checked.
func SentenceSaid(text, support string, sources []int) string {
	if len(sources) == 0 {
		return text + " No source found."
	}
	list := make([]string, len(sources))
	for i, n := range sources {
		list[i] = Number(n)
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

// SourceLabel names a citation's popover.
func SourceLabel(n string) string { return "Source " + n }

// OpenPage is the link to a quote.
func OpenPage(page int) string {
	if page == 0 {
		return "Open source"
	}
	return "Open page " + Number(page)
}

// WrittenBy names the model that wrote an answer.
func WrittenBy(model string) string { return "Written by " + model + ", checked by studyapp." }

// PassageWhere is a passage's document and pages.
func PassageWhere(title string, pages []int) string {
	switch {
	case len(pages) == 0:
		return title
	case len(pages) == 1 || pages[0] == pages[len(pages)-1]:
		return SourceAt(title, &pages[0])
	}
	return fmt.Sprintf("%s, pages %s to %s", title, Number(pages[0]), Number(pages[len(pages)-1]))
}

// Hides says how many sentences *Proven only* hides, empty for none.
func Hides(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 sentence is hidden."
	}
	return Number(n) + " sentences are hidden."
}

// Verdict counts what was found of an answer's sentences: the first part is
// the finding, the second what is left of it.
func Verdict(supported, weak, unsupported int) (finding, rest string) {
	all := supported + weak + unsupported
	switch {
	case supported == all && all == 1:
		return "The sentence is proven.", ""
	case supported == all && all == 2:
		return "Both sentences are proven.", ""
	case supported == all:
		return fmt.Sprintf("All %s sentences are proven.", Number(all)), ""
	case supported == 0:
		finding = fmt.Sprintf("None of %s is proven.", Count(all, "sentence", "sentences"))
	case supported == 1:
		finding = fmt.Sprintf("1 of %s sentences is proven.", Number(all))
	default:
		finding = fmt.Sprintf("%s of %s sentences are proven.", Number(supported), Number(all))
	}
	weakly := Numeral(weak) + " are weak"
	if weak == 1 {
		weakly = "One is weak"
	}
	switch {
	case unsupported == 0:
		return finding, " " + weakly + "."
	case weak == 0 && unsupported == 1:
		return finding, " One has no source."
	case weak == 0:
		return finding, " " + Numeral(unsupported) + " have no source."
	case unsupported == 1:
		return finding, " " + weakly + ", one has no source."
	}
	return finding, fmt.Sprintf(" %s, %s have no source.", weakly, Number(unsupported))
}
