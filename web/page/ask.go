package page

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"studyapp/internal/generation"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/render"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// askView is the page of a conversation, or of the first question.
type askView struct {
	Conversation string // empty before the first question
	Scope        scope
	Scopes       []ui.Choice
	Question     string // typed before, after an error
	Failed       string
	Older        []answerView
	Last         *answerView
	History      []historyLink
	NoDocuments  bool
	InReader     bool
}

// scope is where answers are looked for.
type scope struct {
	Value string // "", "course:ID" or "document:ID"
	Words string // "Cell biology, 5 documents"
}

type historyLink struct{ Href, Title, When string }

// answerView is one question with its answer.
type answerView struct {
	ID, Question string
	Conversation string
	Answered     bool
	Quoted       bool // built-in: the sentences are quotes
	Sentences    []sentenceView
	Citations    []citationView
	Verdict      string // "3 of 5 sentences are proven."
	Rest         string // " One is weak, one has no source."
	Note         string
	Nothing      string // nothing about this in your documents
	Documents    int
	MakeCards    string // dialog address, or empty
	Status       string
	ByModel      string
}

type sentenceView struct {
	HTML    string
	Support string
	Break   bool
	Chips   []chipView
}

type chipView struct {
	N, Href, Label string
	Weak           bool
}

// citationView is one source: a passage in the column, and the popover.
type citationView struct {
	N            string
	ID           string
	Href         string
	Where        string // "Photosynthesis, page 214"
	Before       string // the context, cut around the quote
	Quote, After string
	Cited        bool
	CardHref     string
	Document     string
	Page         int
	Path         string
	WordForWord  bool
}

// citationHref is the address of the quoted words: a URL that can be opened in
// a tab, shared and gone back from.
func citationHref(c generation.Citation, conversation id.Conversation) string {
	q := url.Values{}
	if len(c.Segments) > 0 {
		q.Set("page", strconv.Itoa(c.Segments[0].Page))
	} else if c.Page != nil {
		q.Set("page", strconv.Itoa(*c.Page))
	}
	q.Set("cite", c.ID.String())
	if !conversation.IsZero() {
		q.Set("c", conversation.String())
	}
	return "/documents/" + c.DocumentID.String() + "?" + q.Encode()
}

func viewAnswer(a generation.Answer, documents int) answerView {
	v := answerView{ID: a.MessageID.String(), Question: a.Question, Conversation: a.ConversationID.String(), Answered: a.Answered, Note: a.Note, Status: a.Status, Documents: documents,
		Quoted: a.Provider == generation.BuiltIn}
	if !v.Quoted && a.Provider != "" {
		v.ByModel = words.WrittenBy(firstOf(a.Model, a.Provider))
	}
	byN := map[int]generation.Citation{}
	perDocument := map[id.Document]int{}
	for _, c := range a.Citations {
		byN[c.N] = c
		if c.Cited {
			perDocument[c.DocumentID]++
		}
		v.Citations = append(v.Citations, viewCitation(c, a.ConversationID))
	}
	count := map[string]int{}
	for _, s := range a.Sentences {
		count[s.Support]++
		sv := sentenceView{HTML: render.Inline(s.Text), Support: s.Support, Break: s.Break}
		for _, n := range s.Citations {
			c, ok := byN[n]
			if !ok {
				continue
			}
			weak := s.Support != generation.Supported
			sv.Chips = append(sv.Chips, chipView{N: strconv.Itoa(n), Href: citationHref(c, a.ConversationID), Weak: weak, Label: words.ChipLabel(n, c.Title, c.Page, weak)})
		}
		v.Sentences = append(v.Sentences, sv)
	}
	switch {
	case v.Note != "":
	case a.Status == "running":
		v.Note = words.StillWriting
	case a.Status == "stopped" && len(a.Sentences) == 0:
		v.Note = words.StoppedEmpty
	case a.Status == "stopped":
		v.Note = words.Stopped
	}
	if a.Answered && len(a.Sentences) > 0 {
		v.Verdict, v.Rest = words.Verdict(count[generation.Supported], count[generation.Weak], count[generation.Unsupported])
	}
	if !a.Answered && (a.Status == "done" || a.Status == "") {
		v.Nothing = words.NothingAbout(documents)
	}
	most := 0
	for doc, n := range perDocument {
		if n > most {
			most, v.MakeCards = n, "/documents/"+doc.String()+"/generate"
		}
	}
	return v
}

