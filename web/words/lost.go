package words

// Quotes that a new version of a document has lost, and replacing a file.
const (
	OldQuote        = "Old quote"
	NearestPassage  = "Nearest passage in the new version"
	ChooseSentences = "Choose the sentences that the card should quote."
	ChooseSentence  = "Choose the sentence that the card should quote."
	UseThisQuote    = "Use this quote"
	Keep            = "Keep"
	CompareQuote    = "Compare with the new version"
	KeptQuote       = "Not in the new version. You kept it."
	CardNoSource    = "This card comes from no document."
	QuoteThere      = "The quote was not lost, or was decided about before."

	ReplaceFile = "Replace file"
	// ReplaceText is what replacing a file does.
	ReplaceText = "Cards keep their reviews; those whose quote is gone from the new file are flagged."
	NewFile     = "New file"
	Replace     = "Replace"
	NoNewFile   = "No file was chosen. Choose a PDF, Markdown or text file."
)

// FileReplaced says that a document has a new file.
func FileReplaced(title string) string {
	return "“" + Short(title, 60) + "” has a new file. Its cards are looked up when it is read."
}
