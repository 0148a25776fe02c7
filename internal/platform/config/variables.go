package config

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"text/tabwriter"
)

// Variable is one setting.
type Variable struct {
	Name    string
	Default string
	Help    string
	secret  bool
	set     func(*Config, string) error
}

func (v Variable) shown(text string) string {
	if v.secret {
		return "…"
	}
	return text
}

// Variables lists every setting, in the order of the help.
func Variables() []Variable { return append([]Variable(nil), variables...) }

var variables = []Variable{
	{Name: "STUDYAPP_ADDR", Default: "127.0.0.1:8080", Help: "address to listen on", set: setAddr},
	{Name: "STUDYAPP_DATA", Default: "./data", Help: "folder that holds everything of this server", set: setData},
	{Name: "STUDYAPP_DATABASE_URL", Help: "PostgreSQL to use; without it a private one is started in the data folder", secret: true, set: setDatabase},
	{Name: "STUDYAPP_REDIS_URL", Help: "Redis to use; without it a private one is started in the data folder; off does without", secret: true, set: setRedis},
	{Name: "STUDYAPP_MODELS", Help: "folder of search models; without it: models beside the program, then the user's cache", set: text(func(c *Config) *string { return &c.Models })},
	{Name: "STUDYAPP_ROLE", Default: RoleAll, Help: "all, web (pages and API) or worker (jobs)", set: setRole},
	{Name: "STUDYAPP_NODE", Help: "name of this process among several on one database; without it one is made and kept in the data folder", set: text(func(c *Config) *string { return &c.Node })},
	{Name: "STUDYAPP_BASE_URL", Help: "address browsers use, if it is not the one listened on; https makes cookies secure", set: setBaseURL},
	{Name: "STUDYAPP_TRUSTED_PROXIES", Help: "networks whose X-Forwarded-For is believed, separated by commas", set: setProxies},
	{Name: "STUDYAPP_METRICS_TOKEN", Help: "bearer token for /metrics; without it only the socket serves them", secret: true, set: text(func(c *Config) *string { return &c.MetricsToken })},
	{Name: "STUDYAPP_METRICS_SOCKET", Help: "path of a Unix socket that serves /metrics to its own user and group, without a token", set: setMetricsSocket},
	{Name: "STUDYAPP_MAX_UPLOAD", Default: "200MB", Help: "largest file that is taken in", set: byteSize(func(c *Config) *int64 { return &c.MaxUploadBytes })},
	{Name: "STUDYAPP_LLM_BASE_URL", Help: "OpenAI-compatible endpoint that writes answers and cards, such as http://127.0.0.1:11434/v1", set: endpoint},
	{Name: "STUDYAPP_LLM_API_KEY", Help: "its key", secret: true, set: text(func(c *Config) *string { return &c.LLM.APIKey })},
	{Name: "STUDYAPP_LLM_MODEL", Help: "its model", set: text(func(c *Config) *string { return &c.LLM.Model })},
	{Name: "OPENAI_BASE_URL", Help: "read where STUDYAPP_LLM_BASE_URL is not set", set: unless(func(c *Config) string { return c.LLM.BaseURL }, endpoint)},
	{Name: "OPENAI_API_KEY", Help: "read where STUDYAPP_LLM_API_KEY is not set", secret: true, set: unless(func(c *Config) string { return c.LLM.APIKey }, text(func(c *Config) *string { return &c.LLM.APIKey }))},
	{Name: "STUDYAPP_LOG_LEVEL", Default: "info", Help: "debug, info, warn or error", set: setLevel},
	{Name: "STUDYAPP_LOG_JSON", Help: "1 logs JSON lines", set: flag(func(c *Config) *bool { return &c.LogJSON })},
	{Name: "STUDYAPP_DEV", Help: "1 adds /dev/gallery: pages in states that no link leads to", set: flag(func(c *Config) *bool { return &c.Dev })},
	{Name: "STUDYAPP_CLOCK", Help: "for developers: the time at which the server's clock starts, such as 2026-05-18T09:30:00Z; it goes on from there", set: setClock},
}

// WriteHelp prints the settings as `studyapp help config` shows them.
func WriteHelp(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, v := range variables {
		help := v.Help
		if v.Default != "" {
			help += " (" + v.Default + ")"
		}
		if _, err := fmt.Fprintf(t, "%s\t%s\n", v.Name, help); err != nil {
			return err
		}
	}
	return t.Flush()
}

func text(field func(*Config) *string) func(*Config, string) error {
	return func(c *Config, s string) error {
		*field(c) = s
		return nil
	}
}

// unless keeps what an earlier, more particular variable has set.
func unless(have func(*Config) string, set func(*Config, string) error) func(*Config, string) error {
	return func(c *Config, s string) error {
		if have(c) != "" {
			return nil
		}
		return set(c, s)
	}
}

func flag(field func(*Config) *bool) func(*Config, string) error {
	return func(c *Config, s string) error {
		b, err := strconv.ParseBool(s)
		if err != nil {
			return errors.New("use 1 or 0")
		}
		*field(c) = b
		return nil
	}
}

func endpoint(c *Config, s string) error {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return errors.New("give an http or https address, usually one that ends in /v1")
	}
	c.LLM.BaseURL = strings.TrimRight(s, "/")
	return nil
}

var units = []struct {
	suffix string
	bytes  int64
}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1}, {"", 1}}

func byteSize(field func(*Config) *int64) func(*Config, string) error {
	return func(c *Config, s string) error {
		upper := strings.ToUpper(strings.ReplaceAll(s, " ", ""))
		for _, u := range units {
			number, ok := strings.CutSuffix(upper, u.suffix)
			if !ok {
				continue
			}
			n, err := strconv.ParseInt(number, 10, 64)
			if err != nil || n <= 0 || n > (1<<50)/u.bytes {
				break
			}
			*field(c) = n * u.bytes
			return nil
		}
		return errors.New("give a size such as 200MB")
	}
}