func viewCitation(c generation.Citation, conversation id.Conversation) citationView {
	v := citationView{N: strconv.Itoa(c.N), ID: c.ID.String(), Href: citationHref(c, conversation), Where: words.SourceAt(c.Title, c.Page), Quote: c.Quote, Cited: c.Cited,
		Document: c.DocumentID.String(), Path: strings.Join(c.HeadingPath, " › "), WordForWord: len(c.Segments) > 0}
	if before, after, ok := strings.Cut(c.Context, c.Quote); ok {
		v.Before, v.After = before, after
	}
	if c.Page != nil {
		v.Page = *c.Page
	}
	q := url.Values{"document": {v.Document}, "quote": {c.Quote}, "citation": {v.ID}, "text": {c.Quote}}
	v.CardHref = "/cards/new?" + q.Encode()
	return v
}

// ask is the page of the first question, with the conversations so far.
func (p *pages) ask(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	value := q.Get("scope")
	if d := q.Get("document"); d != "" {
		value = "document:" + d
	} else if c := q.Get("course"); c != "" {
		value = "course:" + c
	}
	if q.Has("last") {
		list, _, err := p.Generation.Conversations(r.Context(), auth.User(r.Context()).ID, 1, "")
		if err != nil {
			return err
		}
		if len(list) > 0 {
			http.Redirect(w, r, "/ask/"+list[0].ID.String(), http.StatusSeeOther)
			return nil
		}
	}
	return p.showAsk(w, r, http.StatusOK, value, q.Get("q"), "")
}

func (p *pages) showAsk(w http.ResponseWriter, r *http.Request, status int, scopeValue, question, failed string) error {
	a, ctx := auth.User(r.Context()), r.Context()
	f, err := p.frame(r, words.NavAsk, "ask")
	if err != nil {
		return err
	}
	f.Scripts = []string{"page-ask"}
	f.Banner = p.modelBanner(ctx)
	v := askView{Question: question, Failed: failed}
	if v.Scope, v.Scopes, v.NoDocuments, err = p.scopes(ctx, a, scopeValue); err != nil {
		return err
	}
	list, _, err := p.Generation.Conversations(ctx, a.ID, 30, "")
	if err != nil {
		return err
	}
	for _, c := range list {
		v.History = append(v.History, historyLink{"/ask/" + c.ID.String(), c.Title, words.When(c.UpdatedAt, p.Now(), a.Location())})
	}
	return showStatus(w, r, status, askPage(f, v))
}

// modelBanner says what is missing, the graver first: the search model, or the
// language model, without which answers are quoted.
func (p *pages) modelBanner(ctx context.Context) *ui.Banner {
	if p.Health != nil {
		for _, c := range p.Health(ctx) {
			if c.Name == "search model" && !c.OK {
				return &ui.Banner{Icon: "circle-alert", Text: words.WordsOnlyBanner}
			}
		}
	}
	if p.Config.LLM.Configured() {
		return nil
	}
	return &ui.Banner{Icon: "circle-alert", Text: words.QuotedBanner}
}

// scopes are the choices of where to look, and the one chosen.
func (p *pages) scopes(ctx context.Context, a auth.Account, value string) (scope, []ui.Choice, bool, error) {
	courses, err := p.allCourses(ctx)
	if err != nil {
		return scope{}, nil, false, err
	}
	total := 0
	for _, c := range courses {
		total += c.Documents
	}
	chosen := scope{Words: words.ScopeAll(total)}
	choices := []ui.Choice{{Value: "", Label: chosen.Words}}
	for _, c := range courses {
		if c.Documents == 0 {
			continue
		}
		choice := ui.Choice{Value: "course:" + c.ID.String(), Label: words.ScopeCourse(c.Title, c.Documents)}
		if choice.Value == value {
			chosen = scope{value, choice.Label}
		}
		choices = append(choices, choice)
	}
	if s, ok := strings.CutPrefix(value, "document:"); ok {
		doc, err := id.Parse[id.Document](s)
		if err != nil {
			return scope{}, nil, false, err
		}
		d, err := p.Ingest.Document(ctx, a.ID, doc)
		if err != nil && !errors.Is(err, errs.NotFound) {
			return scope{}, nil, false, err
		}
		if err == nil {
			chosen = scope{value, d.Title}
			choices = append(choices, ui.Choice{Value: value, Label: d.Title})
		}
	}
	return chosen, choices, total == 0, nil
}

