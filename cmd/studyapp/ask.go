package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"studyapp/internal/generation/ask"
	"studyapp/internal/platform/config"
)

type askCommand struct {
	dataFlag
	Question string `arg:"" help:"What to ask the documents."`
	Email    string `help:"Whose documents; not needed while there is one account." placeholder:"E"`
	JSON     bool   `help:"Print the whole answer as one JSON object."`
}

// Run asks the account's documents and prints the answer with its quotes.
func (a *askCommand) Run(p *process) error {
	return withServers(p, a.Data, func(c config.Config, log *slog.Logger, s *servers) error {
		app, err := newApp(c, s, log, false)
		if err != nil {
			return err
		}
		defer app.Close()
		who, err := account(p.ctx, app.services.Auth, a.Email)
		if err != nil {
			return err
		}
		answer, err := app.services.Ask.Ask(p.ctx, who.ID, ask.Request{Question: a.Question}, nil)
		if err != nil {
			return err
		}
		if a.JSON {
			e := json.NewEncoder(p.stdout)
			e.SetIndent("", "  ")
			return e.Encode(answer)
		}
		printAnswer(p.stdout, answer)
		return nil
	})
}

// printAnswer writes the sentences with their numbers and verdicts, then the
// quotes. When nothing answers, the quotes are the nearest passages.
func printAnswer(w io.Writer, a ask.Answer) {
	if !a.Answered || len(a.Sentences) == 0 {
		fmt.Fprintln(w, a.Answer)
	}
	for _, s := range a.Sentences {
		var marks strings.Builder
		for _, n := range s.Citations {
			fmt.Fprintf(&marks, " [%d]", n)
		}
		switch s.Support {
		case ask.Weak:
			marks.WriteString(" (supported only in part)")
		case ask.Unsupported:
			marks.WriteString(" (no source)")
		}
		fmt.Fprintf(w, "%s%s\n", s.Text, marks.String())
	}
	if len(a.Citations) > 0 {
		fmt.Fprintln(w)
	}
	for _, c := range a.Citations {
		where := c.Title
		switch {
		case c.PageLabel != "":
			where += fmt.Sprintf(", page %s (%d in the file)", c.PageLabel, *c.Page)
		case c.Page != nil:
			where += fmt.Sprintf(", page %d", *c.Page)
		}
		fmt.Fprintf(w, "[%d] %s: “%s”\n", c.N, where, strings.Join(strings.Fields(c.Quote), " "))
	}
}
