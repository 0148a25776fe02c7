package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// owners are the packages that read and write each table; those below them may
// too. Whoever else needs its rows asks the owner.
var owners = map[string]string{
	"users":      "internal/platform/auth",
	"sessions":   "internal/platform/auth",
	"api_tokens": "internal/platform/auth",
	"audit_log":  "internal/platform/auth",

	"nodes":  "internal/platform/jobs",
	"river_": "internal/platform/jobs", // all that River makes

	"outbox":        "internal/platform/outbox",
	"outbox_pruned": "internal/platform/outbox",
	"alerts":        "internal/platform", // written by no one yet

	"documents":         "internal/ingest",
	"document_versions": "internal/ingest",
	"document_pages":    "internal/ingest",
	"chunks":            "internal/ingest",

	"embedding_models": "internal/ingest", // with passage, for search
	"chunk_embeddings": "internal/ingest",
	"chunk_tokens":     "internal/ingest",

	"courses":      "internal/learning",
	"notes":        "internal/learning",
	"cards":        "internal/learning",
	"reviews":      "internal/learning",
	"review_voids": "internal/learning",
	"card_states":  "internal/learning",
	"queue":        "internal/learning",
	"card_changes": "internal/learning",

	"conversations": "internal/generation/ask",
	"messages":      "internal/generation/ask",
	"citations":     "internal/generation/ask",

	"card_vectors": "internal/generation/cards",

	"runs": "internal/platform/runs",

	"model_paces": "internal/generation/llm/paces",
}

// outside are the packages that the rule does not hold for: they measure or
// check the program, fill databases for tests, or make the tables.
var outside = []string{"internal/bench", "internal/archtest", "internal/platform/pgtest", "internal/generation/evidence/evidencetest", "migrations"}

func TestTablesAreReadAndWrittenByTheirOwners(t *testing.T) {
	t.Parallel()
	for _, u := range tablesNamed(sources(t)) {
		owner := ownerOf(u.table)
		if owner != "" && !within(u.pkg, owner) { // without one: a name of the statement's own, or of PostgreSQL's
			t.Errorf("%s: %s belongs to %s; ask it", u.at, u.table, owner)
		}
	}
}

func ownerOf(table string) string {
	if strings.HasPrefix(table, "river_") {
		table = "river_"
	}
	return owners[table]
}

func TestEveryTableHasAnOwner(t *testing.T) {
	t.Parallel()
	for _, table := range migrated(t) {
		if owners[table] == "" {
			t.Errorf("migrations make the table %s: say who owns it", table)
		}
	}
}

// migrated are the tables that all migrations together make.
func migrated(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "migrations", "*.sql"))
	if err != nil || len(files) < 10 {
		t.Fatalf("found %d migrations, %v", len(files), err)
	}
	slices.Sort(files)
	change := regexp.MustCompile(`(?m)^(create|drop) table (?:if (?:not )?exists )?([a-z_, ]+)`)
	var tables []string
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		up, _, _ := strings.Cut(string(body), "-- +goose Down")
		for _, m := range change.FindAllStringSubmatch(up, -1) {
			for table := range strings.SplitSeq(m[2], ",") {
				table = strings.TrimSpace(table)
				if m[1] == "create" {
					tables = append(tables, table)
				} else {
					tables = slices.DeleteFunc(tables, func(old string) bool { return old == table })
				}
			}
		}
	}
	return tables
}

func within(pkg, room string) bool { return pkg == room || strings.HasPrefix(pkg, room+"/") }

// use is a table named by a statement of a package.
type use struct{ pkg, at, table string }

// located is a statement of a package.
type located struct {
	statement
	pkg, at string
}

