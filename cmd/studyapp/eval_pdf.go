package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"studyapp/internal/ingest/extract/pdf"
	"studyapp/internal/ingest/extract/pdf/pdfeval"
)

type evalPDFCommand struct{ evalFlags }

// Run reads every file of the folder's manifest.
func (e *evalPDFCommand) Run(p *process) error {
	c, err := p.config()
	if err != nil {
		return usageError{err}
	}
	reader, err := pdf.New(pdf.Options{Log: p.troubleLog(c)})
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }()
	report, err := pdfeval.Run(p.ctx, reader, e.Data)
	if err != nil {
		return err
	}
	if e.JSON {
		return json.NewEncoder(p.stdout).Encode(report)
	}
	t := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	for _, f := range report.Files {
		f1 := ""
		if f.F1 != nil {
			f1 = fmt.Sprintf("%.4f", *f.F1)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%.2f s\t%s\n", f.File, f.Status, f1, f.Seconds, f.Message)
	}
	fmt.Fprintf(t, "%d files, %d pages\tmean\t%.4f\t%.1f pages/s\t\n", len(report.Files), report.Pages, report.MeanF1, report.PagesPerSecond)
	return t.Flush()
}