// conversation shows what was asked and answered.
func (p *pages) conversation(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	conversation, err := pathID[id.Conversation](r)
	if err != nil {
		return err
	}
	v, title, err := p.viewConversation(ctx, a, conversation)
	if err != nil {
		return err
	}
	f, err := p.frame(r, title, "ask")
	if err != nil {
		return err
	}
	f.Scripts = []string{"page-ask"}
	if v.Last != nil && v.Last.Quoted {
		f.Banner = p.modelBanner(ctx)
	}
	return show(w, r, askPage(f, v))
}

func (p *pages) viewConversation(ctx context.Context, a auth.Account, conversation id.Conversation) (askView, string, error) {
	c, answers, err := p.Generation.Conversation(ctx, a.ID, conversation)
	if err != nil {
		return askView{}, "", err
	}
	value := ""
	switch {
	case len(c.Documents) > 0:
		value = "document:" + c.Documents[0].String()
	case !c.Course.IsZero():
		value = "course:" + c.Course.String()
	}
	v := askView{Conversation: conversation.String()}
	if v.Scope, v.Scopes, v.NoDocuments, err = p.scopes(ctx, a, value); err != nil {
		return askView{}, "", err
	}
	documents := len(c.Documents)
	if documents == 0 {
		if documents, err = p.countDocuments(ctx, c.Course); err != nil {
			return askView{}, "", err
		}
	}
	for i, answer := range answers {
		answer.ConversationID = conversation
		view := viewAnswer(answer, documents)
		if i == len(answers)-1 {
			v.Last = &view
		} else {
			v.Older = append(v.Older, view)
		}
	}
	return v, words.Short(c.Title, 80), nil
}

func (p *pages) countDocuments(ctx context.Context, course id.Course) (int, error) {
	courses, err := p.allCourses(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, c := range courses {
		if course.IsZero() || c.ID == course {
			n += c.Documents
		}
	}
	return n, nil
}

// askRequest reads a question from the form.
func askRequest(r *http.Request) (generation.AskRequest, error) {
	q := generation.AskRequest{Question: strings.TrimSpace(r.PostFormValue("question"))}
	kind, value, _ := strings.Cut(r.PostFormValue("scope"), ":")
	var err error
	switch kind {
	case "course":
		q.Course, err = id.Parse[id.Course](value)
	case "document":
		var doc id.Document
		doc, err = id.Parse[id.Document](value)
		q.Documents = []id.Document{doc}
	}
	if err != nil {
		return q, err
	}
	q.Conversation, err = optionalID[id.Conversation](r.PostFormValue("conversation"))
	return q, err
}

// answer answers a question: as an event stream for the script, else it waits
// and goes to the conversation.
func (p *pages) answer(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	q, err := askRequest(r)
	if err != nil {
		return err
	}
	if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		return p.streamAnswer(w, r, a, q)
	}
	answer, err := p.Generation.Ask(ctx, a.ID, q, nil)
	if err != nil {
		if errors.Is(err, errs.Invalid) {
			return p.showAsk(w, r, http.StatusUnprocessableEntity, r.PostFormValue("scope"), q.Question, errs.Message(err))
		}
		return err
	}
	if doc := r.PostFormValue("reader"); doc != "" {
		http.Redirect(w, r, "/documents/"+url.PathEscape(doc)+"?c="+answer.ConversationID.String(), http.StatusSeeOther)
		return nil
	}
	http.Redirect(w, r, "/ask/"+answer.ConversationID.String(), http.StatusSeeOther)
	return nil
}

