package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/search/centroid"
	"studyapp/internal/search/lexical"
	"studyapp/internal/search/shard"
)

// budget is how many tokens of passages recall_2400 reads.
const budget = 2400

// Chunking is what `studyapp eval chunking` prints: how much of the passages
// that answer a question stands in the chunks that are found for it. Shares are
// of letters and digits, so that marks and line breaks, which reading changes,
// count nothing.
type Chunking struct {
	Documents  int     `json:"documents"`
	Chunks     int     `json:"chunks"`
	Questions  int     `json:"questions"`
	Unplaced   int     `json:"unplaced"`    // passages whose words do not stand in their document as it is read: not found
	Recall5    float64 `json:"recall_5"`    // share of the passages in the first five chunks
	Recall10   float64 `json:"recall_10"`   // … in the first ten
	Recall2400 float64 `json:"recall_2400"` // … in the first chunks of 2,400 tokens together
	IoU5       float64 `json:"iou_5"`       // letters of passages and first five chunks both, by those of either
}

// Question is a line of questions.jsonl: what is asked, of which document (its
// file's name without the ending), and the passages that answer it.
type Question struct {
	ID         string `json:"id"`
	Question   string `json:"question"`
	Corpus     string `json:"corpus"`
	References []struct {
		Content string `json:"content"`
	} `json:"references"`
}

// Open reads a document; the application's extractors, chosen by the file, are
// one.
type Open func(ctx context.Context, path string) (extract.Document, error)

// MeasureChunking cuts the documents of folder/corpora as the application does,
// fills one shard with them and asks folder/questions.jsonl. progress hears how
// many texts of all are done; it may be nil.
func MeasureChunking(ctx context.Context, folder string, open Open, e Embedder, log *slog.Logger, progress func(done, total int)) (Chunking, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	questions, err := readQuestions(filepath.Join(folder, "questions.jsonl"))
	if err != nil {
		return Chunking{}, err
	}
	library, err := cutAll(ctx, filepath.Join(folder, "corpora"), open)
	if err != nil {
		return Chunking{}, err
	}
	analysers, err := lexical.NewAnalysers()
	if err != nil {
		return Chunking{}, err
	}
	s, err := shard.New(analysers, shard.FAISS(), e.Dimension(), log)
	if err != nil {
		return Chunking{}, err
	}
	defer s.Close()
	total := len(library.chunks) + len(questions)
	if err := library.fill(ctx, s, e, func(done int) { progress(done, total) }); err != nil {
		return Chunking{}, err
	}
	r := Chunking{Documents: len(library.texts), Chunks: len(library.chunks), Questions: len(questions)}
	for i, q := range questions {
		if err := r.ask(ctx, s, e, library, q); err != nil {
			return Chunking{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		progress(len(library.chunks)+i+1, total)
	}
	n := float64(len(questions))
	r.Recall5, r.Recall10, r.Recall2400, r.IoU5 = r.Recall5/n, r.Recall10/n, r.Recall2400/n, r.IoU5/n
	return r, nil
}

func readQuestions(path string) (questions []Question, err error) {
	err = eachLine(path, func(line []byte) error {
		var q Question
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		if len(q.References) > 0 {
			questions = append(questions, q)
		}
		return nil
	})
	if err == nil && len(questions) == 0 {
		return nil, errs.Newf(errs.Invalid, "%s has no question with passages that answer it.", path)
	}
	return questions, err
}

// ask adds one question's shares.
func (r *Chunking) ask(ctx context.Context, s *shard.Shard, e Embedder, l *library, q Question) error {
	text := l.texts[q.Corpus]
	if text == nil {
		return errs.Newf(errs.Invalid, "It asks about %q, which is not among the documents.", q.Corpus)
	}
	var want ranges
	for _, p := range q.References {
		at, ok := text.find(p.Content)
		if !ok {
			r.Unplaced++
		}
		want = append(want, at)
	}
	want = want.merged()
	vector, tokens, err := l.closer.question(ctx, e, q.Question)
	if err != nil {
		return err
	}
	of := func(languages []string) ([][]float32, error) { return l.centroids.Each(ctx, e, languages) }
	found, err := s.Rank(shard.Query{Text: q.Question, Vector: vector, Centroids: of, K: cut})
	if err != nil {
		return err
	}
	if err := l.closer.rank(tokens, found.Hits); err != nil {
		return err
	}
	var had ranges // in the question's document
	read, size, full := 0, 0, false
	for i, h := range found.Hits {
		c, last := l.chunks[h.Chunk-1], i+1 == len(found.Hits)
		if c.text == text {
			had = append(had, c.at...)
		}
		read += c.at.letters()
		size += c.Tokens
		both := want.shared(had.merged())
		share := float64(both) / float64(max(1, want.letters()))
		if !full && (last || size+l.chunks[found.Hits[i+1].Chunk-1].Tokens > budget) {
			full = true
			r.Recall2400 += share
		}
		if i+1 == 5 || last && i+1 < 5 {
			r.Recall5 += share
			r.IoU5 += float64(both) / float64(max(1, read+want.letters()-both))
		}
		if i+1 == 10 || last && i+1 < 10 {
			r.Recall10 += share
		}
	}
	return nil
}

// library is the documents of a collection, cut.
type library struct {
	texts     map[string]*letters
	centroids centroid.Centroids
	closer    *closer
	chunks    []placed // a chunk's number in the shard is its place here from 1
}

// placed is a chunk and where it stands.
type placed struct {
	chunk.Chunk
	text  *letters
	title string
	at    ranges
}

func cutAll(ctx context.Context, folder string, open Open) (*library, error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, errs.Wrap(errs.NotFound, err, "The collection needs the folder "+folder+".")
	}
	l := &library{texts: make(map[string]*letters)}
	for _, f := range files {
		if f.IsDir() {
			continue
		}
		if err := l.cut(ctx, filepath.Join(folder, f.Name()), open); err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.Name(), err)
		}
	}
	return l, nil
}

