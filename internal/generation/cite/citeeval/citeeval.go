package citeeval

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"studyapp/internal/generation/cite"
	"studyapp/internal/platform/errs"
)

// Label is what people say of a sentence and quotes.
type Label string

// The labels.
const (
	Supported    Label = "supported"    // the quotes say it
	Contradicted Label = "contradicted" // they say the contrary
	NotEnough    Label = "not_enough"   // they say neither
)

// Pair is a line of the data: a sentence, the quotes it is held against, and
// what people say of them.
type Pair struct {
	Sentence string   `json:"sentence"`
	Quotes   []string `json:"quotes"`
	Label    Label    `json:"label"`
}

// Counts are the verdicts that the pairs of one label got.
type Counts struct {
	Supported   int `json:"supported"`
	Weak        int `json:"weak"`
	Unsupported int `json:"unsupported"`
}

// Report is what was measured. Precision and Recall are those of the verdict
// supported; both are 0 where it was never given, or never due.
type Report struct {
	Pairs     int               `json:"pairs"`
	Precision float64           `json:"precision"`
	Recall    float64           `json:"recall"`
	ByLabel   map[Label]*Counts `json:"by_label"`
}

// Judge gives the verdict on a sentence against quotes.
type Judge func(ctx context.Context, sentence string, quotes []string) (cite.Verdict, error)

// longestLine of the data, in bytes.
const longestLine = 1 << 20

// Read reads pairs, one JSON object a line. It returns errs.Invalid, with the
// line, for what is no pair and for data without any.
func Read(path string) ([]Pair, error) {
	data, err := os.ReadFile(path) //nolint:gosec // G304: the operator names it
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, longestLine)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var p Pair
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, errs.Wrap(errs.Invalid, err, fmt.Sprintf("Line %d of %s is no JSON object of sentence, quotes and label.", n, path))
		}
		if p.Label != Supported && p.Label != Contradicted && p.Label != NotEnough {
			return nil, errs.Newf(errs.Invalid, "Line %d of %s has the label %q; it must be supported, contradicted or not_enough.", n, path, p.Label)
		}
		pairs = append(pairs, p)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(pairs) == 0 {
		return nil, errs.Newf(errs.Invalid, "%s has no pair of a sentence and quotes.", path)
	}
	return pairs, nil
}

// Run judges every pair. progress is called after each.
func Run(ctx context.Context, pairs []Pair, judge Judge, progress func(done, total int)) (Report, error) {
	r := Report{Pairs: len(pairs), ByLabel: map[Label]*Counts{}}
	for i, p := range pairs {
		c := r.ByLabel[p.Label]
		if c == nil {
			c = &Counts{}
			r.ByLabel[p.Label] = c
		}
		verdict, err := judge(ctx, p.Sentence, p.Quotes)
		if err != nil {
			return r, err
		}
		switch verdict {
		case cite.Supported:
			c.Supported++
		case cite.Weak:
			c.Weak++
		default:
			c.Unsupported++
		}
		progress(i+1, len(pairs))
	}
	said := 0
	for _, c := range r.ByLabel {
		said += c.Supported
	}
	if c := r.ByLabel[Supported]; c != nil {
		if said > 0 {
			r.Precision = float64(c.Supported) / float64(said)
		}
		if all := c.Supported + c.Weak + c.Unsupported; all > 0 {
			r.Recall = float64(c.Supported) / float64(all)
		}
	}
	return r, nil
}
