package ask

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/answerview"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// askView is the page of a conversation, or of the first question.
type askView struct {
	Conversation string // empty before the first question
	Scope        scope
	Question     string // typed before, after an error
	Failed       string
	Older        []answerview.Answer
	Last         *answerview.Answer
	History      []historyLink
	Earlier      string // address of the conversations before these, or empty
	Later        string // address of the latest ones, where these are not
	NoDocuments  bool
	Notes        []string // what an answer does not know yet, or any more
}

// historyLink is a conversation in the list; Outcome is said where no question
// of it has an answer.
type historyLink struct{ Href, Title, When, Outcome string }

// ask is the page of the first question, with the conversations so far.
func (p *pages) ask(w http.ResponseWriter, r *http.Request) error {
	s, err := readScope(r.URL.Query())
	if err != nil {
		return err
	}
	return p.showAsk(w, r, http.StatusOK, s, r.URL.Query().Get("q"), "")
}

func (p *pages) showAsk(w http.ResponseWriter, r *http.Request, status int, s scope, question, failed string) error {
	a, ctx := auth.User(r.Context()), r.Context()
	f, err := p.Frame(r, words.NavAsk, "ask")
	if err != nil {
		return err
	}
	f.Scripts = []string{"page-ask"}
	f.Banner = p.Models.BannerOfQuotes(ctx)
	v := askView{Question: question, Failed: failed}
	var some bool
	if v.Scope, some, err = p.named(ctx, a, s); err != nil {
		return err
	}
	v.NoDocuments = !some
	if v.Notes, err = p.notes(ctx, a, v.Scope); err != nil {
		return err
	}
	if err := p.askedBefore(ctx, a, r.URL.Query().Get("before"), &v); err != nil {
		return err
	}
	return frame.ShowStatus(w, r, status, askPage(f, v))
}

// pageOfConversations is how many conversations are listed at once.
const pageOfConversations = 30

// askedBefore lists the conversations that were active before a place in the
// list, the latest first.
func (p *pages) askedBefore(ctx context.Context, a auth.Account, before string, v *askView) error {
	list, next, err := p.Answers.Conversations(ctx, a.ID, pageOfConversations, before)
	if err != nil {
		return err
	}
	for _, c := range list {
		v.History = append(v.History, historyLink{"/ask/" + c.ID.String(), c.Title, words.When(c.UpdatedAt, p.Now(), a.Location()), outcomeWords[c.Outcome]})
	}
	at := func(cursor string) string {
		q, _ := url.ParseQuery(strings.TrimPrefix(v.Scope.Query(), "?")) // it is our own
		if cursor != "" {
			q.Set("before", cursor)
		}
		if len(q) == 0 {
			return "/ask"
		}
		return "/ask?" + q.Encode()
	}
	if next != "" {
		v.Earlier = at(next)
	}
	if before != "" {
		v.Later = at("")
	}
	return nil
}

// conversation shows what was asked and answered.
func (p *pages) conversation(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	conversation, err := frame.PathID[id.Conversation](r)
	if err != nil {
		return err
	}
	v, title, err := p.viewConversation(ctx, a, conversation)
	if err != nil {
		return err
	}
	f, err := p.Frame(r, title, "ask")
	if err != nil {
		return err
	}
	f.Scripts = []string{"page-ask"}
	f.Banner = p.Models.Banner(ctx)
	if v.Last != nil && v.Last.Quoted {
		f.Banner = p.Models.BannerOfQuotes(ctx)
	}
	return frame.Show(w, r, askPage(f, v))
}

func (p *pages) viewConversation(ctx context.Context, a auth.Account, conversation id.Conversation) (askView, string, error) {
	c, answers, err := p.Answers.Conversation(ctx, a.ID, conversation)
	if err != nil {
		return askView{}, "", err
	}
	v := askView{Conversation: conversation.String()}
	var some bool
	if v.Scope, some, err = p.named(ctx, a, scope{Course: c.Course, Documents: c.Documents}); err != nil {
		return askView{}, "", err
	}
	v.NoDocuments = !some
	if v.Notes, err = p.notes(ctx, a, v.Scope); err != nil {
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
		answer = answerview.SoFar(p.Answers, a, answer)
		view := answerview.Of(answer, documents)
		if i == len(answers)-1 {
			v.Last = &view
		} else {
			v.Older = append(v.Older, view)
		}
	}
	return v, words.Short(c.Title, 80), nil
}

func (p *pages) countDocuments(ctx context.Context, course id.Course) (int, error) {
	courses, err := p.AllCourses(ctx)
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

func (p *pages) askDeleteConversation(w http.ResponseWriter, r *http.Request) error {
	conversation, err := frame.PathID[id.Conversation](r)
	if err != nil {
		return err
	}
	c, _, err := p.Answers.Conversation(r.Context(), auth.User(r.Context()).ID, conversation)
	if err != nil {
		return err
	}
	to := "/ask/" + conversation.String()
	return p.Dialog(w, r, ui.Dialog{Title: words.DeleteTitle(c.Title), Text: deleteConversationText, Submit: deleteConversationTitle, Danger: true, Action: to + "/delete", Back: to},
		"ask", nil, templ.NopComponent)
}

func (p *pages) deleteConversation(w http.ResponseWriter, r *http.Request) error {
	conversation, err := frame.PathID[id.Conversation](r)
	if err != nil {
		return err
	}
	if err := p.Answers.DeleteConversation(r.Context(), auth.User(r.Context()).ID, conversation); err != nil {
		return err
	}
	return p.Done(w, r, "/ask", &ui.Toast{Text: conversationDeleted})
}

// askLabel names the field of the first question and of the following ones.
func askLabel(v askView) string {
	if v.Last == nil {
		return askQuestion
	}
	return followUp
}

// askHref is the address of a new question in a scope, with what was typed.
func askHref(query, question string) string {
	if question == "" {
		return "/ask" + query
	}
	q, _ := url.ParseQuery(strings.TrimPrefix(query, "?")) // it is our own
	q.Set("q", question)
	return "/ask?" + q.Encode()
}
