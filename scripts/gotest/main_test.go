package main

import (
	"strings"
	"testing"
)

// A run that took too long is ended by go test without a word on which tests
// were at work, but for what they had said until then.
func TestTestsThatDidNotEndAreNamed(t *testing.T) {
	t.Parallel()
	const events = `{"Action":"run","Package":"studyapp/x","Test":"TestWaits"}
{"Action":"output","Package":"studyapp/x","Test":"TestWaits","Output":"=== RUN   TestWaits\n"}
{"Action":"output","Package":"studyapp/x","Test":"TestPasses","Output":"=== RUN   TestPasses\n"}
{"Action":"pass","Package":"studyapp/x","Test":"TestPasses"}
{"Action":"output","Package":"studyapp/x","Test":"TestHolds","Output":"panic: test timed out after 1s\n"}
{"Action":"output","Package":"studyapp/x","Test":"TestHolds","Output":"goroutine 7 [running]:\n"}
{"Action":"output","Package":"studyapp/x","Output":"FAIL\tstudyapp/x\t1.0s\n"}
{"Action":"fail","Package":"studyapp/x","Elapsed":1}
`
	tally := tally{output: map[string]*strings.Builder{}}
	var said strings.Builder
	tally.read(strings.NewReader(events), &said)
	const want = `FAIL studyapp/x (1.0 s)
FAIL	studyapp/x	1.0s
studyapp/x: TestWaits did not end
=== RUN   TestWaits
studyapp/x: TestHolds did not end
panic: test timed out after 1s
goroutine 7 [running]:
`
	if said.String() != want {
		t.Errorf("it says\n%s\nwant\n%s", said.String(), want)
	}
	if tally.passed != 1 {
		t.Errorf("%d passed, want 1", tally.passed)
	}
}
