package archtest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// An import or a re-export of another script, for its values, its types or
// both, as a statement or a call.
var scriptImport = regexp.MustCompile(`(?:\bfrom|\bimport)\s*\(?\s*["'](\.\.?/[^"']+)["']`)

// scriptImports returns what each of the texts, named by path without the
// ending, imports of the others.
func scriptImports(texts map[string]string) map[string][]string {
	imports := map[string][]string{}
	for name, text := range texts {
		imports[name] = nil
		for _, m := range scriptImport.FindAllStringSubmatch(text, -1) {
			to := filepath.Join(filepath.Dir(name), strings.TrimSuffix(m[1], filepath.Ext(m[1])))
			if _, ours := texts[to]; ours && !slices.Contains(imports[name], to) {
				imports[name] = append(imports[name], to)
			}
		}
	}
	return imports
}

// circle returns the names along a way that leads back to where it began, which
// is named at both ends; nil when no way does.
func circle(imports map[string][]string) []string {
	var way []string
	left := map[string]bool{} // every way from here ends
	var follow func(name string) []string
	follow = func(name string) []string {
		if at := slices.Index(way, name); at >= 0 {
			return append(slices.Clone(way[at:]), name)
		}
		if left[name] {
			return nil
		}
		way = append(way, name)
		for _, next := range imports[name] {
			if found := follow(next); found != nil {
				return found
			}
		}
		way = way[:len(way)-1]
		left[name] = true
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		if found := follow(name); found != nil {
			return found
		}
	}
	return nil
}

// The scripts of the pages import one another in one direction, as packages do:
// in a circle it depends on the page which of them runs first.
func TestScriptsImportNoCircle(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "..", "web", "static", "js", "*.ts"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimSuffix(filepath.Base(path), ".ts")] = string(b)
	}
	imports := scriptImports(texts)
	n := 0
	for _, of := range imports {
		n += len(of)
	}
	if len(files) < 10 || n < len(files) {
		t.Fatalf("found %d imports in %d scripts; the reading is broken", n, len(files))
	}
	if found := circle(imports); found != nil {
		t.Errorf("scripts import one another in a circle: %s", strings.Join(found, " → "))
	}
}

func TestCirclesOfScriptsAreNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		texts map[string]string
		want  []string
	}{
		{"none", map[string]string{"a": `import { b } from "./b";`, "b": `import "./c";`, "c": `import x from "x";`}, nil},
		{"two ways to one", map[string]string{"a": `import "./b"; import "./c";`, "b": `import "./c";`, "c": ``}, nil},
		{"itself", map[string]string{"a": `import "./a";`}, []string{"a", "a"}},
		{"of three, over several lines", map[string]string{"a": "import {\n  b,\n} from \"./b\";", "b": `export * from './c.js';`, "c": `await import("./a")`}, []string{"a", "b", "c", "a"}},
		{"behind a way that leads in", map[string]string{"a": `import "./b";`, "b": `import type { C } from "./c";`, "c": `import { b } from "./b";`}, []string{"b", "c", "b"}},
		{"of another folder", map[string]string{"a": `import "./x/b";`, "x/b": `import "../a";`}, []string{"a", "x/b", "a"}},
	} {
		if got := circle(scriptImports(c.texts)); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
