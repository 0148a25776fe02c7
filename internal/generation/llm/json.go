package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// ErrInvalid says that a reply was no valid JSON of the wanted shape, also
// after it was sent back once.
var ErrInvalid = errors.New("the reply is not what was asked for")

// JSON asks for a JSON reply and decodes it. accept decodes and checks; its
// error is told to the model, which may repair its reply once. The first
// format that a server takes is remembered for it.
func (r *Router) JSON(ctx context.Context, req Request, accept func([]byte) error) (Reply, error) {
	return r.each(ctx, func(e *entry) (Reply, error) {
		reply, err := e.ladder(ctx, req)
		if err != nil {
			return reply, err
		}
		invalid := check(reply.Text, accept)
		if invalid == nil {
			return reply, nil
		}
		again := req
		again.Format = Format(e.format.Load())
		again.Messages = append(append([]Message(nil), req.Messages...),
			Message{Assistant, reply.Text},
			Message{User, "That reply cannot be used: " + invalid.Error() + ". Send the whole reply again, corrected, as JSON and nothing else."})
		second, err := e.complete(ctx, again, nil, nil)
		second.InputTokens += reply.InputTokens
		second.OutputTokens += reply.OutputTokens
		if err != nil {
			return second, err
		}
		if invalid = check(second.Text, accept); invalid != nil {
			return second, fmt.Errorf("%w: %w", ErrInvalid, invalid)
		}
		return second, nil
	})
}

// ladder goes from the strictest format down while the server refuses it.
func (e *entry) ladder(ctx context.Context, req Request) (Reply, error) {
	first := Format(e.format.Load())
	if first == Text {
		first = JSONSchema
	}
	var reply Reply
	var err error
	for f := first; f <= JSONPrompt; f++ {
		req.Format = f
		reply, err = e.complete(ctx, req, nil, nil)
		if err == nil {
			e.format.Store(uint32(f))
			return reply, nil
		}
		// Servers refuse an unknown response_format with 400 or 422, some fall over
		// with 500; anything else has nothing to do with the format.
		if ctx.Err() != nil || reply.Text != "" || !errors.Is(err, ErrRequest) && !errors.Is(err, ErrAway) {
			return reply, err
		}
	}
	return reply, err
}

func check(text string, accept func([]byte) error) error {
	raw, ok := extract(text)
	if !ok {
		return errors.New("it holds no JSON object")
	}
	return accept(raw)
}

// extract finds the JSON object in a reply that may have a fence or words
// around it.
func extract(text string) ([]byte, bool) {
	for i := strings.IndexByte(text, '{'); i >= 0; {
		d := json.NewDecoder(strings.NewReader(text[i:]))
		var raw json.RawMessage
		if d.Decode(&raw) == nil {
			return raw, true
		}
		next := strings.IndexByte(text[i+1:], '{')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return nil, false
}