func (l *library) cut(ctx context.Context, path string, open Open) error {
	document, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { _ = document.Close() }() // only read
	title := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	text := &letters{pages: make(map[int][]int)}
	chunker := chunk.New(chunk.Options{})
	var chunks []chunk.Chunk
	for n := 1; n <= document.Info().Pages; n++ {
		p, err := document.Page(ctx, n)
		if err != nil {
			return err
		}
		text.add(p)
		chunks = append(chunks, chunker.Add(p)...)
	}
	chunks = append(chunks, chunker.Flush()...)
	l.texts[title] = text
	for _, c := range chunks {
		l.chunks = append(l.chunks, placed{Chunk: c, text: text, title: title, at: text.of(c.Segments)})
	}
	return nil
}

// fill embeds the chunks and adds them to a shard.
func (l *library) fill(ctx context.Context, s *shard.Shard, e Embedder, done func(int)) error {
	documents := make(map[*letters]shard.Document)
	l.closer = closerWith(e)
	for from := 0; from < len(l.chunks); from += batch {
		part := l.chunks[from:min(from+batch, len(l.chunks))]
		texts, own := make([]string, len(part)), make([]string, len(part))
		for i, c := range part {
			texts[i], own[i] = shard.Passage(c.title, c.HeadingPath, c.Text), c.Text
		}
		vectors, err := l.closer.passages(ctx, e, texts, own, id.Chunk(from+1))
		if err != nil {
			return fmt.Errorf("embedding chunks: %w", err)
		}
		chunks := make([]shard.Chunk, len(part))
		for i, c := range part {
			d, ok := documents[c.text]
			if !ok {
				d = shard.Document{ID: id.New[id.Document](), Title: c.title}
				documents[c.text] = d
				s.SetDocument(d)
			}
			chunks[i] = shard.Chunk{ID: id.Chunk(from + i + 1), Document: d.ID, Headings: c.HeadingPath, Text: c.Text, Vector: vectors[i]}
		}
		if err := s.Add(chunks); err != nil {
			return err
		}
		done(from + len(part))
	}
	return nil
}
