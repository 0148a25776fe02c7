package fold_test

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"studyapp/internal/platform/pgtest"
)

// The database's function follows the vectors of this package.
func TestTheDatabaseSpellsAsThisPackageDoes(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct{ Text, Plain, Wide string }
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	pool := pgtest.New(t)
	for _, v := range vectors {
		want := v.Plain
		if v.Wide != v.Plain {
			want += "\n" + v.Wide
		}
		for _, form := range []string{"NFC", "NFD"} {
			var got string
			if err := pool.QueryRow(context.Background(), "select searchable(normalize($1, "+form+"))", v.Text).Scan(&got); err != nil {
				t.Fatalf("%q: %v", v.Text, err)
			}
			if got != want {
				t.Errorf("%q in %s: got %q, want %q", v.Text, form, got, want)
			}
		}
	}
}