// ownStatements finds the statements in the strings of the sources; tests,
// generated files and what stands outside the rules are left out.
func ownStatements(all []source) []located {
	constants := map[string]map[string]ast.Expr{}
	for _, s := range all {
		if constants[s.pkg] == nil {
			constants[s.pkg] = map[string]ast.Expr{}
		}
		for _, d := range s.ast.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				collect(constants[s.pkg], g)
			}
		}
	}
	var found []located
	for _, s := range all {
		if strings.HasSuffix(s.path, "_test.go") || strings.HasSuffix(s.path, "_templ.go") || slices.ContainsFunc(outside, func(p string) bool { return within(s.pkg, p) }) {
			continue
		}
		for _, text := range statements(s.ast, constants[s.pkg]) {
			found = append(found, located{text, s.pkg, s.path + " (" + text.name + ")"})
		}
	}
	return found
}

// tablesNamed are the tables that the statements of the sources read, write or
// lock.
func tablesNamed(all []source) []use {
	var uses []use
	for _, s := range ownStatements(all) {
		for _, table := range tablesIn(s.sql) {
			uses = append(uses, use{s.pkg, s.at, table})
		}
	}
	return uses
}

func collect(constants map[string]ast.Expr, g *ast.GenDecl) {
	for _, spec := range g.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for i, name := range v.Names {
			if i < len(v.Values) {
				constants[name.Name] = v.Values[i]
			}
		}
	}
}

type statement struct{ name, sql string }

// statements are the strings of a file that are SQL: constants put together
// from others are read whole.
func statements(f *ast.File, constants map[string]ast.Expr) []statement {
	var found []statement
	add := func(name string, e ast.Expr) {
		if sql, raw := text(e, constants, 0); raw && sentence.MatchString(sql) || verb.MatchString(sql) {
			found = append(found, statement{name, sql})
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field: // its tag is no SQL
			return n.Tag == nil
		case *ast.ValueSpec:
			for i, v := range n.Values {
				if i < len(n.Names) {
					add(n.Names[i].Name, v)
				}
			}
			return len(n.Values) > 0 && !isText(n.Values[0])
		case *ast.BinaryExpr:
			if n.Op == token.ADD {
				add("a statement in a function", n)
				return false
			}
		case *ast.BasicLit:
			add("a statement in a function", n)
		}
		return true
	})
	return found
}

func isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return isText(e.X) || isText(e.Y)
	}
	return false
}

var (
	// verb begins a statement; sentence is what may stand in a part of one.
	verb     = regexp.MustCompile(`^\s*(?i:select\s|with\s+\w+\s|insert\s+into\s|update\s+\w+\s|delete\s+from\s|lock\s+table\s|truncate\s|merge\s+into\s|copy\s)`)
	sentence = regexp.MustCompile(`\b(?:from|join|into|update|using|table)\s+[a-z_]`)
)

// text puts a string together from literals and constants of the package; what
// is known at run time alone is left as a name that no table has. raw says that
// a part of it stands between backquotes, as SQL does in this program.
func text(e ast.Expr, constants map[string]ast.Expr, depth int) (s string, raw bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && strings.HasPrefix(e.Value, "`")
	case *ast.BinaryExpr:
		a, rawA := text(e.X, constants, depth)
		b, rawB := text(e.Y, constants, depth)
		return a + b, rawA || rawB
	case *ast.ParenExpr:
		return text(e.X, constants, depth)
	case *ast.Ident:
		if c, ok := constants[e.Name]; ok && depth < 10 {
			return text(c, constants, depth+1)
		}
	}
	return " _unknown_ ", false
}

var (
	sqlToken = regexp.MustCompile(`--[^\n]*|'(?:[^']|'')*'|@\w+|::\w+|"[^"]*"|[A-Za-z_][A-Za-z0-9_.]*|[(),]`)
	// naming are the words that a table follows, listing those after which
	// several may stand with commas between, ending those that end such a list.
	naming  = []string{"from", "join", "into", "update", "using", "table", "truncate"}
	listing = []string{"from", "using", "table", "truncate"}
	ending  = []string{"where", "group", "order", "limit", "set", "select", "union", "returning", "values", "on", "in"}
)

