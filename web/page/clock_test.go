package page_test

import (
	"regexp"
	"testing"
	"time"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
)

func TestPagesTellTheServersTime(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	for _, path := range []string{"/", "/cards", "/settings"} {
		_, _, body := s.Send("GET", path, "", nil, false)
		m := regexp.MustCompile(`<html[^>]* data-now="([^"]+)"`).FindStringSubmatch(body)
		if m == nil {
			t.Errorf("%s does not tell the time: %.200s", path, body)
			continue
		}
		at, err := time.Parse(time.RFC3339, m[1])
		if d := time.Since(at); err != nil || d < -time.Second || d > time.Minute {
			t.Errorf("%s says %s: %v off, %v", path, m[1], d, err)
		}
	}
}
