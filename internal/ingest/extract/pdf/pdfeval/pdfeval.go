// Package pdfeval measures how well PDF files are read, against a folder of
// files with their true texts: `studyapp eval pdf`.
package pdfeval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// Report is what a run found.
type Report struct {
	Files  []File  `json:"files"`
	MeanF1 float64 `json:"mean_f1"` // over the files that have a truth and were read
	Scored int     `json:"scored"`
	Pages  int     `json:"pages"`
	// PagesPerSecond counts only the time inside the extractor.
	PagesPerSecond float64 `json:"pages_per_second"`
}

// File is what came of one file.
type File struct {
	File    string   `json:"file"`
	Status  string   `json:"status"`            // "ready", or the failure's kind
	Message string   `json:"message,omitempty"` // what the student would read
	F1      *float64 `json:"f1,omitempty"`
	Pages   int      `json:"pages,omitempty"`
	Seconds float64  `json:"seconds"`
}

// entry is a line of the folder's manifest.json.
type entry struct {
	File      string `json:"file"`
	Password  string `json:"password"`
	Truth     string `json:"truth"`
	TruthKind string `json:"truth_kind"`
}

// Run reads every file that the folder's manifest.json names.
func Run(ctx context.Context, x extract.Extractor, folder string) (Report, error) {
	var report Report
	b, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return report, fmt.Errorf("eval pdf: %w", err)
	}
	var entries []entry
	if err := json.Unmarshal(b, &entries); err != nil {
		return report, fmt.Errorf("eval pdf: manifest: %w", err)
	}
	var sum, seconds float64
	for _, e := range entries {
		path := filepath.Join(folder, e.File)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		begun := time.Now()
		text, pages, err := read(ctx, x, path, e.Password)
		if ctx.Err() != nil {
			return report, ctx.Err()
		}
		f := File{File: e.File, Status: "ready", Pages: pages, Seconds: time.Since(begun).Seconds()}
		if err != nil {
			f.Status, f.Message = string(errs.KindOf(err)), errs.Message(err)
			var failed *errs.Error
			if errors.As(err, &failed) && failed.Field != "" {
				f.Status = failed.Field
			}
		}
		if e.Truth != "" && err == nil && e.TruthKind != "substrings" {
			truth, err := os.ReadFile(filepath.Join(folder, e.Truth))
			if err != nil {
				return report, fmt.Errorf("eval pdf: %w", err)
			}
			v := WordF1(text, string(truth))
			f.F1 = &v
			sum += v
			report.Scored++
		}
		report.Pages += pages
		seconds += f.Seconds
		report.Files = append(report.Files, f)
	}
	if report.Scored > 0 {
		report.MeanF1 = sum / float64(report.Scored)
	}
	if seconds > 0 {
		report.PagesPerSecond = float64(report.Pages) / seconds
	}
	return report, nil
}

func read(ctx context.Context, x extract.Extractor, path, password string) (text string, pages int, err error) {
	d, err := x.Open(ctx, path, extract.OpenOptions{Password: password, FileName: filepath.Base(path)})
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	var b strings.Builder
	for n := 1; n <= d.Info().Pages; n++ {
		p, err := d.Page(ctx, n)
		if err != nil {
			return "", pages, err
		}
		b.WriteString(p.Text)
		b.WriteByte(' ')
		pages++
	}
	return b.String(), pages, nil
}

// WordF1 is the harmonic mean of precision and recall of the words of got
// against those of want, as bags: their order does not count.
func WordF1(got, want string) float64 {
	a, b := words(got), words(want)
	both, all := 0, 0
	for w, n := range a {
		both += min(n, b[w])
		all += n
	}
	for _, n := range b {
		all += n
	}
	switch {
	case both > 0:
		return 2 * float64(both) / float64(all)
	case len(a) == 0 && len(b) == 0:
		return 1
	}
	return 0
}

// words counts the runs of letters, digits and underscores, in small letters.
func words(s string) map[string]int {
	out := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	}) {
		out[w]++
	}
	return out
}
