package ingest

import (
	"bytes"
	"path"
	"strings"

	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/platform/errs"
)

// headBytes is how much of a file decides its kind.
const headBytes = 64 << 10

// mediaTypes are what the kinds are stored and served as.
var mediaTypes = map[Kind]string{PDF: "application/pdf", Markdown: "text/markdown", Text: "text/plain"}

const whatIsRead = "PDF, Markdown and text files can be read."

// sniff finds the kind of a file by its first bytes; the name only tells
// Markdown from text. It returns errs.Unsupported with the way out for what
// cannot be read, whatever its name says.
func sniff(head []byte, fileName string) (Kind, error) {
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return PDF, nil
	}
	ext := strings.ToLower(path.Ext(fileName))
	for _, m := range magics {
		if bytes.HasPrefix(head[min(len(head), m.at):], []byte(m.bytes)) && (!m.short || !plaintext.Looks(head)) {
			return "", errs.New(errs.Unsupported, m.words(head)).At("file")
		}
	}
	if !plaintext.Looks(head) {
		if ext == ".pdf" {
			return "", errs.New(errs.Unsupported, "This file is called a PDF and is none. Download it again, or open it and save it as PDF.").At("file")
		}
		return "", errs.New(errs.Unsupported, "This is not a document that can be read. "+whatIsRead).At("file")
	}
	switch ext {
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd":
		return Markdown, nil
	case ".pdf":
		return "", errs.New(errs.Unsupported, "This file is called a PDF and is none. Download it again, or open it and save it as PDF.").At("file")
	case ".html", ".htm", ".xhtml":
		return "", errs.New(errs.Unsupported, "This is a web page. Print it to a PDF and add that.").At("file")
	}
	if start := strings.ToLower(string(bytes.TrimSpace(head[:min(len(head), 512)]))); strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html") {
		return "", errs.New(errs.Unsupported, "This is a web page. Print it to a PDF and add that.").At("file")
	}
	return Text, nil
}

// magic is how a kind of file that is not read begins.
type magic struct {
	at    int
	bytes string
	name  string
	hint  string
	short bool // so short that a text may begin with it
}

func (m magic) words(head []byte) string {
	name, hint := m.name, m.hint
	if m.bytes == "PK\x03\x04" {
		name, hint = insideZip(head)
	}
	if hint == "" {
		hint = whatIsRead
	}
	return "This is " + name + ". " + hint
}

const saveAsPDF = "Save it as PDF and add that."

// insideZip tells the formats apart that are a zip inside.
func insideZip(head []byte) (string, string) {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	switch {
	case has("application/epub+zip"):
		return "an e-book (EPUB)", "Convert it to PDF and add that."
	case has("word/"):
		return "a Word document", saveAsPDF
	case has("ppt/"):
		return "a PowerPoint presentation", saveAsPDF
	case has("xl/"):
		return "an Excel workbook", saveAsPDF
	case has("application/vnd.oasis.opendocument"):
		return "an OpenDocument file", saveAsPDF
	case has("collection.anki2"), has("collection.anki21"):
		return "an Anki package", "Bring it in under Import and export."
	}
	return "a zip archive", "Unpack it and add the files in it."
}

var magics = []magic{
	{bytes: "PK\x03\x04"},
	{bytes: "PK\x05\x06", name: "an empty zip archive"},
	{bytes: "\x7fELF", name: "a program"},
	{bytes: "MZ", name: "a program", short: true},
	{bytes: "\xcf\xfa\xed\xfe", name: "a program"},
	{bytes: "\xce\xfa\xed\xfe", name: "a program"},
	{bytes: "\xca\xfe\xba\xbe", name: "a program"},
	{bytes: "\x00asm", name: "a program"},
	{bytes: "\x89PNG\r\n", name: "a picture", hint: pictureHint},
	{bytes: "\xff\xd8\xff", name: "a picture", hint: pictureHint},
	{bytes: "GIF87a", name: "a picture", hint: pictureHint},
	{bytes: "GIF89a", name: "a picture", hint: pictureHint},
	{bytes: "II*\x00", name: "a picture", hint: pictureHint},
	{bytes: "MM\x00*", name: "a picture", hint: pictureHint},
	{bytes: "BM", name: "a picture", hint: pictureHint, short: true},
	{at: 8, bytes: "WEBP", name: "a picture", hint: pictureHint, short: true},
	{at: 4, bytes: "ftyp", name: "a picture, a recording or a video", short: true},
	{bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name: "a document of an old Office program", hint: saveAsPDF},
	{bytes: `{\rtf`, name: "a rich text file (RTF)", hint: saveAsPDF},
	{bytes: "%!PS", name: "a PostScript file", hint: "Convert it to PDF and add that."},
	{bytes: "AT&TFORM", name: "a DjVu file", hint: "Convert it to PDF and add that."},
	{bytes: "\x1f\x8b", name: "a gzip archive", hint: "Unpack it and add the files in it."},
	{bytes: "7z\xbc\xaf\x27\x1c", name: "a 7-Zip archive", hint: "Unpack it and add the files in it."},
	{bytes: "Rar!\x1a\x07", name: "a RAR archive", hint: "Unpack it and add the files in it."},
	{bytes: "BZh", name: "a bzip2 archive", hint: "Unpack it and add the files in it.", short: true},
	{bytes: "\xfd7zXZ\x00", name: "an xz archive", hint: "Unpack it and add the files in it."},
	{bytes: "\x28\xb5\x2f\xfd", name: "a zstd archive", hint: "Unpack it and add the files in it."},
	{at: 257, bytes: "ustar", name: "a tar archive", hint: "Unpack it and add the files in it.", short: true},
	{bytes: "SQLite format 3\x00", name: "a database"},
	{bytes: "ID3", name: "a recording", short: true},
	{bytes: "OggS", name: "a recording", short: true},
	{bytes: "fLaC", name: "a recording", short: true},
	{bytes: "RIFF", name: "a recording or a video", short: true},
	{bytes: "\x1aE\xdf\xa3", name: "a video"},
	{at: 60, bytes: "BOOKMOBI", name: "an e-book (MOBI)", hint: "Convert it to PDF and add that.", short: true},
}

const pictureHint = "Put it into a PDF and add that."
