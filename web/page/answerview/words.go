package answerview

import (
	"cmp"
	"fmt"

	"studyapp/internal/generation/ask"
	"studyapp/web/words"
)

// What stands around an answer and its sources.
const (
	stillWriting   = "This answer is still being written."
	comparedLater  = "Each sentence is compared with its source once it is complete."
	lookAgain      = "Look again"
	brokeOff       = "This answer broke off. Ask again."
	stopped        = "Stopped. What is here was checked."
	stoppedEmpty   = "Stopped before anything was written."
	stopWriting    = "Stop writing"
	supportedOnly  = "Supported only"
	askAgain       = "Ask again"
	passagesTitle  = "Passages"
	wordForWord    = "Quoted word for word."
	saysOtherwise  = "Another document says otherwise:"
	comeNearest    = "These passages come nearest."
	nothingCertain = "Nothing in them answers for certain."
	wordsMarked    = " The words that fit the question are marked."
	makeACard      = "Make a card"
)

// inDocuments counts passages and their documents, short.
func inDocuments(n, documents int) string {
	return fmt.Sprintf("%s in %s", words.Number(n), words.Documents(documents))
}

// nothingAbout is the answer that the documents do not hold one.
func nothingAbout(documents int) string {
	if documents == 1 {
		return "Nothing about this in your document. Ask in other words, or add a document."
	}
	return fmt.Sprintf("Nothing about this in your %s. Ask in other words, or add a document.", words.Documents(documents))
}

// searchedFor says that a word was looked for as another one than was typed.
func searchedFor(typed, meant string) string {
	return fmt.Sprintf("Searched for “%s” (“%s”).", meant, typed)
}

// chipLabel is what a screen reader hears of a citation.
func chipLabel(n int, title string, page *int, label string, weak bool) string {
	at := words.SourceAt(words.Short(title, 60), page, label)
	if weak {
		return fmt.Sprintf("Supported only in part, source %d, %s", n, at)
	}
	return fmt.Sprintf("Source %d, %s", n, at)
}

// nearestLabel is what a screen reader hears of a passage that comes near.
func nearestLabel(c Citation) string { return "Passage " + c.N + ", " + c.Where }

// sourceLabel names a citation's popover.
func sourceLabel(n string) string { return "Source " + n }

// openPage is the link to a quote.
func openPage(page int, label string) string {
	if page == 0 {
		return "Open source"
	}
	return "Open page " + cmp.Or(label, words.Number(page))
}

// writtenBy names the model that wrote an answer.
func writtenBy(model string) string { return "Written by " + model + ", checked by studyapp." }

// passageWhere is a passage's document and pages.
func passageWhere(x ask.Passage) string {
	last := len(x.Pages) - 1
	if last < 0 {
		return x.Title
	}
	label := func(i int) string {
		if i < len(x.PageLabels) {
			return x.PageLabels[i]
		}
		return ""
	}
	if x.Pages[0] == x.Pages[last] {
		return words.SourceAt(x.Title, &x.Pages[0], label(0))
	}
	where := fmt.Sprintf("%s, pages %s to %s", x.Title, cmp.Or(label(0), words.Number(x.Pages[0])), cmp.Or(label(last), words.Number(x.Pages[last])))
	if label(0) != "" || label(last) != "" {
		where += fmt.Sprintf(" (%s to %s in the file)", words.Number(x.Pages[0]), words.Number(x.Pages[last]))
	}
	return where
}

// hides says how many sentences *Supported only* hides, empty for none.
func hides(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 sentence is hidden."
	}
	return words.Number(n) + " sentences are hidden."
}

// verdict counts the sentences of an answer that their sources support: the
// first part is the finding, the second what is left of it.
func verdict(supported, weak, unsupported int) (finding, rest string) {
	all := supported + weak + unsupported
	switch {
	case supported == all && all == 1:
		return "The sentence is supported.", ""
	case supported == all && all == 2:
		return "Both sentences are supported.", ""
	case supported == all:
		return fmt.Sprintf("All %s sentences are supported.", words.Number(all)), ""
	case supported == 0:
		finding = fmt.Sprintf("None of %s is supported.", words.Count(all, "sentence", "sentences"))
	case supported == 1:
		finding = fmt.Sprintf("1 of %s sentences is supported.", words.Number(all))
	default:
		finding = fmt.Sprintf("%s of %s sentences are supported.", words.Number(supported), words.Number(all))
	}
	weakly := words.Numeral(weak) + " only in part"
	switch {
	case unsupported == 0:
		return finding, " " + weakly + "."
	case weak == 0 && unsupported == 1:
		return finding, " One has no source."
	case weak == 0:
		return finding, " " + words.Numeral(unsupported) + " have no source."
	case unsupported == 1:
		return finding, " " + weakly + ", one has no source."
	}
	return finding, fmt.Sprintf(" %s, %s have no source.", weakly, words.Number(unsupported))
}
