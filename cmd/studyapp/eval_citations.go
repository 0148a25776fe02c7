package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"studyapp/internal/generation/cite/citeeval"
	"studyapp/internal/generation/evidence"
)

type evalCitationsCommand struct{ evalFlags }

// Run judges every pair of the data as an answer's sentence is judged.
func (e *evalCitationsCommand) Run(p *process) error {
	pairs, err := citeeval.Read(e.Data)
	if err != nil {
		return err
	}
	c, err := p.config()
	if err != nil {
		return usageError{err}
	}
	model, err := openModel(c)
	if err != nil {
		return err
	}
	defer func() { _ = model.Close() }()
	report, err := citeeval.Run(p.ctx, pairs, evidence.NewJudge(model).Verdict, func(done, total int) {
		if !e.JSON && done%64 == 0 {
			fmt.Fprintf(p.stderr, "\r%d of %d pairs", done, total)
		}
	})
	if err != nil {
		return err
	}
	if e.JSON {
		return json.NewEncoder(p.stdout).Encode(report)
	}
	fmt.Fprintf(p.stderr, "\r")
	t := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%d pairs\tsupported\tweak\tunsupported\n", report.Pairs)
	for _, label := range []citeeval.Label{citeeval.Supported, citeeval.Contradicted, citeeval.NotEnough} {
		if c := report.ByLabel[label]; c != nil {
			fmt.Fprintf(t, "%s\t%d\t%d\t%d\n", label, c.Supported, c.Weak, c.Unsupported)
		}
	}
	fmt.Fprintf(t, "supported is right\t%.4f\t\t\n", report.Precision)
	fmt.Fprintf(t, "what is supported is recognised\t%.4f\t\t\n", report.Recall)
	return t.Flush()
}
