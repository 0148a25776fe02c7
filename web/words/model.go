package words

import "fmt"

// The search model and its way to this machine.
const (
	SearchModel          = "Search model"
	ModelByWords         = "Search works by words until then."
	ModelAbsent          = "Until it is here, search works by words."
	ModelTryAgain        = "Try again"
	FetchModel           = "Fetch the model"
	ModelMissing         = "No search model yet, so passages are found by words only."
	AdminCanFetch        = "Your admin can fetch it."
	ModelNotFetched      = "The search model could not be fetched, so passages are found by words only."
	ModelNotFetchedShort = "The search model could not be fetched."
	WordsOnly            = "words only"
	FetchingModel        = "The search model is being fetched. Until it is here, passages are found by words only."
	WaitForModel         = "It is used as soon as it is here."
	ModelFetchFailed     = "It could not be fetched."
	ModelNotHere         = "ONNX Runtime is not pinned for this kind of machine, so it cannot be fetched here."
	ModelThere           = "The search model is here."
	ThisNodeOnly         = "This node only: each node fetches its own."
)

// MB says how much of a download is here. A megabyte of a download has
// 1,000,000 bytes, as networks count.
func MB(arrived, total int64) string {
	return fmt.Sprintf("%d of %d MB", megabytes(arrived), megabytes(total))
}

// Arrived is MB as a sentence.
func Arrived(arrived, total int64) string { return MB(arrived, total) + " are here." }

func megabytes(n int64) int64 { return (n + 500_000) / 1_000_000 }

// FetchIt is the button that fetches so many bytes.
func FetchIt(bytes int64) string { return fmt.Sprintf("Fetch it, %d MB", megabytes(bytes)) }

// FetchMeans says what fetching does: how much comes, from where and whereto.
func FetchMeans(bytes int64, folder string) string {
	return fmt.Sprintf("With it passages are found by what they mean, in 100 languages. %d MB come from the Python package registry and stay on this server, in %s. Everything works meanwhile.", megabytes(bytes), folder)
}
