package late

import "golang.org/x/sys/cpu"

// lanes is how many numbers dotWide takes at once.
const lanes = 32

var wide = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// dotWide is the scalar product of n numbers, a multiple of lanes and not 0.
//
//go:noescape
func dotWide(a, b *float32, n int) float32
