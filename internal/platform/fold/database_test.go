package fold_test

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/fold"
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

// Every letter of the scripts that have marks, and whatever else is taken apart.
func TestTheDatabaseSpellsEachLetterAsThisPackageDoes(t *testing.T) {
	t.Parallel()
	var letters []string
	for r := rune(0xa0); r < 0x3100; r++ {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S) {
			letters = append(letters, string(r))
		}
	}
	rows, err := pgtest.New(t).Query(context.Background(), "select searchable(c) from unnest($1::text[]) with ordinality as l(c, n) order by n", letters)
	if err != nil {
		t.Fatal(err)
	}
	spelled, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for i, letter := range letters {
		if want := strings.Join(fold.Spellings(letter), "\n"); spelled[i] != want {
			t.Errorf("%U %s: %q, want %q", []rune(letter)[0], letter, spelled[i], want)
		}
	}
}
