package ingest

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func TestDocumentsAreListedNewestFirstInPages(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	for i := range 7 {
		h.mustUpload(fmt.Sprintf("book %d.txt", i), fmt.Sprint("text ", i))
	}
	var titles []string
	for cursor := ""; ; {
		docs, next, err := h.service.Documents(ctx, h.owner, Filter{Limit: 3, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			titles = append(titles, d.Title)
		}
		if next == "" {
			break
		}
		cursor = next
	}
	if got := strings.Join(titles, ","); got != "book 6,book 5,book 4,book 3,book 2,book 1,book 0" {
		t.Errorf("got %s", got)
	}
	if docs, _, err := h.service.Documents(ctx, h.owner, Filter{Text: "BOOK 4"}); err != nil || len(docs) != 1 {
		t.Errorf("by text: %d, %v", len(docs), err)
	}
	if docs, _, err := h.service.Documents(ctx, h.owner, Filter{Status: Ready}); err != nil || len(docs) != 0 {
		t.Errorf("by status: %d, %v", len(docs), err)
	}
	if docs, _, err := h.service.Documents(ctx, h.owner, Filter{Course: id.New[id.Course]()}); err != nil || len(docs) != 0 {
		t.Errorf("by course: %d, %v", len(docs), err)
	}
	if _, _, err := h.service.Documents(ctx, h.owner, Filter{Cursor: "x"}); kindOf(err) != errs.Invalid {
		t.Errorf("a foreign cursor: %v", err)
	}
}

func TestUpdateChangesWhatItHolds(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	d := h.mustUpload("a.txt", "CHAPTER 1\n\nText")
	title, page, empty := "  My \x00own\ntitle ", 3, " "
	got, err := h.service.Update(ctx, h.owner, d.ID, Patch{Title: &title, ReadPage: &page})
	if err != nil || got.Title != "My own title" || got.ReadPage != 3 || got.ReadAt == nil || got.Course != d.Course {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := h.service.Update(ctx, h.owner, d.ID, Patch{Title: &empty}); kindOf(err) != errs.Invalid {
		t.Errorf("an empty title: %v", err)
	}
	other := id.New[id.Course]()
	if _, err := h.service.Update(ctx, h.owner, d.ID, Patch{Course: &other}); kindOf(err) != errs.NotFound {
		t.Errorf("a course that is not there: %v", err)
	}
	// A title the student gave is not replaced by the one found.
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	if got := h.document(d); got.Title != "My own title" {
		t.Errorf("title %q", got.Title)
	}
}

func TestFileGivesTheBytesBack(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	content := "naïve \x01 text\r\n"
	d := h.mustUpload("a.txt", content)
	f, got, err := h.service.File(context.Background(), h.owner, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(f)
	if err != nil || string(b) != content || got.Bytes != int64(len(content)) || got.MediaType != "text/plain" {
		t.Errorf("%q, %+v, %v", b, got, err)
	}
}

// vault opens what ends with its password.
type vault struct{}

func (vault) Decrypt(_ context.Context, path, password, out string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	open, ok := strings.CutSuffix(string(b), password)
	if !ok {
		return errs.New(errs.Invalid, "The password is wrong.").At(extract.FailedLocked)
	}
	return os.WriteFile(out, []byte(open), 0o600)
}

func TestALockedFileIsStoredOpenOnceThePasswordIsThere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := &book{pages: pagesOf(1)}
	h := build(t, b, func(o *Options) { o.Decrypter = vault{} })
	locked := func() error {
		return errs.New(errs.Invalid, "The file is locked. Enter its password to read it.").At(extract.FailedLocked)
	}
	stored := func(d Document) string {
		f, _, err := h.service.File(ctx, h.owner, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		got, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	b.open = locked
	d := h.mustUpload("a.pdf", pdfHead+"secret")
	if err := h.work(d, 1); err == nil {
		t.Fatal("no error")
	}
	if _, err := h.service.Retry(ctx, h.owner, d.ID, "wrong"); kindOf(err) != errs.Invalid || stored(d) != pdfHead+"secret" {
		t.Errorf("with the wrong password: %v", err)
	}
	again, err := h.service.Retry(ctx, h.owner, d.ID, "secret")
	if err != nil || again.Status != Queued || stored(d) != pdfHead {
		t.Errorf("with the password: %+v, %v", again, err)
	}
	// The bytes sent are known again although others are stored.
	if _, err := h.upload("b.pdf", pdfHead+"secret"); kindOf(err) != errs.Conflict {
		t.Errorf("the locked file again: %v", err)
	}
	with, err := h.service.Upload(ctx, h.owner, Upload{FileName: "c.pdf", Password: "key", Body: strings.NewReader(pdfHead + "xkey")})
	if err != nil || stored(with) != pdfHead+"x" {
		t.Errorf("uploaded with its password: %v", err)
	}
	if _, err := h.service.Upload(ctx, h.owner, Upload{FileName: "d.pdf", Password: "no", Body: strings.NewReader(pdfHead + "ykey")}); kindOf(err) != errs.Invalid {
		t.Errorf("uploaded with a wrong one: %v", err)
	}
}

func TestSweepClearsUp(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	now := time.Now()
	h := build(t, &book{}, func(o *Options) { o.Now = func() time.Time { return now } })
	kept, binned, old, lost := h.mustUpload("a.txt", "kept"), h.mustUpload("b.txt", "binned"), h.mustUpload("c.txt", "old"), h.mustUpload("d.txt", "lost")
	now = now.AddDate(0, 0, 1)
	if err := h.service.Delete(ctx, h.owner, old.ID); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 0, 29)
	if err := h.service.Delete(ctx, h.owner, binned.ID); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 0, 2)
	orphan, err := h.blobs.Temp()
	if err != nil {
		t.Fatal(err)
	}
	if err := orphan.Commit("documents/none/1"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.pool.Exec(ctx, "update river_job set state = 'discarded', finalized_at = now() where args->>'document_id' = $1", lost.ID.String()); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-longestUpload - time.Minute) // files are dated by the wall clock
	for _, key := range []string{blobKey(kept.ID, 1), blobKey(binned.ID, 1), blobKey(old.ID, 1), "documents/none/1"} {
		if err := os.Chtimes(h.blobs.Path(key), long, long); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.service.SweepAll(ctx); err != nil {
		t.Fatal(err)
	}
	if n := h.count("select count(*) from documents"); n != 3 {
		t.Errorf("%d documents, want 3", n)
	}
	for _, c := range []struct {
		key   string
		there bool
	}{{blobKey(kept.ID, 1), true}, {blobKey(binned.ID, 1), true}, {blobKey(old.ID, 1), false}, {"documents/none/1", false}} {
		if _, err := os.Stat(h.blobs.Path(c.key)); (err == nil) != c.there {
			t.Errorf("%s: %v, want there %v", c.key, err, c.there)
		}
	}
	if got := h.document(lost); got.Status != Failed || got.Failure.Kind != FailedCrashed {
		t.Errorf("the one nobody reads: %+v", got)
	}
	if got := h.document(kept); got.Status != Queued {
		t.Errorf("the one that waits: %+v", got)
	}
}

func TestTitles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, given, found, want string }{
		{"lecture_03.pdf", "", "", "lecture 03"},
		{"a-b-c-d.pdf", "", "", "a b c d"},
		{"x.pdf", "", "Cells  of\nPlants", "Cells of Plants"},
		{"x.pdf", "Mine", "Cells", "Mine"},
		{"x.pdf", "", "Microsoft Word - thesis.doc", "x"},
		{"x.pdf", "", "untitled", "x"},
		{"2022 Q3 AAPL.pdf", "", "", "2022 Q3 AAPL"},
		{"x.pdf", "", "draft7.dvi", "x"},
		{"", "", "", "Untitled"},
		{"../../etc/passwd", "", "", "passwd"},
		{".pdf", "", "", ".pdf"},
	} {
		title := cleanTitle(c.given)
		if title == "" {
			title = titleFromName(c.file)
		}
		if got := betterTitle(title, c.file, c.found); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
}

func TestATitleThatTheTextDoesNotKnowIsThatOfATemplate(t *testing.T) {
	t.Parallel()
	text := "Mitose und Meiose. " + strings.Repeat("Die Zelle teilt sich, und jede Tochter bekommt, was sie braucht. ", 8)
	wide := "細胞の分裂について。" + strings.Repeat("細胞は二つに分かれる。", 12)
	for _, c := range []struct{ title, file, text, want string }{
		{"Muster für Beschlussvorlagen", "zelle.pdf", text, ""},
		{"Muster für Beschlussvorlagen", "vorlage-muster.pdf", text, "Muster für Beschlussvorlagen"},
		{"Muster für Beschlussvorlagen", "zelle.pdf", "Zelle", "Muster für Beschlussvorlagen"},
		{"Biologie: Zellteilung", "b1.pdf", text, "Biologie: Zellteilung"},
		{"MITOSEN", "b1.pdf", text, "MITOSEN"},
		{"細胞分裂", "b1.pdf", wide, "細胞分裂"},
		{"報告書式", "saibou.pdf", wide, ""},
		{"Teil 12 B", "t.pdf", text, "Teil 12 B"},
	} {
		d := Document{Kind: PDF, FileName: c.file}
		if got := foundTitle(d, extract.Info{Title: c.title}, []extract.Page{{Text: c.text}}); got != c.want {
			t.Errorf("%s of %s: got %q", c.title, c.file, got)
		}
	}
}

func TestVagueFileNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"1706.03762v5.pdf": true, "scan0001.pdf": true, "Document (3).pdf": true, "x.pdf": true, "a8f3c1d29b7e.pdf": false,
		"2022 Q3 AAPL.pdf": false, "Biology chapter 4.pdf": false, "细胞生物学.pdf": false,
	} {
		if got := vague(titleFromName(name)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestWhatIsUnfinishedIsListedTheFailedFirst(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	for i, status := range []Status{Ready, Queued, Extracting, Failed, Embedding, Queued, Ready} {
		d := h.mustUpload(fmt.Sprintf("%d.txt", i), fmt.Sprint("text ", i))
		if _, err := h.pool.Exec(ctx, "update documents set status = $1 where id = $2", status, d.ID); err != nil {
			t.Fatal(err)
		}
	}
	titles := func(f Filter) string {
		t.Helper()
		docs, next, err := h.service.Documents(ctx, h.owner, f)
		if err != nil || next != "" {
			t.Fatalf("cursor %q, %v", next, err)
		}
		var list []string
		for _, d := range docs {
			list = append(list, d.Title)
		}
		return strings.Join(list, ",")
	}
	if got := titles(Filter{Order: UnfinishedFirst}); got != "3,4,2,1,5" {
		t.Errorf("unfinished: %s", got)
	}
	if got := titles(Filter{Order: UnfinishedFirst, Limit: 2}); got != "3,4" {
		t.Errorf("the first two: %s", got)
	}
	if got := titles(Filter{Order: LastReadFirst}); got != "6,0" {
		t.Errorf("unread: %s", got)
	}
	docs, _, err := h.service.Documents(ctx, h.owner, Filter{Text: "0"})
	if err != nil || len(docs) != 1 {
		t.Fatal(len(docs), err)
	}
	if _, err := h.service.Update(ctx, h.owner, docs[0].ID, Patch{ReadPage: new(1)}); err != nil {
		t.Fatal(err)
	}
	if got := titles(Filter{Order: LastReadFirst}); got != "0,6" {
		t.Errorf("after the older one was read: %s", got)
	}
	if got := titles(Filter{IDs: []id.Document{docs[0].ID}}); got != "0" {
		t.Errorf("by number: %s", got)
	}
	counts, err := h.service.Counts(ctx, h.owner)
	if err != nil || counts[Ready] != 2 || counts[Queued] != 2 || counts[Failed] != 1 {
		t.Errorf("counts %v, %v", counts, err)
	}
}

// Who put in few files comes before who put in many: the number says it.
func TestWhatIsReadBeforeFollowsTheQueue(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	var mine []Document
	for i := range 8 {
		mine = append(mine, h.mustUpload(fmt.Sprintf("%d.txt", i), fmt.Sprint("text ", i)))
	}
	other := pgtest.User(t, h.pool)
	theirs, err := h.service.Upload(ctx, other, Upload{FileName: "b.txt", Body: strings.NewReader("text of another")})
	if err != nil {
		t.Fatal(err)
	}
	before, err := h.service.Before(ctx, h.owner)
	if err != nil || before[mine[0].ID] != 0 || before[mine[4].ID] != 4 || before[mine[5].ID] != 6 || before[mine[7].ID] != 8 || len(before) != 8 {
		t.Errorf("the first, the sixth and the eighth: %d, %d, %d of %d, %v", before[mine[0].ID], before[mine[5].ID], before[mine[7].ID], len(before), err)
	}
	if before, err = h.service.Before(ctx, other); err != nil || len(before) != 1 || before[theirs.ID] != 5 {
		t.Errorf("the other's: %v, %v", before, err)
	}
}