// tablesIn are the tables that a statement names, each once, and some words more
// that no table has for a name. Names that a WITH gives to its parts are none.
func tablesIn(sql string) []string {
	words := sqlToken.FindAllString(sql, -1)
	words = slices.DeleteFunc(words, func(w string) bool {
		return strings.HasPrefix(w, "--") || strings.HasPrefix(w, "'") || strings.HasPrefix(w, "::")
	})
	for i := range words {
		words[i] = strings.ToLower(words[i])
	}
	var parts, tables []string
	for i, w := range words {
		if i+2 < len(words) && words[i+1] == "as" && (words[i+2] == "(" || words[i+2] == "materialized") {
			parts = append(parts, w)
		}
	}
	lists, expected := []bool{false}, false
	for i, w := range words {
		here := len(lists) - 1
		switch {
		case w == "(":
			lists, expected = append(lists, false), false
		case w == ")":
			lists, expected = lists[:max(here, 1)], false
		case w == ",":
			expected = lists[here]
		case expected && (w == "only" || w == "lateral" || w == "table"):
		case slices.Contains(naming, w):
			lists[here], expected = slices.Contains(listing, w), true
		case slices.Contains(ending, w):
			lists[here], expected = false, false
		case expected:
			expected = false
			call := i+1 < len(words) && words[i+1] == "(" && words[max(i-1, 0)] != "into"
			if !call && !slices.Contains(parts, w) && !slices.Contains(tables, w) {
				tables = append(tables, strings.TrimPrefix(w, "public."))
			}
		}
	}
	return tables
}

func TestTablesInReadsStatements(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sql, want string }{
		{`select a from cards c join notes n on n.id = c.note_id where a = 'from users'`, "cards notes"},
		{`select a from cards c, notes as n, (select 1 from queue) q, courses where x in (select card_id, 2 from reviews)`, "cards notes queue courses reviews"},
		{`insert into users (id, email) values (@from, 'x') on conflict (id) do update set email = excluded.email`, "users"},
		{`insert into cards(id) select id from notes`, "cards notes"},
		{`update cards c set status = 'active' from notes n where n.id = c.note_id returning c.id`, "cards notes"},
		{`delete from queue q using cards c where q.card_id = c.id`, "queue cards"},
		{`lock table users, sessions in share mode`, "users sessions"},
		{"with old as materialized (select id from notes -- from cards\n) select id from old for update of old", "notes of"},
		{`select extract(epoch from at), x from unnest(@a::uuid[]) with ordinality as t(a) left join lateral (select 1 from chunks) l on true`, "at chunks"},
		{`select a is distinct from b from public.outbox`, "b outbox"},
	} {
		if got := strings.Join(tablesIn(c.sql), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.sql, got, c.want)
		}
	}
}

func TestACrossingIsFoundHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]string{
		"in a constant":                     "const q = `select id from documents`",
		"put together":                      "const ( head = `select id `; q = head + `from documents` )",
		"in a function":                     "func f() { db.Exec(`update documents set title = ''`) }",
		"between quotes":                    `func f() { db.Exec("delete from documents") }`,
		"a part added later":                "func f(q string) string { q += ` join documents d on true`; return q }",
		"joined with what is not known yet": "func f(q string) string { return `select x` + q + ` from documents ` + q }",
	} {
		uses := tablesNamed([]source{parsed(t, "internal/learning/x.go", "package learning\n"+code)})
		if len(uses) == 0 || uses[0].table != "documents" || uses[0].pkg != "internal/learning" {
			t.Errorf("%s: found %v", name, uses)
		}
	}
	for name, code := range map[string]string{
		"a sentence": `var err = errors.New("reading from documents")`,
		"a tag":      "type T struct { X string `help:\"from documents\"` }",
	} {
		if uses := tablesNamed([]source{parsed(t, "internal/learning/x.go", "package learning\n"+code)}); len(uses) > 0 {
			t.Errorf("%s is taken for SQL: %v", name, uses)
		}
	}
}

func parsed(t *testing.T, path, code string) source {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, code, 0)
	if err != nil {
		t.Fatal(err)
	}
	return source{path: path, pkg: filepath.ToSlash(filepath.Dir(path)), ast: f}
}
