package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"time"
)

// The roles of a process.
const (
	RoleAll    = "all"    // pages, API and jobs
	RoleWeb    = "web"    // pages and API; jobs are inserted, not worked
	RoleWorker = "worker" // jobs, with only /healthz, /readyz and /metrics
)

// LLM is the OpenAI-compatible endpoint that writes prose. Without a BaseURL
// and an APIKey there is none and answers are quoted.
type LLM struct {
	BaseURL string
	APIKey  string
	Model   string
}

// Configured reports whether a language model was set.
func (l LLM) Configured() bool { return l.BaseURL != "" || l.APIKey != "" }

// Config is every setting, checked.
type Config struct {
	Addr           string // host:port to listen on
	Data           string // absolute path
	DatabaseURL    string // empty: a private PostgreSQL in Data
	RedisURL       string // empty: a private Redis in Data; "off": none
	Models         string // folder of models; empty: look in the usual places
	Role           string
	Node           string // empty: made once and kept in Data
	BaseURL        string // as browsers reach it, without a slash at the end; may be empty
	TrustedProxies []netip.Prefix
	MetricsToken   string
	MetricsSocket  string // absolute path of a Unix socket that serves /metrics; empty: none
	MaxUploadBytes int64
	LLM            LLM
	LogLevel       slog.Level
	LogJSON        bool
	Dev            bool
	Clock          time.Time // what the server's clock starts at; zero: the wall clock
}

// SecureCookies reports whether browsers reach the server by https.
func (c Config) SecureCookies() bool { return strings.HasPrefix(c.BaseURL, "https://") }

// NoRedis is the RedisURL that says to do without one.
const NoRedis = "off"

// FromEnv reads the settings. Its error names every variable that is wrong,
// with what would be right.
func FromEnv(getenv func(string) string) (Config, error) {
	var c Config
	var wrong []error
	for _, v := range variables {
		text := strings.TrimSpace(getenv(v.Name))
		if text == "" {
			text = v.Default
		}
		if text == "" {
			continue
		}
		if err := v.set(&c, text); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w (it is %q)", v.Name, err, v.shown(text)))
		}
	}
	return c, errors.Join(wrong...)
}

func setAddr(c *Config, s string) error {
	if _, _, err := net.SplitHostPort(s); err != nil {
		return errors.New("give an address to listen on, such as 127.0.0.1:8080 or :8080")
	}
	c.Addr = s
	return nil
}

func setData(c *Config, s string) error {
	p, err := filepath.Abs(s)
	if err != nil {
		return fmt.Errorf("give a folder: %w", err)
	}
	c.Data = p
	return nil
}

func setMetricsSocket(c *Config, s string) error {
	p, err := filepath.Abs(s)
	if err != nil {
		return fmt.Errorf("give the path of a socket: %w", err)
	}
	if len(p) > longestSocket {
		return fmt.Errorf("give a path of at most %d bytes, as the system takes no longer one for a socket", longestSocket)
	}
	c.MetricsSocket = p
	return nil
}

// longestSocket is what fits into sockaddr_un with its closing zero byte.
const longestSocket = 107

func setDatabase(c *Config, s string) error {
	u, err := url.Parse(s)
	if err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql") {
		c.DatabaseURL = s
		return nil
	}
	if strings.Contains(s, "=") && !strings.Contains(s, "://") { // host=/run/postgresql user=…
		c.DatabaseURL = s
		return nil
	}
	return errors.New("give a URL such as postgres://user@host/database, or host=/var/run/postgresql dbname=studyapp")
}

func setRedis(c *Config, s string) error {
	if s == NoRedis {
		c.RedisURL = s
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "redis" && u.Scheme != "rediss" && u.Scheme != "unix") {
		return errors.New("give a URL such as redis://host:6379/0 or unix:///run/redis.sock, or off to do without")
	}
	c.RedisURL = s
	return nil
}

func setRole(c *Config, s string) error {
	if s != RoleAll && s != RoleWeb && s != RoleWorker {
		return errors.New("use all, web or worker")
	}
	c.Role = s
	return nil
}

func setBaseURL(c *Config, s string) error {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return errors.New("give the address browsers use, such as https://study.example.org")
	}
	if strings.Trim(u.Path, "/") != "" {
		return errors.New("give an address without a path, such as https://study.example.org: studyapp does not run below a path; give it a name or a port of its own")
	}
	c.BaseURL = u.Scheme + "://" + u.Host
	return nil
}

func setProxies(c *Config, s string) error {
	for _, part := range strings.Split(s, ",") {
		part = strings.TrimSpace(part)
		p, err := netip.ParsePrefix(part)
		if err != nil {
			a, aerr := netip.ParseAddr(part)
			if aerr != nil {
				return errors.New("give networks separated by commas, such as 10.0.0.0/8,192.168.1.7")
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		c.TrustedProxies = append(c.TrustedProxies, p)
	}
	return nil
}

func setClock(c *Config, s string) error {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return errors.New("give a time with its zone, such as 2026-05-18T09:30:00Z")
	}
	c.Clock = t
	return nil
}

func setLevel(c *Config, s string) error {
	if err := c.LogLevel.UnmarshalText([]byte(s)); err != nil {
		return errors.New("use debug, info, warn or error")
	}
	return nil
}
