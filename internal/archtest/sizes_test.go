package archtest

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A package is a room that one can look around in, a file one idea.
const (
	mostLinesOfPackage = 6000 // sources and templates; tests and what is generated not counted
	mostLinesOfFile    = 400  // tests too
)

type sized struct {
	path  string
	lines int
}

// written are the files that people wrote: Go, templates and scripts.
func written(t *testing.T) []sized {
	t.Helper()
	root := filepath.Join("..", "..")
	var all []sized
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if p != root && (slices.Contains([]string{"node_modules", "testdata", "build", "data", "dist"}, name) || strings.HasPrefix(name, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.Contains([]string{".go", ".templ", ".ts"}, path.Ext(name)) || strings.HasSuffix(name, "_templ.go") || strings.HasSuffix(name, ".d.ts") {
			return nil
		}
		body, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		all = append(all, sized{filepath.ToSlash(rel), bytes.Count(body, []byte("\n"))})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// tooLarge are the files and the packages that are over their size, with the
// lines they have.
func tooLarge(files []sized) map[string]int {
	large, packages := map[string]int{}, map[string]int{}
	for _, f := range files {
		if f.lines > mostLinesOfFile {
			large[f.path] = f.lines
		}
		if ext := path.Ext(f.path); ext != ".ts" && !strings.HasSuffix(f.path, "_test.go") {
			packages[path.Dir(f.path)] += f.lines
		}
	}
	for pkg, lines := range packages {
		if lines > mostLinesOfPackage {
			large[pkg] = lines
		}
	}
	return large
}

func TestFilesAndPackagesAreOfASizeToBeRead(t *testing.T) {
	t.Parallel()
	for what, lines := range tooLarge(written(t)) {
		t.Errorf("%s has %d lines: look for the second idea in it", what, lines)
	}
}

func TestTooLargeCountsWhatPeopleWrite(t *testing.T) {
	t.Parallel()
	large := tooLarge([]sized{
		{"a/fits.go", 400}, {"a/long.templ", 401}, {"a/long_test.go", 401}, {"js/long.ts", 401},
		{"b/x.go", 3001}, {"b/x.templ", 3000}, {"c/x.go", 3001}, {"c/x_test.go", 3000},
	})
	for _, want := range []string{"a/long.templ", "a/long_test.go", "js/long.ts", "b"} {
		if large[want] == 0 {
			t.Errorf("%s is not found", want)
		}
	}
	for _, small := range []string{"a/fits.go", "a", "c", "js"} {
		if large[small] != 0 {
			t.Errorf("%s is taken for too large", small)
		}
	}
}
