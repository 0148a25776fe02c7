package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "studyapp"

// rooms are the parts of the program and, for each, the others that it may
// import. Everything may import itself. The arrows of ARCHITECTURE.md.
var rooms = map[string][]string{
	"cmd":                 {"web", "internal/demo", "internal/generation", "internal/search", "internal/learning", "internal/ingest", "internal/platform"},
	"web":                 {"internal/demo", "internal/generation", "internal/search", "internal/learning", "internal/ingest", "internal/platform"},
	"internal/demo":       {"internal/generation", "internal/search", "internal/learning", "internal/ingest", "internal/platform"},
	"internal/generation": {"internal/search", "internal/learning", "internal/ingest", "internal/platform"},
	"internal/search":     {"internal/ingest", "internal/platform"},
	"internal/learning":   {"internal/platform"},
	"internal/ingest":     {"internal/platform"},
	"internal/platform":   {"migrations"},
	"migrations":          {},
	"internal/archtest":   {},
	"scripts":             {},
	// Measures the modules from outside, as cmd would use them.
	"internal/bench": {"web", "internal/generation", "internal/search", "internal/learning", "internal/ingest", "internal/platform"},
}

// A file of the module, as the rules see it.
type source struct {
	path    string // from the root, with slashes
	pkg     string // its package's path from the root
	ast     *ast.File
	imports []string
}

// sources parses every Go file of the module.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	var all []source
	fset := token.NewFileSet()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if p != root && (name == "node_modules" || name == "testdata" || name == "build" || name == "data" || strings.HasPrefix(name, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		f, err := parser.ParseFile(fset, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		s := source{path: filepath.ToSlash(rel), ast: f}
		s.pkg = path.Dir(s.path)
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, name)
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 10 {
		t.Fatalf("found only %d Go files; the walk is broken", len(all))
	}
	return all
}

// roomOf returns the room a package (from the root) belongs to.
func roomOf(pkg string) string {
	for room := range rooms {
		if pkg == room || strings.HasPrefix(pkg, room+"/") {
			return room
		}
	}
	return ""
}

// forbidden returns why a package may not import another of this module, and
// "" when it may.
func forbidden(from, to string) string {
	a, b := roomOf(from), roomOf(to)
	switch {
	case a == "":
		return "the package belongs to no room"
	case b == "":
		return "what it imports belongs to no room"
	case a == b:
		return betweenPages(from, to)
	case slices.Contains(rooms[a], b):
		return ""
	}
	return a + " may not import " + b
}

// pages are the packages of web/page that have addresses of their own to
// answer. Those beside them are what two of them need.
var pages = []string{"admin", "ask", "cards", "course", "document", "entry", "reader", "review", "settings", "today"}

// betweenPages returns why a package of web/page may not import another: pages
// never import each other, and what lies below them imports none of them.
func betweenPages(from, to string) string {
	const all = "web/page/"
	page, ok := strings.CutPrefix(to, all)
	below, inside := strings.CutPrefix(from, all)
	switch {
	case !ok || !inside || !slices.Contains(pages, page) || below == page:
		return ""
	case slices.Contains(pages, below):
		return "pages do not import each other; what both need lies below them"
	}
	return "what lies below the pages imports none of them"
}

// made are the packages of generation that something is made by. They are built
// on evidence and do not know each other, and no other package of it knows them.
var made = []string{"internal/generation/ask", "internal/generation/cards", "internal/generation/recheck"}

func TestWhatIsMadeOfDocumentsIsMadeApart(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		for _, imported := range s.imports {
			to := strings.TrimPrefix(imported, module+"/")
			if slices.Contains(made, to) && s.pkg != to && roomOf(s.pkg) == "internal/generation" {
				t.Errorf("%s imports %s: what both need lies in internal/generation/evidence", s.path, to)
			}
		}
	}
}

func TestImportsGoOneWay(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if roomOf(s.pkg) == "" {
			t.Errorf("%s: the package belongs to no room of ARCHITECTURE.md", s.path)
		}
		for _, imported := range s.imports {
			to, ours := strings.CutPrefix(imported, module+"/")
			if !ours {
				continue
			}
			if why := forbidden(s.pkg, to); why != "" {
				t.Errorf("%s imports %s: %s", s.path, imported, why)
			}
		}
	}
}

