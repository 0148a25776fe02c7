package plaintext_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"studyapp/internal/ingest/extract/plaintext"
)

// written are sentences in the encodings that their languages were written in.
var written = []struct {
	text      string
	encodings []encoding.Encoding
}{
	{"Der Überträger läßt größere Ströme fließen, für die Prüfung genügt das.", []encoding.Encoding{charmap.Windows1252, charmap.Macintosh, charmap.CodePage437, charmap.CodePage850}},
	{"L’été dernier, les élèves ont étudié la forêt près du château.", []encoding.Encoding{charmap.Windows1252, charmap.Macintosh}},
	{"El niño pequeño aprendió español mañana y después leyó más.", []encoding.Encoding{charmap.Windows1252, charmap.CodePage850}},
	{"Żółte łąki są piękne, gdy słońce świeci między drzewami.", []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2, charmap.CodePage852}},
	{"Příliš žluťoučký kůň úpěl ďábelské ódy na břehu řeky.", []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2, charmap.CodePage852}},
	{"A tűző napfényben őrült sebességgel fűtötték a gőzmozdonyt.", []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2}},
	{"Öğrenciler ışığın hızını ölçmek için küçük bir deney yaptı.", []encoding.Encoding{charmap.Windows1254}},
	{"Учёные измерили скорость света и описали опыт в журнале.", []encoding.Encoding{charmap.Windows1251, charmap.KOI8R, charmap.CodePage866, charmap.ISO8859_5}},
	{"Οι φοιτητές μέτρησαν την ταχύτητα του φωτός στο εργαστήριο.", []encoding.Encoding{charmap.Windows1253, charmap.ISO8859_7}},
	{"התלמידים מדדו את מהירות האור במעבדה של האוניברסיטה.", []encoding.Encoding{charmap.Windows1255}},
	{"قاس الطلاب سرعة الضوء في المختبر وكتبوا تقريرا عنها.", []encoding.Encoding{charmap.Windows1256}},
	{"นักเรียนวัดความเร็วของแสงในห้องทดลองของมหาวิทยาลัย", []encoding.Encoding{charmap.Windows874}},
	{"学生たちは研究室で光の速さを測り、結果を報告した。", []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP}},
	{"学生们在实验室里测量光的速度，并写了一份报告。", []encoding.Encoding{simplifiedchinese.GB18030}},
	{"學生們在實驗室裡測量光的速度，並寫了一份報告。", []encoding.Encoding{traditionalchinese.Big5}},
	{"학생들은 실험실에서 빛의 속도를 재고 보고서를 썼다.", []encoding.Encoding{korean.EUCKR}},
}

// An old text is read in its own encoding wherever its letters stand: at once,
// or behind many pages of plain ASCII.
func TestOldEncodingsAreFoundBehindPagesOfASCII(t *testing.T) {
	t.Parallel()
	plain := strings.Repeat("The ledger of the harbour office was kept in English. ", 1500) + "\n"
	for _, w := range written {
		for _, e := range w.encodings {
			b, err := e.NewEncoder().String(w.text)
			if err != nil {
				t.Fatalf("%v: %v", e, err)
			}
			for _, before := range []string{"", plain[:8<<10] + "\n", plain} {
				got, err := plaintext.Decode([]byte(before + b))
				if want := before + w.text; err != nil || got != want {
					t.Errorf("%v behind %d bytes: %q, %v; want %q", e, len(before), got[min(len(before), len(got)):], err, w.text)
				}
			}
		}
	}
}

func TestUTF16WithoutAMarkOrASpaceIsRead(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"学生たちは研究室で光の速さを測り結果を報告した", "学生们在实验室里测量光的速度并写了一份报告", "학생들은실험실에서빛의속도를재고보고서를썼다"} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			var b []byte
			for _, unit := range utf16.Encode([]rune(text)) {
				b = order.AppendUint16(b, unit)
			}
			if got, err := plaintext.Decode(b); err != nil || got != text {
				t.Errorf("%v: %q, %v; want %q", order, got, err, text)
			}
		}
	}
}

