package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// River UI is another's program behind our policy and our prefix: an admin
// must see it draw itself and its jobs, and the browser refuse nothing of it.
func TestTheJobsPageWorksBehindOurPolicy(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server and a browser")
	}
	s := newServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.where = "set-up"
	b.open(s.setUpPath())
	b.fill("#f-email", "root@example.org")
	b.fill("#f-password", "a long enough password")
	b.press("\r")
	b.until(`location.pathname == "/"`)
	b.where = "River UI"
	b.do(chromedp.Navigate(b.base + "/admin/jobs/jobs?state=completed"))
	b.until(`document.body.innerText.includes("sweep_documents")`)
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		t.Error(p)
	}
}
