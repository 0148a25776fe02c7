package config

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func from(t *testing.T, env map[string]string) (Config, error) {
	t.Helper()
	return FromEnv(func(k string) string { return env[k] })
}

func TestDefaultsAreComplete(t *testing.T) {
	t.Parallel()
	c, err := from(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:8080" || c.Role != RoleAll || c.MaxUploadBytes != 200<<20 || c.LLM.Configured() || !strings.HasPrefix(c.Data, "/") {
		t.Errorf("defaults: %+v", c)
	}
}

func TestEveryWrongVariableIsNamedAndNoSecretShown(t *testing.T) {
	t.Parallel()
	_, err := from(t, map[string]string{
		"STUDYAPP_ADDR": "nowhere", "STUDYAPP_ROLE": "king", "STUDYAPP_MAX_UPLOAD": "-3",
		"STUDYAPP_DATABASE_URL": "mysql://u:hunter2@h/d", "STUDYAPP_TRUSTED_PROXIES": "all", "STUDYAPP_LOG_LEVEL": "loud",
	})
	if err == nil {
		t.Fatal("wrong settings were taken")
	}
	for _, name := range []string{"STUDYAPP_ADDR", "STUDYAPP_ROLE", "STUDYAPP_MAX_UPLOAD", "STUDYAPP_DATABASE_URL", "STUDYAPP_TRUSTED_PROXIES", "STUDYAPP_LOG_LEVEL"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in %v", name, err)
		}
	}
	if strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a password is in the message: %v", err)
	}
}

func TestOwnModelSettingsGoBeforeOpenAIs(t *testing.T) {
	t.Parallel()
	c, err := from(t, map[string]string{"OPENAI_API_KEY": "a", "OPENAI_BASE_URL": "http://o/v1", "STUDYAPP_LLM_BASE_URL": "http://s/v1/"})
	if err != nil || c.LLM.APIKey != "a" || c.LLM.BaseURL != "http://s/v1" {
		t.Errorf("%+v, %v", c.LLM, err)
	}
}

func TestClockIsATimeWithItsZone(t *testing.T) {
	t.Parallel()
	c, err := from(t, map[string]string{"STUDYAPP_CLOCK": "2026-05-18T11:30:00+02:00"})
	if err != nil || !c.Clock.Equal(time.Date(2026, 5, 18, 9, 30, 0, 0, time.UTC)) {
		t.Errorf("%v, %v", c.Clock, err)
	}
	for _, wrong := range []string{"2026-05-18", "2026-05-18T09:30:00", "noon"} {
		if _, err := from(t, map[string]string{"STUDYAPP_CLOCK": wrong}); err == nil || !strings.Contains(err.Error(), "STUDYAPP_CLOCK") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int64{"5": 5, "5B": 5, "2 kb": 2048, "3MB": 3 << 20, "1gb": 1 << 30} {
		c, err := from(t, map[string]string{"STUDYAPP_MAX_UPLOAD": in})
		if err != nil || c.MaxUploadBytes != want {
			t.Errorf("%q is %d, %v; want %d", in, c.MaxUploadBytes, err, want)
		}
	}
}

func TestHelpListsEveryVariable(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := WriteHelp(&b); err != nil {
		t.Fatal(err)
	}
	for _, v := range Variables() {
		if !strings.Contains(b.String(), v.Name) || v.Help == "" {
			t.Errorf("%s is not in the help", v.Name)
		}
	}
}

func TestABaseURLHasNoPath(t *testing.T) {
	t.Parallel()
	for url, says := range map[string]string{
		"https://study.example.org":       "",
		"https://study.example.org/":      "",
		"https://example.org/study":       "does not run below a path",
		"study.example.org":               "give the address browsers use",
		"ftp://study.example.org/uploads": "give the address browsers use",
	} {
		_, err := from(t, map[string]string{"STUDYAPP_BASE_URL": url})
		if says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("%s: %v", url, err)
		}
	}
}
