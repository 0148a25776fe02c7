package plaintext_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

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
