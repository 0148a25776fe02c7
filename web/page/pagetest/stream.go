package pagetest

import (
	"bufio"
	"net/http"
	"strings"
	"time"
)

// Watch follows an event stream and returns a function that waits until an
// event of the name has come that holds the text.
func (s *Site) Watch(path string) func(event, text string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.URL+path, http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = w.Body.Close() })
	events := make(chan [2]string, 1000)
	go func() {
		defer close(events)
		name, data := "", ""
		for lines := bufio.NewScanner(w.Body); lines.Scan(); {
			switch line := lines.Text(); {
			case strings.HasPrefix(line, "event: "):
				name = line[len("event: "):]
			case strings.HasPrefix(line, "data: "):
				data += line[len("data: "):] + "\n"
			case line == "":
				events <- [2]string{name, data}
				name, data = "", ""
			}
		}
	}()
	return func(event, text string) {
		s.t.Helper()
		late := time.After(20 * time.Second)
		for {
			select {
			case e, ok := <-events:
				if !ok {
					s.t.Fatalf("the stream ended before %q came in %s", text, event)
				}
				if e[0] == event && strings.Contains(e[1], text) {
					return
				}
			case <-late:
				s.t.Fatalf("%q did not come in %s", text, event)
			}
		}
	}
}
