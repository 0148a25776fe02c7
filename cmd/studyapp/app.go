package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"riverqueue.com/riverui"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/cards"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/llm/paces"
	"studyapp/internal/generation/recheck"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/markdown"
	"studyapp/internal/ingest/extract/pdf"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/cache"
	"studyapp/internal/platform/clock"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/runs"
	"studyapp/internal/platform/sidejobs"
	"studyapp/internal/platform/telemetry"
	"studyapp/internal/search"
	"studyapp/internal/search/embed"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web"
	"studyapp/web/api"
	"studyapp/web/page"
	"studyapp/web/services"
	"studyapp/web/static"
)

// app is the wired program: every module with what it needs.
type app struct {
	services services.Services
	servers  *servers
	blobs    *blob.Store
	model    *embed.Loader
	cache    *cache.Cache
	pdf      *pdf.Extractor
	side     *sidejobs.Runner
	riverUI  *riverui.Handler
	log      *slog.Logger
	now      func() time.Time
	drain    atomic.Bool // no new work: the process is about to end

	cancel context.CancelFunc
	done   sync.WaitGroup
}

// blobsFolder holds the files of the documents, in the data folder.
const blobsFolder = "blobs"

// working says whether an app works the jobs or only inserts them.
type working bool

// newApp wires the modules over the servers. Close it.
func newApp(c config.Config, s *servers, log *slog.Logger, w working) (*app, error) {
	return newAppAt(c, s, log, w, clock.From(c.Clock))
}

