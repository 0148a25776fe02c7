package main

import (
	"net/http"
	"testing"
	"time"

	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/platform/pgtest"
)

// What the last process left is taken back before anyone can ask something: a
// question of the first seconds would be taken back too, and answered twice.
func TestAServerTakesBackBeforeItListens(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	s := startServer(t, "STUDYAPP_DATABASE_URL="+pool.Config().ConnString())
	s.kill()
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	if _, err := tx.Exec(t.Context(), `lock table runs in access exclusive mode`); err != nil {
		t.Fatal(err)
	}
	started := make(chan struct{})
	go func() {
		defer close(started)
		s.start()
	}()
	const waiting = `select exists (select from pg_locks where not granted and relation = 'runs'::regclass)`
	for held := false; !held; {
		if err := tx.QueryRow(t.Context(), waiting).Scan(&held); err != nil {
			t.Fatal(err)
		}
	}
	// While the table is held nothing can come back, however long one waits.
	visitor := http.Client{Timeout: time.Second}
	if w, err := visitor.Get("http://" + s.addr + "/healthz"); err == nil {
		_ = w.Body.Close()
		t.Error("the server answers while it takes back")
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-started
}

// A command beside a server asks in a name of its own: a server that starts
// anew leaves its question alone.
func TestTheQuestionOfACommandIsNotTheServers(t *testing.T) {
	t.Parallel()
	step, heard := make(chan struct{}), make(chan struct{}, 10)
	model := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply {
		heard <- struct{}{}
		return llmtest.Reply{Pieces: []string{"The queen bee lays up to 2,000 eggs ", "a day in spring [1]."}, Step: step}
	})
	pool := pgtest.New(t)
	settings := map[string]string{"STUDYAPP_DATABASE_URL": pool.Config().ConnString(), "STUDYAPP_LLM_BASE_URL": model.URL, "STUDYAPP_LLM_MODEL": "test"}
	var env []string
	for k, v := range settings {
		env = append(env, k+"="+v)
	}
	s := startServer(t, env...)
	d := s.upload("bees.md", aboutBees)
	s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	settings["STUDYAPP_DATA"] = s.dir
	type result struct {
		code     int
		out, bad string
	}
	asked := make(chan result, 1)
	go func() {
		code, out, bad := execute(t, settings, "", "ask", "How many eggs does a queen bee lay a day?", "--json")
		asked <- result{code, out, bad}
	}()
	<-heard
	s.kill()
	s.start()
	close(step)
	if r := <-asked; r.code != exitOK {
		t.Errorf("exit %d, %s", r.code, r.bad)
	}
	var status string
	var tries int
	if err := pool.QueryRow(t.Context(), `select m.status, r.attempt from messages m join runs r on r.id = m.id`).Scan(&status, &tries); err != nil {
		t.Fatal(err)
	}
	if n := len(heard); status != "done" || tries != 1 || n != 0 {
		t.Errorf("the question is %s, begun %d times, and the model was asked %d times more", status, tries, n)
	}
}
