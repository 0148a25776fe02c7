package sample

// What is said of the sample document.
const (
	trySample     = "Try it with a sample"
	removeSample  = "Remove the sample"
	sampleHere    = "There is a sample here to try things on."
	sampleAsk     = "Ask the sample"
	sampleRemoved = "Sample removed."
)
