//go:build !amd64

package late

const (
	lanes = 1
	wide  = false
)

func dotWide(_, _ *float32, _ int) float32 { panic("late: no wide registers here") }
