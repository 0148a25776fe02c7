// Package errs is the one error type of the program: a kind, a sentence for
// the student, and the cause for the operator.
//
// A Kind is itself an error, so a caller asks errors.Is(err, errs.NotFound).
// One place (web/problem) maps a kind to an HTTP status, a problem+json body
// and a page. This package imports nothing of the program.
package errs

import (
	"errors"
	"fmt"
	"maps"
)

// Kind says what sort of failure an error is. Its text is the stable `kind`
// of a problem+json body.
type Kind string

// The kinds, and the HTTP status each maps to.
const (
	Invalid         Kind = "invalid"         // 422: the input breaks a rule; the message names it
	NotFound        Kind = "not_found"       // 404: there is none, or it is another owner's
	Conflict        Kind = "conflict"        // 409: it collides with what is there
	Unauthenticated Kind = "unauthenticated" // 401: who are you?
	Forbidden       Kind = "forbidden"       // 403: known, but may not
	TooLarge        Kind = "too_large"       // 413
	Unsupported     Kind = "unsupported"     // 415: a kind of file that cannot be read
	Limited         Kind = "limited"         // 429: too many tries
	Unavailable     Kind = "unavailable"     // 503: a part is away; trying later may help
	Internal        Kind = "internal"        // 500: everything without a kind
)

// Error makes a Kind usable as the target of errors.Is.
func (k Kind) Error() string { return string(k) }

// Error is a failure with a kind and words for the student.
type Error struct {
	Kind    Kind
	Message string            // what happened and what to do now; shown to the student
	Field   string            // the input field it belongs to, if one
	Data    map[string]string // extra members of the problem body, such as document_id
	Cause   error             // for the log; never shown
}

// New returns an error whose message is shown to the student as it stands.
func New(kind Kind, message string) *Error { return &Error{Kind: kind, Message: message} }

// Newf is New with formatting.
func Newf(kind Kind, format string, args ...any) *Error {
	return New(kind, fmt.Sprintf(format, args...))
}

// Wrap returns an error of the kind with a message for the student and the
// cause for the log.
func Wrap(kind Kind, cause error, message string) *Error {
	return &Error{Kind: kind, Message: message, Cause: cause}
}

// At returns a copy that belongs to the named input field.
func (e *Error) At(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// With returns a copy that carries one more member for the problem body.
func (e *Error) With(key, value string) *Error {
	c := *e
	c.Data = map[string]string{}
	maps.Copy(c.Data, e.Data)
	c.Data[key] = value
	return &c
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

// Unwrap gives both the kind and the cause to errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	if e.Cause != nil {
		return []error{e.Kind, e.Cause}
	}
	return []error{e.Kind}
}

// KindOf returns the kind of the outermost Error or Kind in the chain, and
// Internal when there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	var k Kind
	if errors.As(err, &k) {
		return k
	}
	return Internal
}

// Message returns the words for the student, and a general sentence when the
// chain carries none.
func Message(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Message != "" {
		return e.Message
	}
	return "Something went wrong on the server. Try again; if it stays, give the request id to your admin."
}
