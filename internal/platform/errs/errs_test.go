package errs

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestKindAndCauseSurviveWrapping(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("reading: %w", Wrap(Unavailable, io.ErrUnexpectedEOF, "The file could not be read. Try again.").At("file").With("document_id", "7"))
	if !errors.Is(err, Unavailable) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("errors.Is lost the kind or the cause of %v", err)
	}
	if KindOf(err) != Unavailable || KindOf(io.EOF) != Internal || KindOf(fmt.Errorf("x: %w", NotFound)) != NotFound {
		t.Error("KindOf gives the wrong kind")
	}
	if got := Message(err); got != "The file could not be read. Try again." {
		t.Errorf("Message = %q", got)
	}
	if Message(io.EOF) == io.EOF.Error() {
		t.Error("Message shows an operator's error to a student")
	}
	var e *Error
	if !errors.As(err, &e) || e.Field != "file" || e.Data["document_id"] != "7" {
		t.Errorf("field or data lost: %+v", e)
	}
}