// newAppAt is newApp with a clock other than that of the settings.
func newAppAt(c config.Config, s *servers, log *slog.Logger, w working, now func() time.Time) (*app, error) {
	a := &app{servers: s, log: log, now: now}
	if err := a.wire(c, s, w); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

func (a *app) wire(c config.Config, s *servers, w working) error {
	log := a.log
	node := commandName()
	if bool(w) {
		var err error
		if node, err = nodeName(c, s.Dir); err != nil {
			return err
		}
	}
	var err error
	if a.blobs, err = blob.Open(filepath.Join(s.Dir, blobsFolder)); err != nil {
		return err
	}
	queue, err := jobs.New(s.Pool, log, jobs.Options{Node: node, InsertOnly: !bool(w) || c.Role == config.RoleWeb, Held: a.suspended})
	if err != nil {
		return err
	}
	metrics := telemetry.New(versionText())
	metrics.WatchDatabase(s.Pool, log)
	a.services = services.Services{
		Config: c, Pool: s.Pool, Jobs: queue, Metrics: metrics, Log: log,
		Version: versionText(), SetupCode: newSetupCode(), Now: a.now,
		Bus:      bus.New(s.Redis, log),
		Learning: learning.New(s.Pool, ingest.Shelf{}, log, a.now),
		Health:   a.health, Vitals: a.vitals,
	}
	a.services.Auth = auth.New(s.Pool, auth.Options{Redis: s.Redis, SecureCookies: c.SecureCookies(), Dates: a.now, Ended: a.services.Bus.Wake, Courses: a.services.Learning})
	a.cache = cache.New(s.Redis, log, rememberVectors, nil)
	a.model = embed.NewLoader(c.Models, embed.Options{})
	if a.services.Model, err = modelFetcher(c, log); err != nil {
		log.Warn("the search model cannot be fetched by this program", "error", err)
	}
	a.services.Search, err = search.New(s.Pool, queue, a.services.Bus, a.embedder, log, search.Options{Folder: filepath.Join(s.Dir, "index")})
	if err != nil {
		return err
	}
	if a.pdf, err = pdf.New(pdf.Options{Log: log}); err != nil {
		return err
	}
	a.services.Runs = runs.New(runs.Options{Pool: s.Pool, Jobs: queue, Bus: a.services.Bus, Log: log, Node: node, Now: a.now})
	a.services.Ingest = ingest.New(ingest.Options{
		Pool: s.Pool, Courses: a.services.Learning, Runs: a.services.Runs, Jobs: queue, Blobs: a.blobs, Bus: a.services.Bus, Log: log, Now: a.now, MaxUploadBytes: c.MaxUploadBytes,
		Extractors: map[ingest.Kind]extract.Extractor{
			ingest.PDF:      a.pdf,
			ingest.Markdown: markdown.New(),
			ingest.Text:     plaintext.New(),
		},
		Decrypter: a.pdf,
		Vectors:   a.services.Search,
	})
	a.services.Ingest.SetProber(a.services.Search)
	queue.Register(a.services.Ingest.Workers)
	queue.Register(a.services.Search.Workers)
	queue.Register(a.services.Runs.Workers)
	queue.Owners(a.services.Ingest.JobOwners())
	queue.Owners(a.services.Runs.JobOwners())
	a.makeWriters(models(c, log).Keep(paces.In(s.Pool)), queue)
	if err := queue.Repeat(a.services.Ingest.Periodic()); err != nil {
		return err
	}
	if err := queue.Clean(a.cleaners()...); err != nil {
		return err
	}

	a.side, err = sidejobs.New(s.RedisURL, log, sidejobs.Handlers{Warm: a.warm, Sweep: a.services.Ingest.SweepTemps})
	if err != nil {
		return err
	}
	a.services.SignedIn = func(ctx context.Context, account auth.Account) { a.side.Warm(ctx, account.ID) }
	a.riverUI, err = riverui.NewHandler(&riverui.HandlerOpts{
		Endpoints: riverui.NewEndpoints(queue.River(), nil), Logger: log, Prefix: web.JobsPrefix,
	})
	if err != nil {
		return fmt.Errorf("the jobs page (River UI): %w", err)
	}
	return nil
}

// suspended says whether the jobs of an owner wait.
func (a *app) suspended(ctx context.Context, owner id.User) (bool, error) {
	return a.services.Auth.Suspended(ctx, owner)
}

// makeWriters makes what writes from the documents: answers, cards, and the
// quotes that both rest on.
func (a *app) makeWriters(models *llm.Router, queue *jobs.Client) {
	s := &a.services
	found := evidence.New(evidence.Options{Pool: s.Pool, Search: s.Search, Embedder: a.embedder, Log: a.log})
	s.LLM = models
	s.Ask = ask.New(ask.Options{Pool: s.Pool, Evidence: found, Courses: s.Learning, Runs: s.Runs, Models: models, Log: a.log, Now: a.now})
	s.MakeCards = cards.New(cards.Options{
		Pool: s.Pool, Embedder: a.embedder, Notes: s.Learning, Jobs: queue, Runs: s.Runs, Bus: s.Bus, Accounts: s.Auth, Models: models, Log: a.log,
	})
	s.Quotes = recheck.New(recheck.Options{Pool: s.Pool, Search: s.Search, Notes: s.Learning, Quoting: []recheck.Quoting{s.Learning, s.Ask}, Jobs: queue, Bus: s.Bus, Log: a.log})
	s.Ingest.SetQuoters(s.Quotes)
	queue.Register(s.Quotes.Workers)
}

// modelFetcher fetches the search model to where it is looked for.
func modelFetcher(c config.Config, log *slog.Logger) (*fetch.Fetcher, error) {
	root, err := embed.Root(c.Models)
	if err != nil {
		return nil, err
	}
	present := func() bool {
		_, err := embed.Find(c.Models)
		return err == nil
	}
	return fetch.New(fetch.Options{Root: root, Present: present, Log: log}), nil
}

// models are the language models that write answers and cards, if any.
func models(c config.Config, log *slog.Logger) *llm.Router {
	if !c.LLM.Configured() {
		return llm.NewRouter(log)
	}
	return llm.NewRouter(log, openAI(c))
}

func openAI(c config.Config) *llm.OpenAI {
	return llm.NewOpenAI(llm.OpenAIOptions{BaseURL: c.LLM.BaseURL, APIKey: c.LLM.APIKey, Model: c.LLM.Model})
}

// embedder gives the search model, or nil while it is missing.
func (a *app) embedder() search.Embedder {
	m, err := a.model.Get()
	if err != nil {
		return nil
	}
	return rememberingEmbedder{m, a.cache}
}

// mounts are the parts of the site that other packages draw.
func (a *app) mounts() web.Mounts {
	return web.Mounts{API: api.Mount, Page: page.Mount, Problem: page.Problem, Jobs: a.riverUI}
}

// TakeBack takes back what the last process of this node was working on when it
// ended. Call it before requests are let in, which begin work of the same name.
func (a *app) TakeBack(ctx context.Context) error {
	return a.services.Runs.TakeBack(ctx)
}

// Start begins the background work: jobs, side jobs, wake-ups.
func (a *app) Start() error {
	ctx, cancel := context.WithCancel(context.Background()) // lives until Close
	a.cancel = cancel
	if err := a.services.Jobs.Start(ctx); err != nil {
		return err
	}
	if err := a.side.Start(); err != nil {
		// Redis is away: what side jobs do can wait, the server need not.
		a.log.Warn("side jobs do not run", "error", err)
	}
	if err := a.riverUI.Start(ctx); err != nil {
		return fmt.Errorf("the jobs page (River UI): %w", err)
	}
	a.done.Go(func() { a.services.Bus.Run(ctx) })
	a.done.Go(func() { a.services.Runs.Sweeping(ctx) })
	a.done.Go(func() { a.awaitModel(ctx) })
	a.done.Go(func() {
		if err := a.services.Quotes.QueueMissing(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("cards of replaced documents were not looked for", "error", err)
		}
	})
	a.done.Go(func() {
		if err := a.pdf.Warm(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("the reader of PDF does not start", "error", err)
		}
	})
	return nil
}

// modelLook is how often a missing search model is looked for: another process
// of this machine may have fetched it. What this one fetches is taken at once.
const modelLook = 5 * time.Second

// awaitModel loads the search model before the first question, as soon as it is
// there, and has the vectors made that are missing.
func (a *app) awaitModel(ctx context.Context) {
	var fetched <-chan struct{}
	if a.services.Model != nil {
		fetched = a.services.Model.Arrived()
	}
	for told := false; ; {
		_, err := a.model.Get()
		if err == nil {
			break
		}
		if !told {
			a.log.Warn("no search model: passages are found by words only", "error", err)
			told = true
		}
		select {
		case <-ctx.Done():
			return
		case <-fetched:
			a.model.Again()
		case <-time.After(modelLook):
		}
	}
	if err := a.services.Search.Resume(ctx); err != nil && ctx.Err() == nil {
		a.log.Warn("vectors that are missing were not asked for", "error", err)
	}
}

// Close ends the background work and frees what was wired, also when wiring
// went only half way; running jobs get drainWait.
func (a *app) Close() {
	if a.cancel != nil {
		ctx, cancel := context.WithTimeout(context.Background(), drainWait) // the process's own has ended
		defer cancel()
		if err := a.services.Jobs.Stop(ctx); err != nil {
			a.log.Warn("jobs did not end in time; they go on after the next start", "error", err)
		}
		a.side.Stop()
		a.cancel()
		a.done.Wait()
	}
	if a.services.Model != nil {
		a.services.Model.Close()
	}
	ctx, cancel := context.WithTimeout(context.Background(), drainWait) // the process's own has ended
	defer cancel()
	if a.services.Search != nil {
		if err := a.services.Search.Close(ctx); err != nil {
			a.log.Warn("search indexes were not all written; they are rebuilt", "error", err)
		}
	}
	if a.model != nil {
		if err := a.model.Close(); err != nil {
			a.log.Warn("the search model did not close", "error", err)
		}
	}
	if a.pdf != nil {
		if err := a.pdf.Close(); err != nil {
			a.log.Warn("the readers of PDF did not close", "error", err)
		}
	}
}

// health is what /readyz, the admin page and doctor say.
func (a *app) health(ctx context.Context) []services.Check {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	check := func(name string, optional bool, missing string, err error) services.Check {
		c := services.Check{Name: name, OK: err == nil, Optional: optional}
		if err != nil {
			c.Detail = missing + ": " + err.Error()
		}
		return c
	}
	list := []services.Check{check("database", false, "PostgreSQL does not answer", a.services.Pool.Ping(ctx))}
	if a.servers.Redis != nil {
		list = append(list, check("redis", true, "Redis does not answer; pages notice changes a second later", a.servers.Redis.Ping(ctx).Err()))
	}
	_, err := embed.Find(a.services.Config.Models)
	list = append(list, check("search model", true, "Passages are found by words only", err))
	if static.Missing() {
		list = append(list, services.Check{Name: "assets", Optional: true, Detail: "The program was built without style sheets and scripts: make build."})
	}
	if a.drain.Load() {
		list = append(list, services.Check{Name: "running", Detail: "The server is stopping."})
	}
	return list
}

// warm loads what the owner's first page and first search need.
func (a *app) warm(ctx context.Context, owner id.User) error {
	_, err := a.services.Learning.Due(ctx, owner, learning.DueFilter{Limit: 1})
	return errors.Join(err, a.services.Search.Warm(ctx, owner), a.services.Ask.Warm(ctx))
}

// nodeName is this process's name among the nodes: from the settings, or made
// once and kept in the data folder, which one process at a time may use.
func nodeName(c config.Config, dir string) (string, error) {
	if c.Node != "" {
		return c.Node, nil
	}
	path := filepath.Join(dir, "node")
	b, err := os.ReadFile(path)
	if name := strings.TrimSpace(string(b)); err == nil && name != "" {
		return name, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("reading the node's name: %w", err)
	}
	name := "node-" + randomName()
	if err := os.WriteFile(path, []byte(name+"\n"), 0o644); err != nil {
		return "", fmt.Errorf("keeping the node's name: %w", err)
	}
	return name, nil
}

// commandName is the name of a process that works no jobs, such as a command
// beside a server: it is no node, and what it begins is not the server's.
func commandName() string { return "command-" + randomName() }

func randomName() string {
	random := make([]byte, 6)
	_, _ = rand.Read(random) // never fails since Go 1.24
	return hex.EncodeToString(random)
}
