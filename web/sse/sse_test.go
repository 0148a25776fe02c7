package sse_test

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/web/sse"
)

func ExampleStream() {
	w := httptest.NewRecorder()
	s := sse.New(w)
	_ = s.Send("rows", "<li>one</li>\n<li>two</li>")
	_ = s.SendJSON("token", map[string]string{"text": "a\nb"})
	fmt.Println(w.Header().Get("Content-Type"))
	fmt.Print(w.Body)
	// Output:
	// text/event-stream
	// event: rows
	// data: <li>one</li>
	// data: <li>two</li>
	//
	// event: token
	// data: {"text":"a\nb"}
}

func TestStreamBeginsWithWhatIsSentFirst(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	s := sse.New(w)
	if err := s.SendJSON("answer", func() {}); err == nil || s.Begun() || len(w.Header()) != 0 {
		t.Errorf("what does not encode began the stream: %v, %v", err, w.Header())
	}
	if err := s.Alive(); err != nil || !s.Begun() || !w.Flushed {
		t.Errorf("%v, begun: %t, flushed: %t", err, s.Begun(), w.Flushed)
	}
	if diff := cmp.Diff(": \n\n", w.Body.String()); diff != "" {
		t.Error(diff)
	}
}
