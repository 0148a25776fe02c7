// Command bench measures studyapp beside references in the same run and prints
// a table of ratios. `make bench` calls it; it needs the Python packages of
// requirements.txt. Absolute times depend on the machine and its load, the
// ratios much less: each pair is measured in turns and the medians compared.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
)

// row is one line of the table.
type row struct {
	what, ours, reference, ratio, target string
	holds                                bool
}

// bench is one run: where things are and what was found.
type bench struct {
	ref    *reference
	python string // the interpreter and the script of references
	script string
	data   string // a folder of real files; empty: files made here
	binary string // bin/studyapp
	models string
	env    []string // of the program, beside this process's own
	rows   []row
}

func (b *bench) add(r row) {
	b.rows = append(b.rows, r)
	fmt.Fprintf(os.Stderr, "%s: %s, reference %s\n", r.what, r.ours, r.reference)
}

func main() {
	b := &bench{}
	flag.StringVar(&b.python, "python", "python3", "interpreter with the packages of requirements.txt")
	flag.StringVar(&b.script, "reference", "internal/bench/reference.py", "the reference's script")
	only := flag.String("only", "embedding,vectors,pdf,ingest,start,search,quoted,words,reviews,pages,weight", "parts to run")
	flag.StringVar(&b.data, "data", "", "folder with real files (pdf/); without it files are made")
	flag.StringVar(&b.binary, "binary", "bin/studyapp", "the program")
	flag.StringVar(&b.models, "models", os.Getenv("STUDYAPP_MODELS"), "folder of the search model")
	flag.Parse()
	if err := b.run(strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(only []string) error {
	ref, err := startReference(b.python, b.script)
	if err != nil {
		return err
	}
	b.ref = ref
	defer func() { _ = ref.close() }()
	parts := []struct {
		name string
		run  func() error
	}{{"embedding", b.embedding}, {"vectors", b.vectors},
		{"pdf", b.pdfs},
		{"ingest", func() error { return b.withServer(b.ingest) }},
		{"start", b.start},
		{"search", func() error { return b.withServer(b.searches) }},
		{"quoted", func() error { return b.withServer(b.quotedAnswers) }},
		{"words", b.firstWord},
		{"reviews", func() error { return b.withServer(b.reviews) }},
		{"pages", func() error { return b.withServer(b.pageTimes) }},
		{"weight", func() error { return b.withServer(b.pageWeights) }}}
	for _, p := range parts {
		if !slices.Contains(only, p.name) {
			continue
		}
		if err := p.run(); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	b.print()
	return nil
}

func (b *bench) print() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tstudyapp\treference\tratio\ttarget\t")
	for _, r := range b.rows {
		mark := ""
		if r.target != "" && !r.holds {
			mark = "missed"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", r.what, r.ours, r.reference, r.ratio, r.target, mark)
	}
	_ = w.Flush()
}

// median of an odd or even number of values; it sorts them.
func median(v []float64) float64 {
	slices.Sort(v)
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
