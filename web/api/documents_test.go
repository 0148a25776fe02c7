package api_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"studyapp/web/api"
)

const notes = "Mitochondria make the energy of a cell. They have a membrane of their own.\n"

// watch follows a document's events to the end and returns the last one.
func watch(c *client, document string) api.Document {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), "GET", c.url+"/documents/"+document+"/events", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" {
		c.t.Fatalf("%d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	var last api.Document
	event := ""
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			event = name
		}
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			if event != "progress" {
				c.t.Fatalf("event %q: %s", event, data)
			}
			if err := json.Unmarshal([]byte(data), &last); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	return last
}

func TestDocuments(t *testing.T) {
	c := newWorkingSite(t).user("a@example.org", student)
	course := want[api.Course](c, 201, "POST", "/courses", object{"title": "Biology"})
	d := want[api.Document](c, 202, "POST", "/documents", form("notes.txt", notes, "course_id", course.ID.String(), "title", "Cells"))
	if d.Title != "Cells" || d.CourseID != course.ID || d.Kind != "text" || d.Bytes != int64(len(notes)) || d.Version != 1 {
		t.Errorf("%+v", d)
	}
	path := "/documents/" + d.ID.String()
	if d = watch(c, d.ID.String()); d.Status != "ready" || d.ReadyAt == nil || d.Chunks != 1 {
		t.Fatalf("%+v", d)
	}
	if p := refused(c, 409, "conflict", "POST", "/documents", form("again.txt", notes)); p.Detail == "" {
		t.Error(p)
	}
	if r := c.do("POST", "/documents", form("again.txt", notes)); !strings.Contains(string(r.body), `"document_id":"`+d.ID.String()+`"`) {
		t.Errorf("%s", r.body)
	}
	if all := want[items[api.Document]](c, 200, "GET", "/documents?status=ready&course_id="+course.ID.String(), nil); len(all.Items) != 1 {
		t.Errorf("%+v", all)
	}
	text := want[api.Text](c, 200, "GET", path+"/text", nil)
	if len(text.Pages) != 1 || text.Pages[0].Text != strings.TrimSpace(notes) || text.Pages[0].Page != nil || text.Pages[0].Part != 1 {
		t.Errorf("%+v", text)
	}
	refused(c, 404, "not_found", "GET", path+"/text?page=2", nil)
	chunks := want[items[api.Chunk]](c, 200, "GET", path+"/chunks", nil)
	if len(chunks.Items) != 1 || chunks.Items[0].ID == "" || len(chunks.Items[0].Pages) != 0 || chunks.Items[0].Tokens < 10 {
		t.Errorf("%+v", chunks)
	}
	found := want[api.SearchResult](c, 200, "GET", "/search?q=energy+of+the+cell&document_id="+d.ID.String(), nil)
	if len(found.Results) != 1 || found.Results[0].ChunkID != chunks.Items[0].ID || found.Results[0].DocumentID != d.ID || !found.WordsOnly {
		t.Errorf("%+v", found)
	}
	if none := want[items[api.Card]](c, 200, "GET", path+"/cards", nil); len(none.Items) != 0 {
		t.Errorf("%+v", none)
	}
	moved := want[api.Document](c, 200, "PATCH", path, object{"title": "The cell", "read_page": 1})
	if moved.Title != "The cell" || moved.ReadAt == nil {
		t.Errorf("%+v", moved)
	}
	next := want[api.Document](c, 202, "PUT", path+"/file", form("notes.txt", "Ribosomes make proteins."))
	if next.Version != 2 {
		t.Errorf("%+v", next)
	}
	if last := watch(c, d.ID.String()); last.Status != "ready" || last.Version != 2 {
		t.Errorf("%+v", last)
	}
	want[struct{}](c, 204, "DELETE", path, nil)
	refused(c, 404, "not_found", "GET", path, nil)
	want[api.Document](c, 200, "POST", path+"/restore", nil)
	want[api.Document](c, 200, "GET", path, nil)
}

func TestFileTakesRangesAndETags(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	d := want[api.Document](c, 202, "POST", "/documents", form("nötes \"1\".txt", notes))
	get := func(method string, header ...string) response {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, c.url+"/documents/"+d.ID.String()+"/file", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+c.token)
		for i := 0; i+1 < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		return c.send(req)
	}
	whole := get("GET")
	etag := whole.header.Get("ETag")
	if whole.status != 200 || string(whole.body) != notes || etag == "" || whole.header.Get("Accept-Ranges") != "bytes" {
		t.Errorf("%+v", whole)
	}
	if got := whole.header.Get("Content-Disposition"); !strings.HasPrefix(got, "inline; filename") {
		t.Error(got)
	}
	if part := get("GET", "Range", "bytes=0-11"); part.status != 206 || string(part.body) != "Mitochondria" {
		t.Errorf("%+v", part)
	}
	if same := get("GET", "If-None-Match", etag); same.status != 304 || len(same.body) != 0 {
		t.Errorf("%+v", same)
	}
	if head := get("HEAD"); head.status != 200 || len(head.body) != 0 {
		t.Errorf("%+v", head)
	}
	if past := get("GET", "Range", "bytes=9999-"); past.status != 416 {
		t.Errorf("%+v", past)
	}
}

func TestFileOfSeveralMegabytesComesIn(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	large := strings.Repeat("Ribosomes build proteins. ", 3<<20/26)
	d := want[api.Document](c, 202, "POST", "/documents", form("a.txt", large))
	if next := want[api.Document](c, 202, "PUT", "/documents/"+d.ID.String()+"/file", form("b.txt", large+"So it is.")); next.Version != 2 {
		t.Errorf("%+v", next)
	}
}

func TestUploadsThatAreRefused(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	broken := form("a.txt", "words")
	broken.body = broken.body[:len(broken.body)-20]
	for _, u := range []struct {
		rule   string
		body   raw
		status int
		kind   string
	}{
		{"an empty file", form("a.txt", ""), 422, "invalid"},
		{"a program called .pdf", form("a.pdf", "\x7fELF\x02\x01\x01"+strings.Repeat("\x00\x01", 100_000)), 415, "unsupported"},
		{"no file", raw{"multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n--x--\r\n")}, 422, "invalid"},
		{"no form", raw{"text/plain", []byte("words")}, 415, "unsupported"},
		{"a form without a boundary", raw{"multipart/form-data", []byte("words")}, 415, "unsupported"},
		{"a form that breaks off", broken, 422, "invalid"},
		{"a form of nothing", raw{"multipart/form-data; boundary=x", nil}, 422, "invalid"},
		{"too large a file", form("a.txt", strings.Repeat("many words\n", 1<<19)), 413, "too_large"},
		{"a course that is not there", form("a.txt", "words", "course_id", newID()), 404, "not_found"},
		{"too long a title", form("a.txt", "other words", "title", strings.Repeat("t", 9000)), 422, "invalid"},
	} {
		t.Run(u.rule, func(t *testing.T) { refused(c, u.status, u.kind, "POST", "/documents", u.body) })
	}
}
