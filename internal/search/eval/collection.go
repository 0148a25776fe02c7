package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"studyapp/internal/platform/errs"
)

// Text is a passage or a question of a collection.
type Text struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Collection is a folder's corpus.jsonl, queries.jsonl and qrels.tsv.
type Collection struct {
	Corpus  []Text
	Queries []Text // those that have a relevant passage
	// Grades of the relevant passages, by question and passage; above 0.
	Grades map[string]map[string]float64
}

// Read reads a collection.
func Read(folder string) (Collection, error) {
	var c Collection
	corpus, err := readTexts(filepath.Join(folder, "corpus.jsonl"))
	if err != nil {
		return c, err
	}
	queries, err := readTexts(filepath.Join(folder, "queries.jsonl"))
	if err != nil {
		return c, err
	}
	c.Corpus = corpus
	if c.Grades, err = readGrades(filepath.Join(folder, "qrels.tsv")); err != nil {
		return c, err
	}
	for _, q := range queries {
		if len(c.Grades[q.ID]) > 0 {
			c.Queries = append(c.Queries, q)
		}
	}
	if len(c.Corpus) == 0 || len(c.Queries) == 0 {
		return c, errs.Newf(errs.Invalid, "%s has %d passages and %d questions with an answer; both are needed.", folder, len(c.Corpus), len(c.Queries))
	}
	return c, nil
}

func readTexts(path string) ([]Text, error) {
	var texts []Text
	err := eachLine(path, func(line []byte) error {
		var t Text
		if err := json.Unmarshal(line, &t); err != nil {
			return err
		}
		texts = append(texts, t)
		return nil
	})
	return texts, err
}

// readGrades reads lines of question, passage and grade between tabs; a first
// line without a number is a heading.
func readGrades(path string) (map[string]map[string]float64, error) {
	grades := make(map[string]map[string]float64)
	first := true
	err := eachLine(path, func(line []byte) error {
		fields := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
		heading := first
		first = false
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, not 3", len(fields))
		}
		grade, err := strconv.ParseFloat(fields[2], 64)
		if err != nil {
			if heading {
				return nil
			}
			return err
		}
		if grade <= 0 {
			return nil
		}
		if grades[fields[0]] == nil {
			grades[fields[0]] = make(map[string]float64)
		}
		grades[fields[0]][fields[1]] = grade
		return nil
	})
	return grades, err
}

func eachLine(path string, line func([]byte) error) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return errs.Wrap(errs.NotFound, err, "The collection needs the file "+path+".")
	}
	defer func() { _ = f.Close() }() // only read
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		if err := line(lines.Bytes()); err != nil {
			return errs.Wrap(errs.Invalid, err, fmt.Sprintf("Line %d of %s cannot be read.", n, path))
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}
