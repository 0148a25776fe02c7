package words

// The sample document.
const (
	TrySample     = "Try it with a sample"
	RemoveSample  = "Remove the sample"
	SampleHere    = "There is a sample here to try things on."
	SampleAsk     = "Ask the sample"
	SampleRemoved = "Sample removed."
)
