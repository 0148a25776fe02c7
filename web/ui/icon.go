package ui

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// Icon draws a lucide icon of icons.txt. It is hidden from screen readers: a
// word or an aria-label stands beside it.
func Icon(name string, class ...string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		drawing, ok := drawings[name]
		if !ok {
			return fmt.Errorf("ui: no icon %q in icons.txt", name)
		}
		_, err := io.WriteString(w, `<svg class="`+strings.Join(append([]string{"i"}, class...), " ")+
			`" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">`+drawing+`</svg>`)
		return err
	})
}
