package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"studyapp/internal/platform/config"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/search/embed"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/static"
	"studyapp/web/words"
)

type doctorCommand struct {
	dataFlag
	JSON bool `help:"Print one JSON object."`
}

// finding is one thing that doctor looked at.
type finding struct {
	Name     string `json:"name"`
	OK       bool   `json:"ok"`
	Optional bool   `json:"optional"` // the server runs without it, only less well
	Detail   string `json:"detail"`
	Do       string `json:"do,omitempty"` // what mends it
}

// errUnwell makes doctor exit with 1.
var errUnwell = errors.New("something is missing; see above for what to do")

// Run checks everything that the server needs and says what to do. It starts
// the private servers if none runs, so it also shows that they can start.
func (d *doctorCommand) Run(p *process) error {
	c, err := p.config("STUDYAPP_DATA", d.Data)
	if err != nil {
		return usageError{err}
	}
	var all []finding
	s, err := openServers(p.ctx, c, p.troubleLog(c), joined)
	if s != nil {
		defer s.Close()
	}
	if err != nil {
		all = append(all, finding{Name: "database", Detail: err.Error(), Do: "make setup installs PostgreSQL; or set STUDYAPP_DATABASE_URL"})
	} else {
		all = append(all, checkServers(p.ctx, s)...)
		all = append(all, checkJobs(p.ctx, s), checkDisk(s.Dir))
	}
	all = append(all, checkModel(c), checkAssets(), checkLLM(p.ctx, c))
	return d.print(p, all)
}

func (d *doctorCommand) print(p *process, all []finding) error {
	well := true
	for _, f := range all {
		well = well && (f.OK || f.Optional)
	}
	if d.JSON {
		e := json.NewEncoder(p.stdout)
		e.SetIndent("", "  ")
		if err := e.Encode(map[string]any{"ok": well, "version": versionText(), "checks": all}); err != nil {
			return err
		}
	} else {
		for _, f := range all {
			word := "ok     "
			if !f.OK {
				word = "MISSING"
				if f.Optional {
					word = "without"
				}
			}
			fmt.Fprintf(p.stdout, "%s  %-14s %s\n", word, f.Name, f.Detail)
			if f.Do != "" {
				fmt.Fprintf(p.stdout, "         %-14s → %s\n", "", f.Do)
			}
		}
	}
	if !well {
		return errUnwell
	}
	return nil
}

func checkServers(ctx context.Context, s *servers) []finding {
	where := "private, started for this check"
	if s.Joined {
		where = "of the server that is running"
	} else if s.children == nil || s.children.DatabaseURL() == "" {
		where = "yours"
	}
	db := finding{Name: "database", OK: true}
	var server string
	if err := s.Pool.QueryRow(ctx, `select current_setting('server_version')`).Scan(&server); err != nil {
		db.OK, db.Detail = false, err.Error()
	} else {
		db.Detail = "PostgreSQL " + strings.Fields(server + " ?")[0] + ", " + where
	}
	cache := finding{Name: "redis", Optional: true, Detail: "not in use by this command"}
	switch {
	case s.Redis != nil:
		if err := s.Redis.Ping(ctx).Err(); err != nil {
			cache.Detail, cache.Do = err.Error(), "check that Redis runs and that STUDYAPP_REDIS_URL is right"
		} else {
			cache.OK, cache.Detail = true, "answers"
		}
	case !s.Joined:
		cache.OK = true
	}
	return []finding{db, cache}
}

func checkJobs(ctx context.Context, s *servers) finding {
	f := finding{Name: "jobs", Optional: true}
	counts, err := jobs.States(ctx, s.Pool)
	if err != nil {
		f.Detail = err.Error()
		return f
	}
	var dead int64
	for _, n := range counts {
		if n.State == "discarded" {
			dead += n.Jobs
		}
	}
	f.OK, f.Detail = dead == 0, fmt.Sprintf("%d given up", dead)
	if dead > 0 {
		f.Do = "see /admin/jobs for their errors and try them again there"
	}
	return f
}

func checkDisk(dir string) finding {
	f := finding{Name: "disk", Optional: true}
	free, _, err := roomIn(dir)
	if err != nil {
		f.Detail = err.Error()
		return f
	}
	f.OK, f.Detail = free >= lowDisk, fmt.Sprintf("%.1f GB free in %s", float64(free)/(1<<30), dir)
	if !f.OK {
		f.Do = "make room, or move the data folder and set STUDYAPP_DATA"
	}
	return f
}

func checkModel(c config.Config) finding {
	f := finding{Name: "search model", Optional: true, Do: "studyapp model fetch brings it; without it passages are found by words only"}
	dir, err := embed.Find(c.Models)
	if err != nil {
		f.Detail = errs.Message(err)
		if fetcher, err := modelFetcher(c, slog.New(slog.DiscardHandler)); err == nil {
			if s := fetcher.State(); s.Phase == fetch.Fetching {
				f.Detail, f.Do = "being fetched, "+words.MB(s.Arrived, s.Total), "wait; until then passages are found by words only"
			}
		}
		return f
	}
	m, err := embed.Open(dir, embed.Options{Parallel: 1})
	if err != nil {
		f.Detail = err.Error()
		return f
	}
	begun := time.Now()
	_, err = m.Query(context.Background(), "Is the model well?")
	if err := errors.Join(err, m.Close()); err != nil {
		f.Detail = err.Error()
		return f
	}
	return finding{Name: f.Name, OK: true, Optional: true, Detail: fmt.Sprintf("%s in %s, a query takes %d ms", embed.Name, dir, time.Since(begun).Milliseconds())}
}

func checkAssets() finding {
	if static.Missing() {
		return finding{Name: "assets", Detail: "this program was built without style sheets and scripts", Do: "make build"}
	}
	return finding{Name: "assets", OK: true, Detail: "built in"}
}

// modelWait is how long a model's server gets to say that it is there.
const modelWait = 10 * time.Second

func checkLLM(ctx context.Context, c config.Config) finding {
	f := finding{Name: "language model", Optional: true, OK: c.LLM.Configured()}
	if !f.OK {
		f.Detail = "none: answers are quoted from the documents"
		f.Do = "for written answers set OPENAI_API_KEY, or STUDYAPP_LLM_BASE_URL for a server of your own"
		return f
	}
	f.Detail = c.LLM.BaseURL
	if f.Detail == "" {
		f.Detail = "OpenAI"
	}
	if c.LLM.Model != "" {
		f.Detail += ", " + c.LLM.Model
	}
	ctx, cancel := context.WithTimeout(ctx, modelWait)
	defer cancel()
	if err := openAI(c).Reach(ctx); err != nil {
		f.OK, f.Detail = false, f.Detail+": "+reason(err)
		f.Do = "check that it runs and that STUDYAPP_LLM_BASE_URL and STUDYAPP_LLM_API_KEY are right; until then answers are quoted from the documents. In a container 127.0.0.1 is the container itself: a server on this machine is http://host.docker.internal:PORT/v1"
	}
	return f
}
