// Package prompts holds what models are told: text templates, each with a
// version that is stored with what came of it. Document text stands only
// between fences that it cannot close, and every prompt says that what stands
// there is data. The fence of an answer's passages is a mark that is drawn anew
// for each request and stands in none of its texts; it is named behind the part
// that never changes, so that a server which keeps what it read keeps that.
package prompts

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var files embed.FS

// The versions: raise one with every change of its template that could change
// a reply.
const (
	AnswerVersion  = "answer-4"
	BriefVersion   = "brief-2"
	RewriteVersion = "rewrite-2"
	CardsVersion   = "cards-1"
)

var templates = template.Must(template.New("").Funcs(template.FuncMap{"fence": fence, "line": line, "data": data}).ParseFS(files, "*.tmpl"))

// fence makes a text safe to stand within <passage>…</passage>.
func fence(s string) string {
	return strings.NewReplacer("<passage", "‹passage", "</passage", "‹/passage", "<question", "‹question", "</question", "‹/question").Replace(s)
}

// data is a document's text without the words that say that nothing is there:
// they are for the model alone to write.
func data(s string) string { return strings.ReplaceAll(s, NotThere, "") }

// line is a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// Passage is a numbered piece of a document.
type Passage struct {
	N     int
	Title string
	Where string // heading path or page, may be empty
	Text  string
}

// Turn is an earlier question with its answer, which is empty where it had none.
type Turn struct{ Question, Answer string }

// AnswerData fills the answer templates.
type AnswerData struct {
	Mark     string // parts the passages; Draw gives one
	Question string
	History  []Turn
	Passages []Passage
}

// Texts are those that documents bring along.
func (d AnswerData) Texts() []string {
	var out []string
	for _, p := range d.Passages {
		out = append(out, p.Title, p.Where, p.Text)
	}
	return out
}

// RewriteData fills the rewrite template.
type RewriteData struct {
	Question string
	History  []Turn
}

// CardsData fills the cards template.
type CardsData struct {
	Count        int
	Title        string
	Basic, Cloze bool // the kinds to make
	Passages     []Passage
}

// Answer returns the system and user text of a question, for a model that has
// the time to give its quotes.
func Answer(d AnswerData) (system, user string, err error) { return both("answer", d) }

// Brief returns the same in fewer words, for a small model on a student's
// machine: it asks for no quotes, which such a model takes long to write.
func Brief(d AnswerData) (system, user string, err error) {
	if system, err = run("brief.system", nil); err != nil {
		return "", "", err
	}
	user, err = run("answer.user", d)
	return system, user, err
}

// Rewrite returns the prompt that makes a follow-up question stand alone.
func Rewrite(d RewriteData) (system, user string, err error) { return both("rewrite", d) }

// Cards returns the prompt that makes cards from passages.
func Cards(d CardsData) (system, user string, err error) { return both("cards", d) }

func both(name string, data any) (system, user string, err error) {
	if system, err = run(name+".system", data); err != nil {
		return "", "", err
	}
	user, err = run(name+".user", data)
	return system, user, err
}

func run(name string, data any) (string, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("prompt %s: %w", name, err)
	}
	return strings.TrimSpace(b.String()), nil
}

// NotThere is what a model is told to write when the passages hold no answer.
const NotThere = "NOT IN THE DOCUMENTS"
