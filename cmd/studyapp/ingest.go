package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/id"
)

type ingestCommand struct {
	dataFlag
	Files  []string `arg:"" name:"file" type:"existingfile" help:"PDF, Markdown or text files."`
	Email  string   `help:"Whose documents they become; not needed while there is one account." placeholder:"E"`
	Course string   `help:"Title of the course they go into; made if there is none." placeholder:"TITLE"`
	Wait   bool     `help:"Wait until they are read."`
}

// errNotAll makes ingest exit with 1 after it has said what failed.
var errNotAll = errors.New("not all files were taken in")

// Run takes the files in, as an upload by browser would. The running server
// reads them; with --wait and no server this process does.
func (i *ingestCommand) Run(p *process) error {
	return withServers(p, i.Data, func(c config.Config, log *slog.Logger, s *servers) error {
		readHere := i.Wait && !s.Joined && s.children != nil
		app, err := newApp(c, s, log, working(readHere))
		if err != nil {
			return err
		}
		defer app.Close()
		who, err := account(p.ctx, app.services.Auth, i.Email)
		if err != nil {
			return err
		}
		course, err := courseTitled(p.ctx, app.services.Learning, who.ID, i.Course)
		if err != nil {
			return err
		}
		if readHere {
			if err := app.Start(); err != nil {
				return err
			}
		}
		failed := false
		var taken []ingest.Document
		for _, file := range i.Files {
			d, err := upload(p.ctx, app.services.Ingest, who.ID, course, file)
			if err != nil {
				fmt.Fprintf(p.stderr, "%s: %s\n", file, reason(err))
				failed = true
				continue
			}
			taken = append(taken, d)
			fmt.Fprintf(p.stdout, "%s  %s\n", d.ID, d.Title)
		}
		if i.Wait {
			for _, d := range taken {
				d, err := settled(p.ctx, app, who.ID, d.ID)
				if err != nil {
					return err
				}
				if d.Failure != nil {
					fmt.Fprintf(p.stderr, "%s: %s\n", d.FileName, d.Failure.Message)
					failed = true
					continue
				}
				fmt.Fprintf(p.stdout, "%s  ready, %d passages\n", d.ID, d.Chunks)
			}
		} else if !s.Joined && s.children != nil && len(taken) > 0 {
			fmt.Fprintln(p.stdout, "They are read as soon as the server runs: studyapp serve")
		}
		if failed {
			return errNotAll
		}
		return nil
	})
}

func upload(ctx context.Context, s *ingest.Service, owner id.User, course id.Course, file string) (ingest.Document, error) {
	f, err := os.Open(file)
	if err != nil {
		return ingest.Document{}, err
	}
	defer func() { _ = f.Close() }()
	return s.Upload(ctx, owner, ingest.Upload{Course: course, FileName: filepath.Base(file), Body: f})
}

// settled waits until the document is ready or failed.
func settled(ctx context.Context, a *app, owner id.User, doc id.Document) (ingest.Document, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	changes := a.services.Bus.Subscribe(ctx, owner)
	for {
		d, err := a.services.Ingest.Document(ctx, owner, doc)
		if err != nil || d.Status == ingest.Ready || d.Status == ingest.Failed {
			return d, err
		}
		select {
		case <-changes:
		case <-time.After(time.Second): // a server in another process may have no Redis to tell us by
		case <-ctx.Done():
			return d, ctx.Err()
		}
	}
}

// courseTitled finds the owner's course, or makes it. No title means the
// default course.
func courseTitled(ctx context.Context, s *learning.Service, owner id.User, title string) (id.Course, error) {
	if title == "" {
		return id.Course{}, nil
	}
	all, err := s.Courses(ctx, owner)
	if err != nil {
		return id.Course{}, err
	}
	for _, c := range all {
		if strings.EqualFold(c.Title, title) {
			return c.ID, nil
		}
	}
	c, err := s.CreateCourse(ctx, owner, learning.NewCourse{Title: title})
	if err != nil {
		return id.Course{}, fmt.Errorf("making the course: %w", err)
	}
	return c.ID, nil
}
