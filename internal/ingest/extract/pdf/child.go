package pdf

import (
	"encoding/gob"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"syscall"
	"time"
)

// childName is the argument with which this program serves as a child.
const childName = "studyapp-reads-pdf"

// init turns a program that was started as a child into one, before its main
// function runs: in the server, in every command and in every test binary
// alike, none of which then needs to know.
func init() {
	if len(os.Args) == 2 && os.Args[1] == childName {
		out := os.Stdout
		os.Stdout = os.Stderr // some readers print what they think of a file
		os.Exit(serveChild(os.Stdin, out))
	}
}

const (
	// What the Go side of a child may hold before it collects hard. The
	// guest's memory is part of it.
	childSoftMemory = 300 << 20
	// Allocations beyond this fail and end the child.
	childHardMemory = 1 << 30
	// Processor time for one request, far above every limit on time: ends a
	// child that spins after its parent was killed.
	childCPU = 120 * time.Second
)

// serveChild answers requests until the parent closes the stream.
func serveChild(in io.Reader, out io.Writer) int {
	debug.SetMemoryLimit(childSoftMemory)
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: childHardMemory, Max: childHardMemory})
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	requests := make(chan request)
	go func() {
		dec := gob.NewDecoder(in)
		for {
			var req request
			if err := dec.Decode(&req); err != nil {
				if errors.Is(err, io.EOF) {
					os.Exit(0) // also in the middle of a page: nobody waits for it
				}
				os.Exit(1)
			}
			requests <- req
		}
	}()
	enc := gob.NewEncoder(out)
	s := &server{renewAt: renewMemory, note: func(page int) { _ = enc.Encode(response{Reading: page}) }}
	for req := range requests {
		limitCPU(childCPU)
		if err := enc.Encode(s.answer(req)); err != nil {
			return 1
		}
		s.readAhead()
	}
	return 0
}

// limitCPU lets the process use so much more processor time.
func limitCPU(more time.Duration) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return
	}
	used := uint64(u.Utime.Sec + u.Stime.Sec + 1)
	var l syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_CPU, &l) != nil {
		return
	}
	l.Cur = min(used+uint64(more/time.Second), l.Max)
	_ = syscall.Setrlimit(syscall.RLIMIT_CPU, &l)
}
