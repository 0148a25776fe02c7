package main

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/llm/llmtest"
)

const aboutBees = `# Bees

The queen bee lays up to 2,000 eggs a day in spring. A worker bee lives about six weeks in summer.

# Wax

Beeswax melts at about 63 degrees Celsius. Bees make it in glands below the abdomen.
`

// askingStudent is a browser signed in to a server with a model, and one document.
func askingStudent(t *testing.T, model *llmtest.Server) (*server, *browser) {
	t.Helper()
	s := startServer(t, "STUDYAPP_LLM_BASE_URL="+model.URL, "STUDYAPP_LLM_MODEL=test")
	d := s.upload("bees.md", aboutBees)
	s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	return s, b
}

// What is asked is answered, whatever happens on the way: the server is killed
// while the answer is written, the page is loaded anew, the question cannot be
// sent at first. What is typed meanwhile stays.
func TestAnAnswerOutlivesTheServerAndThePage(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	first := llmtest.Say("The queen bee lays up to 2,000 eggs a day in spring [1].")
	first.Hang = true
	model := llmtest.New(t, func(n int, r llmtest.Request) llmtest.Reply {
		switch {
		case strings.Contains(r.Text(), "You rewrite"):
			return llmtest.Say("At how many degrees does beeswax melt?")
		case n == 0:
			return first
		case strings.Contains(r.Text(), "degrees does beeswax melt?"):
			return llmtest.Say("Beeswax melts at about 63 degrees Celsius [1].")
		default:
			slow := llmtest.Say("The queen bee lays up to 2,000 eggs a day in spring [1].")
			slow.Pause = 50 * time.Millisecond
			return slow
		}
	})
	s, b := askingStudent(t, model)
	b.allow("ERR_CONNECTION_REFUSED") // while the server is away
	b.allow("ERR_INCOMPLETE_CHUNKED_ENCODING")
	b.allow("ERR_CONNECTION_RESET")
	b.allow("ERR_EMPTY_RESPONSE")
	b.allow("request failed")

	b.open("/ask")
	b.fill("#q", "How many eggs a day?")
	b.press("\r")
	b.until(`location.pathname.startsWith("/ask/") && document.querySelector("[data-tokens]")?.textContent.includes("eggs a day in spring")`)
	b.fill("#q", "And when does")
	s.kill()
	b.until(`document.querySelector("[data-status]")?.textContent.includes("Your question is kept. Trying again in")`)
	s.start()
	b.until(`document.querySelector("[data-answer-id] .s-supported a.cite")`)
	if typed := b.text(`document.querySelector("#q").value`); typed != "And when does" {
		t.Errorf("of what was typed meanwhile is left %q", typed)
	}
	b.open(b.text(`location.pathname`))
	if typed := b.text(`document.querySelector("#q").value`); typed != "And when does" {
		t.Errorf("after loading the page anew is typed %q", typed)
	}

	s.kill()
	b.fill("#q", "And when does wax melt?")
	b.press("\r")
	b.until(`document.querySelector("[data-status]")?.textContent.includes("Your question is kept. Trying again in")`)
	s.start()
	b.until(`document.querySelectorAll("details").length && document.querySelector("[data-thread] > [data-answer-id]")?.innerText.includes("63 degrees")`)
	conversation := strings.TrimPrefix(b.text(`location.pathname`), "/ask/")
	var c struct {
		Answers []struct{ Question, Status string }
	}
	s.call("GET", "/conversations/"+conversation, nil, "", &c)
	var got []string
	for _, a := range c.Answers {
		got = append(got, a.Question+" "+a.Status)
	}
	if diff := cmp.Diff([]string{"How many eggs a day? done", "And when does wax melt? done"}, got); diff != "" {
		t.Errorf("the conversation (-want +got):\n%s", diff)
	}

	b.open("/ask")
	b.fill("#q", "How many eggs a day?")
	b.press("\r")
	b.until(`location.pathname.startsWith("/ask/") && document.querySelector("[data-tokens]")?.textContent.includes("queen")`)
	b.open(b.text(`location.pathname`)) // leaves the page in the middle
	b.until(`document.querySelector("[data-answer-id] .s-supported a.cite")`)
	b.verdict()
}

// Stop keeps what is written, checked; the question can be asked again.
func TestStopKeepsWhatIsWritten(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	model := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply {
		r := llmtest.Say("The queen bee lays up to 2,000 eggs a day in spring [1]. She also ")
		r.Hang = true
		return r
	})
	_, b := askingStudent(t, model)
	b.open("/ask")
	b.fill("#q", "How many eggs a day?")
	b.press("\r")
	b.until(`document.querySelector("[data-tokens]")?.textContent.includes("She also")`)
	b.press("\u001b")
	b.until(`document.querySelector("[data-answer-id] .s-supported a.cite") && document.body.innerText.includes("Stopped. What is here was checked.")`)
	b.until(`document.querySelector("[data-again]").checkVisibility()`)
	b.check("stopped answer")
	b.verdict()
}

// What has been read keeps its place when the verdicts come.
func TestAnAnswerSettlesInPlace(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	model := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply {
		r := llmtest.Say("The queen bee lays up to 2,000 eggs a day in spring [1]. A worker bee lives about six weeks in summer, and often much longer in a mild autumn [1].\n\nBeeswax melts at about 63 degrees Celsius [2].")
		r.Pause = 20 * time.Millisecond
		return r
	})
	_, b := askingStudent(t, model)
	b.open("/ask")
	b.text(`(() => {
		window.shift = 0;
		new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.shift += e.value }).observe({type: "layout-shift", buffered: true});
		return "" })()`)
	// Where words stand, by their text node: while written, and when settled.
	b.text(`(() => {
		const at = word => {
			const walk = document.createTreeWalker(document.querySelector("[data-tokens], [data-answer-id]"), NodeFilter.SHOW_TEXT);
			for (let n = walk.nextNode(); n; n = walk.nextNode()) {
				const i = n.data.indexOf(word);
				if (i < 0 || n.parentElement.closest("h1, h2, .cite-pop, aside")) continue;
				const r = document.createRange();
				r.setStart(n, i); r.setEnd(n, i + word.length);
				const q = r.getBoundingClientRect();
				return Math.round(q.left) + "," + Math.round(q.top + scrollY);
			}
			return "";
		};
		window.places = () => ["queen", "worker", "autumn", "Beeswax", "Celsius"].filter(at).map(w => w + " " + at(w)).join("; ");
		window.written = "";
		const look = () => { if (document.querySelector("[data-tokens]")?.textContent.includes("autumn.")) window.written = places(); if (!document.querySelector("[data-answer-id]")) requestAnimationFrame(look) };
		look();
		return "" })()`)
	b.fill("#q", "What do bees do with eggs and wax?")
	b.press("\r")
	b.until(`document.querySelector("[data-answer-id]")`)
	written, settled := b.text(`window.written`), b.text(`places()`)
	// The last words may come in the same moment as the verdicts.
	if !strings.Contains(written, "autumn ") || !strings.HasPrefix(settled, written) {
		t.Errorf("words moved when the verdicts came:\nwritten %s\nsettled %s", written, settled)
	}
	if shift, err := strconv.ParseFloat(b.text(`String(window.shift)`), 64); err != nil || shift > 0.02 {
		t.Errorf("the layout shifted by %v (%v), at most 0.02 is right", shift, err)
	}
	b.verdict()
}
