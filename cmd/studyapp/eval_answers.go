package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/ask/askeval"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/id"
)

type evalAnswersCommand struct {
	evalFlags
	Show bool `help:"Also print each question with what is shown for it."`
}

// questionsFile stands among the documents.
const questionsFile = "questions.jsonl"

// Run takes the documents of the folder into an account of its own, in a data
// folder that goes again, and asks the questions as a student would.
func (e *evalAnswersCommand) Run(p *process) error {
	questions, err := askeval.Read(filepath.Join(e.Data, questionsFile))
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "studyapp-eval-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	return withServers(p, folder, func(c config.Config, log *slog.Logger, s *servers) error {
		a, err := newApp(c, s, log, working(true))
		if err != nil {
			return err
		}
		defer a.Close()
		if err := a.Start(); err != nil {
			return err
		}
		who, err := a.services.Auth.Create(p.ctx, "eval@example.org", newPassword(), auth.RoleStudent)
		if err != nil {
			return err
		}
		files, err := e.takeIn(p, a, who.ID)
		if err != nil {
			return err
		}
		done := 0
		report, err := askeval.Run(p.ctx, questions, files, func(ctx context.Context, question string, conversation id.Conversation) (askeval.Reply, error) {
			answer, err := a.services.Ask.Ask(ctx, who.ID, ask.Request{Question: question, Conversation: conversation}, nil)
			if err != nil {
				return askeval.Reply{}, err
			}
			done++
			e.tell(p, answer, done, len(questions))
			return askeval.Reply{Conversation: answer.ConversationID, Answered: answer.Answered, Text: answer.Answer, Citations: answer.Citations}, nil
		})
		if err != nil {
			return err
		}
		return e.print(p, report)
	})
}

// takeIn uploads the folder's files and waits until all are read.
func (e *evalAnswersCommand) takeIn(p *process, a *app, owner id.User) (map[id.Document]string, error) {
	entries, err := os.ReadDir(e.Data)
	if err != nil {
		return nil, err
	}
	files := make(map[id.Document]string)
	for _, f := range entries {
		if f.IsDir() || f.Name() == questionsFile {
			continue
		}
		d, err := upload(p.ctx, a.services.Ingest, owner, id.Course{}, filepath.Join(e.Data, f.Name()))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		files[d.ID] = f.Name()
	}
	for d, name := range files {
		read, err := settled(p.ctx, a, owner, d)
		if err != nil {
			return nil, err
		}
		if read.Failure != nil {
			return nil, fmt.Errorf("%s cannot be read: %s", name, read.Failure.Message)
		}
	}
	return files, nil
}

// tell prints an answer, or how far it is.
func (e *evalAnswersCommand) tell(p *process, a ask.Answer, done, all int) {
	switch {
	case e.Show:
		fmt.Fprintf(p.stderr, "%d. %s: %s\n", done, a.Question, a.Outcome)
		printAnswer(p.stderr, a)
		fmt.Fprintln(p.stderr)
	case !e.JSON:
		fmt.Fprintf(p.stderr, "\r%d of %d questions", min(done, all), all)
	}
}

func (e *evalAnswersCommand) print(p *process, r askeval.Report) error {
	if e.JSON {
		return json.NewEncoder(p.stdout).Encode(r)
	}
	fmt.Fprintf(p.stderr, "\r")
	t := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "kind\tasked\tright\ton its page\trefused\tamong the nearest\tinvented")
	line := func(kind string, c *askeval.Counts) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\n", kind, c.Asked, c.Right, c.RightPage, c.Refused, c.Near, c.Invented)
	}
	var kinds []string
	for kind := range r.ByKind {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		line(kind, r.ByKind[kind])
	}
	line("all", &r.Counts)
	return t.Flush()
}
