package api_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

func TestAnAnswerIsStopped(t *testing.T) {
	s := newSite(t)
	c, other := s.user("a@example.org", student), s.user("b@example.org", student)
	message := id.New[id.Message]()
	err := postgres.InTx(t.Context(), s.Pool, func(tx pgx.Tx) error {
		_, err := s.Runs.BeginHereTx(t.Context(), tx, runs.Asked{ID: id.Run(message), Owner: c.account.ID, Task: "answer", Subject: uuid.UUID(message)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	stop := "/messages/" + message.String() + "/stop"
	refused(other, 404, "not_found", "POST", stop, nil)
	want[struct{}](c, 204, "POST", stop, nil)
	var asked bool
	if err := s.Pool.QueryRow(t.Context(), `select stop_asked or stopped from runs where id = $1`, message).Scan(&asked); err != nil || !asked {
		t.Errorf("asked: %t, %v", asked, err)
	}
	refused(c, 404, "not_found", "POST", "/messages/"+newID()+"/stop", nil)
}
