package quoted

import "math"

// BackgroundOf returns the background of a question from its cosines with the
// bank.
func BackgroundOf(cosines []float64) Background {
	if len(cosines) < 2 {
		return Background{}
	}
	var sum, squares float64
	for _, c := range cosines {
		sum += c
	}
	mean := sum / float64(len(cosines))
	for _, c := range cosines {
		squares += (c - mean) * (c - mean)
	}
	return Background{Mean: mean, Deviation: math.Sqrt(squares / float64(len(cosines)-1))}
}
