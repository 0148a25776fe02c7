package static

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/fold"
)

// run bundles one of the scripts with what the front end is built with, and
// gives what the expression says of the input there; m is the module.
func run(t *testing.T, script, expression string, input, output any) {
	t.Helper()
	builder, err := filepath.Abs("../node_modules/.bin/esbuild")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(builder); err != nil {
		t.Skip("the front end's packages are not here: make assets")
	}
	module := filepath.Join(t.TempDir(), "module.cjs")
	if out, err := exec.Command(builder, "js/"+script, "--bundle", "--format=cjs", "--log-level=warning", "--outfile="+module).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	in, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "input.json")
	if err := os.WriteFile(file, in, 0o600); err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "-e", `const m = require(process.argv[1]), input = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(`+expression+`))`, module, file)
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, output); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func TestTheBrowserSpellsAsTheServerDoes(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../internal/platform/fold/testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	type vector struct {
		Text  string `json:"text"`
		Plain string `json:"plain"`
		Wide  string `json:"wide"`
	}
	var want, got []vector
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"text", `text.normalize("NFC")`, `text.normalize("NFD")`} {
		run(t, "fold.ts", `input.map(({text}) => ({text, plain: m.spell(`+form+`), wide: m.spell(`+form+`, true)}))`, want, &got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", form, diff)
		}
	}
	// Every letter of the scripts that have marks, and what decomposes.
	var all, browser []vector
	for r := rune(0xa0); r < 0x3100; r++ {
		if !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S) {
			continue // not given to a letter, or in a later Unicode than this one's
		}
		all = append(all, vector{string(r), fold.Plain.Text(string(r)), fold.Wide.Text(string(r))})
	}
	run(t, "fold.ts", `input.map(({text}) => ({text, plain: m.spell(text), wide: m.spell(text, true)}))`, all, &browser)
	differ := 0
	for i, v := range all {
		if v != browser[i] {
			if differ++; differ < 20 {
				t.Logf("%U: %q, %q in the browser", []rune(v.Text)[0], v.Plain, browser[i].Plain)
			}
		}
	}
	if differ > 0 {
		t.Errorf("%d code points are spelled otherwise in the browser", differ)
	}
}

func TestPlacesOfWordsInTheBrowser(t *testing.T) {
	t.Parallel()
	type place struct {
		Text  string   `json:"text"`
		Words string   `json:"words"`
		Found []string `json:"found"`
	}
	want := []place{
		{"Müller, Mu\u0308ller, Mueller, Muller", "muller", []string{"Müller", "Mu\u0308ller", "Muller"}},
		{"Müller, Mueller, Muller", "mueller", []string{"Müller", "Mueller"}},
		{"Muller, Mueller, Müller", "MÜLLER", []string{"Muller", "Mueller", "Müller"}},
		{"übt", "eb", []string{}},
		{"Müll, Aal, Ål", "aal", []string{"Aal", "Ål"}},
		{"Straße, STRASSE", "strasse", []string{"Straße", "STRASSE"}},
		{"Straße", "stras", []string{"Straß"}},
		{"photo\u00adsynthesis, electro\u00ad\nphoresis", "electrophoresis", []string{"electro\u00ad\nphoresis"}},
		{"the ventri-\ncle pumps", "ventricle", []string{"ventri-\ncle"}},
		{"a well-known fact", "wellknown", []string{}},
		{"光合\n作用在", "光合作用", []string{"光合\n作用"}},
		{"ｶﾞｲﾄﾞ 𝐀𝐁", "ガイド ab", []string{"ｶﾞｲﾄﾞ 𝐀𝐁"}},
		{"がか", "か", []string{"か"}},
		{"הַמִּלּוֹן", "המלון", []string{"הַמִּלּוֹן"}},
		{"a", "\u200b", []string{}},
	}
	var got []place
	run(t, "fold.ts", `input.map(p => ({...p, found: m.stretches(p.text, p.words).map(([a, b]) => p.text.slice(a, b))}))`, want, &got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
