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

// No word moves from the moment it is written: not when its sentence is
// checked, not when a label comes in the middle of a paragraph, not when the
// answer is complete. Screen readers hear each sentence with its verdict.
func TestAnAnswerSettlesInPlace(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	model := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply {
		r := llmtest.Say("The queen bee lays up to 2,000 eggs a day in spring [1: \"The queen bee lays up to 2,000 eggs a day\"]. She was crowned in Vienna by an emperor. " +
			"A worker bee lives about six weeks in summer, and often much longer in a mild autumn [1].\n\nBeeswax melts at about 63 degrees Celsius [2].")
		r.Pause = 20 * time.Millisecond
		return r
	})
	_, b := askingStudent(t, model)
	for _, size := range [][2]int64{{1280, 800}, {390, 844}} {
		b.view(size[0], size[1], "light")
		b.open("/ask")
		b.text(watchWords)
		b.fill("#q", "What do bees do with eggs and wax?")
		b.press("\r")
		b.until(`document.querySelector("[data-answer-id] [data-verdict]")`)
		b.until(`window.look() || document.querySelector("[data-say]").textContent.includes("sentences")`)
		if moved := b.text(`window.moved.join("; ")`); moved != "" {
			t.Errorf("at %d px words moved: %s", size[0], moved)
		}
		if seen := b.text(`[...window.seen.keys()].join(" ")`); !strings.Contains(seen, "found") || !strings.Contains(seen, "queen") || !strings.Contains(seen, "autumn") {
			t.Errorf("at %d px only these were looked at while written: %s", size[0], seen)
		}
		if unsettled := b.text(`String(window.unsettled)`); unsettled != "0" {
			t.Errorf("at %d px words stood behind a sentence that was not checked, in %s frames", size[0], unsettled)
		}
		if got := b.text(`[...document.querySelectorAll("[data-answer-id] .s")].map(s => s.className.replace("s s-", "")).join(" ")`); got != "supported unsupported weak supported" {
			t.Errorf("at %d px the verdicts are %q", size[0], got)
		}
		// On a phone the passages stand below the answer, and make room for it.
		if shift, err := strconv.ParseFloat(b.text(`String(window.shift)`), 64); err != nil || shift > 0.02 && size[0] >= 1280 {
			t.Errorf("at %d px the layout shifted by %v (%v), at most 0.02 is right", size[0], shift, err)
		}
		said := b.text(`[...document.querySelectorAll("[data-say] > span")].map(s => s.textContent.trim()).join("\n")`)
		want := strings.Join([]string{
			"The queen bee lays up to 2,000 eggs a day in spring. Supported, source 1.",
			"She was crowned in Vienna by an emperor. No source found.",
			"A worker bee lives about six weeks in summer, and often much longer in a mild autumn. Supported only in part, source 2.",
			"Beeswax melts at about 63 degrees Celsius. Supported, source 3.",
			"2 of 4 sentences are supported. One only in part, one has no source.",
		}, "\n")
		if diff := cmp.Diff(want, said); diff != "" {
			t.Errorf("at %d px a screen reader hears (-want +got):\n%s", size[0], diff)
		}
	}
	b.verdict()
}

// watchWords keeps where each word was first seen, and notes those that are
// seen elsewhere later; and it counts the frames in which more than the
// sentence that is being written was unchecked.
const watchWords = `(() => {
	window.shift = 0;
	new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.shift += e.value }).observe({type: "layout-shift", buffered: true});
	window.seen = new Map(); window.moved = []; window.unsettled = 0;
	const words = ["found", "queen", "spring", "crowned", "emperor", "worker", "summer", "autumn", "Beeswax", "Celsius"];
	window.look = () => {
		const article = document.querySelector("[data-live], [data-answer-id]");
		if (!article) return;
		const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT), here = new Map();
		let open = "";
		for (let n = walk.nextNode(); n; n = walk.nextNode()) {
			if (n.parentElement.closest("h1, h2, .cite-pop, .sr-only, [data-compared]")) continue;
			if (article.matches("[data-live]") && !n.parentElement.closest("[data-s], [data-status], .cite")) open += n.data;
			for (const w of words) {
				const i = n.data.indexOf(w);
				if (i < 0 || here.has(w)) continue;
				const r = document.createRange();
				r.setStart(n, i); r.setEnd(n, i + w.length);
				const q = r.getBoundingClientRect();
				here.set(w, Math.round(q.left) + "," + Math.round(q.top + scrollY));
			}
		}
		for (const [w, at] of here) {
			if (!window.seen.has(w)) window.seen.set(w, at);
			else if (window.seen.get(w) !== at && !window.moved.some(m => m.startsWith(w))) window.moved.push(w + " from " + window.seen.get(w) + " to " + at);
		}
		if (/[.] [A-Z]/.test(open)) window.unsettled++;
	};
	const frame = () => { window.look(); requestAnimationFrame(frame); };
	frame();
	return "" })()`

// A page that is opened in the middle of an answer shows what is written so
// far and goes on with it.
func TestAPageOpenedInTheMiddleGoesOnWithTheAnswer(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	next := make(chan struct{})
	model := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply {
		return llmtest.Reply{Pieces: []string{"The queen bee lays up to 2,000 eggs a day in spring [1]. A worker bee lives ", "about six weeks in summer [1]. ", "Bees make ", "it in glands [2]. "}, Step: next}
	})
	_, b := askingStudent(t, model)
	b.allow("ERR_INCOMPLETE_CHUNKED_ENCODING")
	b.open("/ask")
	b.fill("#q", "What do bees do?")
	b.press("\r")
	b.until(`location.pathname.startsWith("/ask/") && document.querySelector("[data-live]")?.textContent.includes("A worker bee lives")`)
	b.open(b.text(`location.pathname`))
	b.until(`document.querySelector('[data-live] [data-s="0"] a.cite') && document.querySelector("[data-live]").textContent.includes("A worker bee lives")`)
	b.until(`document.querySelector("[data-status]").textContent.includes("found in 1 document. Writing.") && !document.querySelector("[data-stop]").hidden`)
	if got := b.text(`document.querySelector('[data-passages] [data-passage="1"] mark')?.textContent + " " + document.querySelector('[data-live] a.cite')?.textContent.trim()`); got != "The queen bee lays up to 2,000 eggs a day in spring. 1" {
		t.Errorf("the passage of the first sentence and its chip are %q", got)
	}
	b.check("answer being written")
	next <- struct{}{}
	next <- struct{}{}
	b.until(`document.querySelector('[data-live] [data-s="1"]') && document.querySelector("[data-live]").textContent.includes("Bees make")`)
	if n := b.text(`String(document.querySelectorAll('[data-s="0"]').length)`); n != "1" {
		t.Errorf("the first sentence stands there %s times", n)
	}
	next <- struct{}{}
	b.until(`document.querySelector('[data-answer-id] [data-s="2"]')`)
	b.verdict()
}