// A few wrong bytes in UTF-8 change no letter around them, and leave no sign
// that stands for nothing.
func TestUTF8WithWrongBytesStaysUTF8(t *testing.T) {
	t.Parallel()
	text := []byte(strings.Repeat("Größe und Übung. ", 3))
	cut := append(bytes.Clone(text), "lang "...)
	cut = append(cut, 0xc3)
	wrong := append(append([]byte("Größe "), 0xff), " und Übung"...)
	for name, b := range map[string][]byte{"a cut end": cut, "a wrong byte": wrong} {
		got, err := plaintext.Decode(b)
		if err != nil || !strings.Contains(got, "Größe") || !strings.Contains(got, "und Übung") || strings.Contains(got, "\ufffd") || strings.Contains(got, "Ã") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestHalfCharactersOfWideEncodingsGo(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]string{
		"UTF-16LE": "\xff\xfea\x00\x00\xd8b\x00\x00\xdcc\x00\x34\xd8\x1e\xddd\x00\x00\xd8",
		"UTF-16BE": "\xfe\xff\x00a\xd8\x00\x00b\xdc\x00\x00c\xd8\x34\xdd\x1e\x00d\xd8",
		"UTF-32LE": "\xff\xfe\x00\x00a\x00\x00\x00\x00\xd8\x00\x00b\x00\x00\x00c\x00\x00\x00\x1e\xd1\x01\x00\xff\xff\xff\xffd\x00\x00\x00e",
	} {
		if got, err := plaintext.Decode([]byte(b)); err != nil || got != "abc\U0001d11ed" {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}

// A text of few foreign letters is read by the language of its plain words.
func TestFewOldLettersAreReadByTheWordsAround(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		e    encoding.Encoding
	}{
		{"Ungültige Eingabe", charmap.CodePage850},
		{"Ungültige Eingabe, bitte noch einmal versuchen.", charmap.CodePage437},
		{"Una volta rimossi, per continuare serve una proprietà del nodo.\nIl file non esiste.", charmap.Windows1252},
		{"Il nodo ha rimosso il blocco.\nLa modalità di cifratura è la stessa.", charmap.CodePage850},
		{"Die Datei »12« wird entfernt und das Programm beendet.", charmap.Windows1252},
		{"12 días restantes\n12 horas restantes", charmap.CodePage850},
		{"De status is geüpload en daarna weer gesloten.", charmap.Windows1252},
		{"Filvisning er ikke tilgængelig for denne mappe.\nGem log", charmap.CodePage850},
		{"Kopiereg © Die projek se lêers is hier.", charmap.Windows1252},
		{"Open URL…", charmap.Windows1252},
		{"Nodo connesso tramite µTP", charmap.Windows1252},
		{"În aşteptare pentru descărcare. Soluţia şi ştiinţa lor.", charmap.CodePage852},
	} {
		b, err := c.e.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := plaintext.Decode([]byte(b)); err != nil || got != c.text {
			t.Errorf("%v: %q, %v; want %q", c.e, got, err, c.text)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"Größe", "\xff\xfea\x00\x00\xd8", "Gr\xf6\xdfe", "\x1b$B", "a\u00ad \u200b\nb", "\xef\xbb\xbf\xff", "\x83\x41\x83\x42", "\u200c\u200d\u0915\u094d\u200c"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := plaintext.Decode(b)
		if err != nil {
			return
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\r\ufeff") {
			t.Fatalf("%q is read as %q", b, got)
		}
		if again, err := plaintext.Decode([]byte(got)); err != nil || again != got {
			t.Fatalf("%q is read as %q, and that as %q, %v", b, got, again, err)
		}
		if strings.ContainsRune(got, utf8.RuneError) && utf8.Valid(b) && !bytes.ContainsRune(b, utf8.RuneError) && bytes.IndexByte(b, 0) < 0 {
			t.Fatalf("%q has no U+FFFD, %q has", b, got)
		}
		for _, block := range plaintext.Blocks(got) {
			if !utf8.ValidString(block.Text) {
				t.Fatalf("a block of %q is %q", got, block.Text)
			}
			for _, s := range block.Spans {
				if n := utf8.RuneCountInString(block.Text); s.Start < 0 || s.End > n || s.Start > s.End {
					t.Fatalf("%+v lies outside the %d of %q", s, n, block.Text)
				}
			}
		}
	})
}
