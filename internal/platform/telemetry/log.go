package telemetry

import (
	"io"
	"log/slog"
)

// NewLog returns the program's log as lines for people.
func NewLog(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}

// NewJSONLog returns the program's log for a collector, a JSON object a line.
func NewJSONLog(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
}