// A new package of web/page must say whether it has addresses to answer.
func TestPagesAreKnown(t *testing.T) {
	t.Parallel()
	mounts := map[string]bool{}
	for _, s := range sources(t) {
		name, ok := strings.CutPrefix(s.pkg, "web/page/")
		if !ok || strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		for _, d := range s.ast.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "Mount" && name != "gallery" {
				mounts[name] = true
			}
		}
	}
	if got := slices.Sorted(maps.Keys(mounts)); !slices.Equal(got, pages) {
		t.Errorf("the packages of web/page with a Mount are %q, the rule knows %q", got, pages)
	}
}

func TestForbiddenKnowsTheArrows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, from, to string
		allowed        bool
	}{
		{"cmd wires everything", "cmd/studyapp", "web/api", true},
		{"generation asks search", "internal/generation", "internal/search", true},
		{"search reads what ingest wrote", "internal/search", "internal/ingest/extract", true},
		{"within a room", "internal/platform/jobs", "internal/platform/errs", true},
		{"ingest does not know search", "internal/ingest", "internal/search", false},
		{"learning knows no other module", "internal/learning", "internal/generation", false},
		{"platform knows no module", "internal/platform/jobs", "internal/ingest", false},
		{"nothing imports web but cmd", "internal/generation", "web", false},
		{"the pages are put together", "web/page", "web/page/cards", true},
		{"a page draws documents in lists", "web/page/course", "web/page/doclist", true},
		{"a page does not know another", "web/page/reader", "web/page/ask", false},
		{"what pages share does not know them", "web/page/doclist", "web/page/today", false},
		{"a package without a room", "internal/util", "internal/platform/errs", false},
	} {
		if why := forbidden(c.from, c.to); (why == "") != c.allowed {
			t.Errorf("%s: forbidden(%s, %s) = %q", c.name, c.from, c.to, why)
		}
	}
}

// C stays in one place, so that everything else builds, tests and crashes as
// Go does. onnxruntime_go brings its own.
func TestOnlyFaissUsesC(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if slices.Contains(s.imports, "C") && s.pkg != "internal/search/faiss" {
			t.Errorf("%s imports C; only internal/search/faiss may", s.path)
		}
	}
}

// The environment is read once, by the configuration.
func TestEnvironmentIsReadOnlyByTheConfiguration(t *testing.T) {
	t.Parallel()
	readers := []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv"}
	for _, s := range sources(t) {
		if strings.HasSuffix(s.path, "_test.go") || s.pkg == "internal/platform/config" || s.pkg == "internal/bench" || roomOf(s.pkg) == "cmd" {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "os" && slices.Contains(readers, sel.Sel.Name) {
				t.Errorf("%s calls os.%s; take the value from internal/platform/config", s.path, sel.Sel.Name)
			}
			return true
		})
	}
}

// Every package says what it is for, in doc.go.
func TestEveryPackageHasADoc(t *testing.T) {
	t.Parallel()
	documented := map[string]bool{}
	for _, s := range sources(t) {
		if s.pkg != "." && !strings.HasSuffix(s.path, "_test.go") {
			documented[s.pkg] = documented[s.pkg] || s.ast.Doc != nil
		}
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment; write doc.go: what it is for, what it promises", pkg)
		}
	}
}

// No package is named for being a drawer.
func TestNoDrawers(t *testing.T) {
	t.Parallel()
	drawers := []string{"util", "utils", "common", "helper", "helpers", "manager", "base", "misc", "shared"}
	for _, s := range sources(t) {
		if slices.Contains(drawers, path.Base(s.pkg)) {
			t.Errorf("%s: name the package for what it is about", s.path)
		}
	}
	if _, err := os.Stat(filepath.Join("..", "..", "ARCHITECTURE.md")); err != nil {
		t.Errorf("ARCHITECTURE.md, which states these rules, is missing: %v", err)
	}
}