// streamAnswer sends the events begin, passages, token, answer or error. Each
// holds JSON: HTML to put in place, or text to append.
func (p *pages) streamAnswer(w http.ResponseWriter, r *http.Request, a auth.Account, q generation.AskRequest) error {
	ctx := r.Context()
	inReader := r.PostFormValue("reader") != ""
	out := openStream(w)
	send := func(event string, data any) error {
		b, err := json.Marshal(data)
		if err != nil {
			return err
		}
		return out.send(event, string(b))
	}
	html := func(c templ.Component) string {
		var b strings.Builder
		if err := c.Render(ctx, &b); err != nil {
			p.Log.ErrorContext(ctx, "drawing an answer", "error", err)
		}
		return b.String()
	}
	// Failing to send means that the browser left: the context ends and Ask keeps what is there.
	where := ""
	if q.Conversation.IsZero() && !inReader {
		if s, _, _, err := p.scopes(ctx, a, r.PostFormValue("scope")); err == nil {
			where = s.Words
		}
	}
	_ = send("begin", map[string]string{"html": html(answerBegun(q.Question, where, inReader))})
	answer, err := p.Generation.Ask(ctx, a.ID, q, func(e generation.Event) {
		switch d := e.Data.(type) {
		case generation.Passages:
			_ = send("passages", map[string]string{"status": words.PassagesFound(len(d.Passages), d.Documents), "html": html(passagesFound(d))})
		case generation.Token:
			_ = send("token", d)
		}
	})
	if err != nil {
		if ctx.Err() == nil {
			if errs.KindOf(err) == errs.Internal {
				p.Log.ErrorContext(ctx, "asking", "error", err)
			}
			_ = send("error", map[string]string{"message": errs.Message(err)})
		}
		return nil // the answer has begun
	}
	if ctx.Err() != nil {
		return nil
	}
	if inReader {
		v, marks := p.readerAnswer(answer, r.PostFormValue("reader"))
		_ = send("answer", map[string]any{"html": html(answerArticle(v, true)), "conversation": answer.ConversationID, "marks": marks})
		return nil
	}
	v, title, err := p.viewConversation(ctx, a, answer.ConversationID)
	if err != nil {
		p.Log.ErrorContext(ctx, "asking", "error", err)
		_ = send("error", map[string]string{"message": errs.Message(err)})
		return nil
	}
	_ = send("answer", map[string]any{"html": html(askBody(v)), "url": "/ask/" + v.Conversation, "title": title})
	return nil
}

func (p *pages) askDeleteConversation(w http.ResponseWriter, r *http.Request) error {
	conversation, err := pathID[id.Conversation](r)
	if err != nil {
		return err
	}
	c, _, err := p.Generation.Conversation(r.Context(), auth.User(r.Context()).ID, conversation)
	if err != nil {
		return err
	}
	to := "/ask/" + conversation.String()
	return p.dialog(w, r, ui.Dialog{Title: words.DeleteTitle(c.Title), Text: words.DeleteConversationText, Submit: words.DeleteConversation, Danger: true, Action: to + "/delete", Back: to},
		"ask", nil, nothing())
}

func (p *pages) deleteConversation(w http.ResponseWriter, r *http.Request) error {
	conversation, err := pathID[id.Conversation](r)
	if err != nil {
		return err
	}
	if err := p.Generation.DeleteConversation(r.Context(), auth.User(r.Context()).ID, conversation); err != nil {
		return err
	}
	return p.done(w, r, "/ask", &ui.Toast{Text: words.ConversationDeleted})
}

// documentsOf counts the different documents that citations come from.
func documentsOf(list []citationView) int {
	var seen []string
	for _, c := range list {
		if !slices.Contains(seen, c.Document) {
			seen = append(seen, c.Document)
		}
	}
	return len(seen)
}

// askLabel names the field of the first question and of the following ones.
func askLabel(v askView) string {
	if v.Last == nil {
		return words.AskQuestion
	}
	return words.FollowUp
}

// paragraphs groups sentences where a new paragraph begins.
func paragraphs(list []sentenceView) [][]sentenceView {
	var out [][]sentenceView
	for i, s := range list {
		if i == 0 || s.Break {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}
