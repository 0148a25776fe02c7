package telemetry

import (
	"io"
	"log/slog"
)

// NewLog returns the program's log: lines for people, or JSON for a collector.
func NewLog(w io.Writer, level slog.Level, json bool) *slog.Logger {
	o := &slog.HandlerOptions{Level: level}
	if json {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
