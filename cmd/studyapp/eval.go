package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"studyapp/internal/platform/config"
	"studyapp/internal/search/embed"
	"studyapp/internal/search/eval"
	"studyapp/internal/search/shard"
)

// evalCommand measures the code that the app runs on data whose answers are
// known.
type evalCommand struct {
	Retrieval evalRetrievalCommand `cmd:"" help:"Search: a folder with corpus.jsonl, queries.jsonl and qrels.tsv."`
	Answers   evalAnswersCommand   `cmd:"" help:"Answers: a folder of documents and questions.jsonl of questions and what an answer must say."`
	Citations evalCitationsCommand `cmd:"" help:"Verdicts: a file of sentences and quotes with the labels that people gave, one JSON object a line."`
	Chunking  evalChunkingCommand  `cmd:"" help:"Chunks: a folder with corpora/ and questions.jsonl of questions and the passages that answer them."`
	PDF       evalPDFCommand       `cmd:"" name:"pdf" help:"Reading of PDF: a folder of files, with their true text beside them where it is known."`
}

type evalFlags struct {
	Data string `required:"" help:"What to measure on." placeholder:"PATH" type:"path"`
	JSON bool   `help:"Print one JSON object."`
}

// progress tells on the terminal how far a measurement is; nobody reads it
// beside JSON.
func (e *evalFlags) progress(p *process) func(done, total int) {
	return func(done, total int) {
		if !e.JSON && done%512 == 0 {
			fmt.Fprintf(p.stderr, "\r%d of %d texts", done, total)
		}
	}
}

type evalRetrievalCommand struct{ evalFlags }

// Run ranks a collection in all three modes.
func (e *evalRetrievalCommand) Run(p *process) error {
	c, err := p.config()
	if err != nil {
		return usageError{err}
	}
	model, err := openModel(c)
	if err != nil {
		return err
	}
	defer func() { _ = model.Close() }()
	collection, err := eval.Read(e.Data)
	if err != nil {
		return err
	}
	report, err := eval.Retrieval(p.ctx, collection, model, p.troubleLog(c), e.progress(p))
	if err != nil {
		return err
	}
	if e.JSON {
		return json.NewEncoder(p.stdout).Encode(report)
	}
	fmt.Fprintf(p.stderr, "\r")
	t := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%d documents, %d queries\tnDCG@10\thit@1\trecall@100\tMAP\n", report.Documents, report.Queries)
	for _, mode := range []shard.Mode{shard.Hybrid, shard.Lexical, shard.Dense} {
		s := report.Modes[mode]
		fmt.Fprintf(t, "%s\t%.4f\t%.4f\t%.4f\t%.4f\n", mode, s.NDCG10, s.Hit1, s.Recall100, s.MAP)
	}
	return t.Flush()
}

// openModel loads the search model for a command that cannot do without.
func openModel(c config.Config) (*embed.Model, error) {
	dir, err := embed.Find(c.Models)
	if err != nil {
		return nil, err
	}
	return embed.Open(dir, embed.Options{})
}
