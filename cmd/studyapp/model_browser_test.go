package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"studyapp/internal/search/embed"
	"studyapp/internal/search/embed/fetch/fetchtest"
)

// Who sets up fetches the search model, makes the account meanwhile, and sees
// the banner go when it is here; the server then finds by meaning what it had
// read by words, without a restart.
func TestTheModelIsFetchedWhileOneSetsUp(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server and a browser")
	}
	files, err := embed.Find("")
	if err != nil {
		skipUnlessCI(t, "the search model is not here: make setup")
	}
	m := fetchtest.New(t, "")
	m.Unpack(files)
	s := newServer(t, "STUDYAPP_MODELS="+m.Root, "PATH="+m.Bin+":"+os.Getenv("PATH"))
	b := newBrowser(t, "http://"+s.addr)
	b.where = "set-up"
	b.open(s.setUpPath())
	b.fill("#f-email", "root@example.org")
	b.click("#ready button")
	b.until(`document.querySelector("#ready progress")?.value > 0`)
	b.check("set-up, the model on its way")
	b.until(`document.querySelector("#f-email").value == "root@example.org"`)
	b.fill("#f-password", "a long enough password")
	b.press("\r")
	b.until(`location.pathname == "/" && document.querySelector(".banner")?.innerText.includes("being fetched")`)

	file := filepath.Join(t.TempDir(), "wax.md")
	if err := os.WriteFile(file, []byte("# Wax\n\nBeeswax melts at about 63 degrees Celsius.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, bad := execute(t, map[string]string{"STUDYAPP_DATA": s.dir, "STUDYAPP_MODELS": m.Root}, "", "ingest", file, "--wait"); code != exitOK || !strings.Contains(out, "ready") {
		t.Fatalf("%s%s", out, bad)
	}
	b.open("/search?q=Schmelzpunkt+von+Bienenwachs") // shares no word with the passage
	b.until(`document.querySelector(".banner") && !document.body.innerText.includes("63 degrees")`)
	m.Go()
	b.until(`!document.querySelector(".banner")`)
	b.until(`fetch(location.href).then(r => r.text()).then(t => window.found = t.includes("63 degrees")), window.found`)
	b.open("/admin")
	b.until(`document.body.innerText.includes("All is well.")`)
	b.verdict()
}
