package plaintext_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/parts"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/platform/errs"
)

const (
	english = "The naïve café owner’s résumé – “quoted” – cost £5.\nHe went on to say that nothing of the kind had ever been seen before in the whole of the town.\n"
	dutch   = "Hebt ge wel eens een neef, of broêr, of vriend van een eerste zeereis zien t'huiskomen? Eén geïllustreerd verhaal over de knieën van den man.\n"
	nihongo = "私はその人を常に先生と呼んでいた。だからここでもただ先生と書くだけで本名は打ち明けない。\nこれは世間を憚かる遠慮というよりも、その方が私にとって自然だからである。\n"
	chinese = "今天天气很好，我们一起去公园散步吧。学习是一件很有意思的事情，需要每天坚持。\n细胞是生命的基本单位，所有的生物都由细胞组成。\n"
	taiwan  = "今天天氣很好，我們一起去公園散步吧。學習是一件很有意思的事情，需要每天堅持。\n細胞是生命的基本單位，所有的生物都由細胞組成。\n"
	hangul  = "오늘은 날씨가 매우 좋아서 우리는 공원에 갔습니다. 세포는 생명의 기본 단위입니다.\n모든 생물은 세포로 이루어져 있습니다.\n"
	russian = "Клетка является основной единицей жизни. Все живые организмы состоят из клеток.\nЭто было замечено ещё в семнадцатом веке, когда появились первые микроскопы.\n"
	greek   = "Το κύτταρο είναι η βασική μονάδα της ζωής. Όλοι οι οργανισμοί αποτελούνται από κύτταρα.\n"
	polish  = "Zażółć gęślą jaźń. Komórka jest podstawową jednostką życia. Wszystkie żywe organizmy składają się z komórek, które odkryto już dawno.\n"
)

func TestDecodeFindsTheEncoding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		enc  encoding.Encoding
		text string
	}{
		{"UTF-8", xunicode.UTF8, english + nihongo},
		{"UTF-8 with a mark", xunicode.UTF8BOM, english},
		{"UTF-16LE with a mark", xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM), english + chinese},
		{"UTF-16BE with a mark", xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), english + chinese},
		{"UTF-16LE without a mark", xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), english},
		{"UTF-16BE without a mark", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), english},
		{"UTF-16LE without a mark, Chinese", xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), chinese},
		{"UTF-16BE without a mark, Russian", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), russian},
		{"UTF-32LE with a mark", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), english},
		{"UTF-32BE with a mark", utf32.UTF32(utf32.BigEndian, utf32.UseBOM), english},
		{"Windows-1252", charmap.Windows1252, english},
		{"Latin-1", charmap.ISO8859_1, dutch},
		{"Shift-JIS", japanese.ShiftJIS, nihongo},
		{"EUC-JP", japanese.EUCJP, nihongo},
		{"ISO-2022-JP", japanese.ISO2022JP, nihongo},
		{"GB 18030", simplifiedchinese.GB18030, chinese},
		{"Big5", traditionalchinese.Big5, taiwan},
		{"EUC-KR", korean.EUCKR, hangul},
		{"Windows-1251", charmap.Windows1251, russian},
		{"KOI8-R", charmap.KOI8R, russian},
		{"ISO 8859-7", charmap.ISO8859_7, greek},
		{"Windows-1250 or ISO 8859-2", charmap.ISO8859_2, polish},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Repeat(c.text, 8)
			b, err := c.enc.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			if !plaintext.Looks([]byte(b)) {
				t.Error("does not look like text")
			}
			got, err := plaintext.Decode([]byte(b))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(text, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDecodeTakesOutWhatCannotBeShown(t *testing.T) {
	t.Parallel()
	got, err := plaintext.Decode([]byte("a\x00b\x07c\r\nd\re\x1b[1mf\ufeffg\tz\x7f"))
	if want := "abc\nd\ne[1mfg\tz"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestBinariesDoNotLookLikeText(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 4096)
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	for name, b := range map[string][]byte{
		"noise": noise, "ELF": append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 500)...), "zeros": make([]byte, 100),
	} {
		if plaintext.Looks(b) {
			t.Errorf("%s looks like text", name)
		}
	}
}

// show writes blocks as "kind text" with line breaks as ⏎.
func show(text string) []string {
	var out []string
	for _, b := range plaintext.Blocks(text) {
		s := b.Spans[0].Kind.String()
		if b.Level > 0 {
			s += string(rune('0' + b.Level))
		}
		if b.Spans[0].Text != "" {
			s += "[" + b.Spans[0].Text + "]"
		}
		out = append(out, strings.TrimSpace(s+" "+strings.ReplaceAll(b.Text, "\n", "⏎")))
	}
	return out
}

const wrapped = `Call me Ishmael. Some years ago, never mind how long precisely, having
little or no money in my purse, and nothing particular to interest me
on shore, I thought I would sail about a little and see the watery part
of the world. It is a way I have of driving off the spleen and
regulating the circulation. Whenever I find myself growing grim about
the mouth; whenever it is a damp, drizzly November in my soul.
`

func TestBlocks(t *testing.T) {
	t.Parallel()
	flowing := "paragraph " + strings.TrimSpace(strings.ReplaceAll(wrapped, "\n", " "))
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		{"wrapped lines become a paragraph", wrapped, []string{flowing}},
		{"verse keeps its lines", wrapped + "\n  Tiger, tiger, burning bright\n  In the forests of the night,\n  What immortal hand or eye\n  Could frame thy symmetry?\n",
			[]string{flowing, "paragraph Tiger, tiger, burning bright⏎In the forests of the night,⏎What immortal hand or eye⏎Could frame thy symmetry?"}},
		{"chapters, with the title below", "CHAPTER I.\n\nLOOMINGS\n\n" + wrapped + "\nChapter 2. The Carpet-Bag\n\n" + wrapped,
			[]string{"heading2 CHAPTER I.", "heading3 LOOMINGS", flowing, "heading2 Chapter 2. The Carpet-Bag", flowing}},
		{"parts stand above chapters", "Part One\n\nChapter 1\n\n" + wrapped, []string{"heading1 Part One", "heading2 Chapter 1", flowing}},
		{"a table of contents is no row of headings", "Chapter 1\n\nChapter 2\n\nChapter 3\n\nChapter 4\n\nChapter 1\n\n" + wrapped,
			[]string{"paragraph Chapter 1", "paragraph Chapter 2", "paragraph Chapter 3", "paragraph Chapter 4", "heading2 Chapter 1", flowing}},
		{"underlined headings lose the line", "Cells\n=====\n\n" + wrapped + "\nOrgans\n------\n\n" + wrapped, []string{"heading1 Cells", flowing, "heading2 Organs", flowing}},
		{"numbered sections", "2.1 Cell walls\n\n" + wrapped, []string{"heading3 2.1 Cell walls", flowing}},
		{"lists", "To buy:\n\n- apples\n- pears, of which the green ones are much to be preferred over the yellow\n  ones\n- plums\n\n1. one\n2. two\n",
			[]string{"paragraph To buy:", "list_item[•] apples", "list_item[•] pears, of which the green ones are much to be preferred over the yellow ones", "list_item[•] plums", "list_item[1.] one", "list_item[2.] two"}},
		{"long lines are paragraphs", strings.Repeat("long ", 40) + "end.\n" + strings.Repeat("more ", 40) + "end.\n",
			[]string{"paragraph " + strings.Repeat("long ", 40) + "end.", "paragraph " + strings.Repeat("more ", 40) + "end."}},
		{"Chinese lines join without a space", strings.Repeat("細胞是生命的基本單位所有的生物都由細胞組成的東西\n", 4), []string{"paragraph " + strings.Repeat("細胞是生命的基本單位所有的生物都由細胞組成的東西", 4)}},
		{"Japanese chapters", "第一章　はじまり\n\n　私はその人を常に先生と呼んでいた。\n", []string{"heading2 第一章　はじまり", "paragraph 私はその人を常に先生と呼んでいた。"}},
		{"columns stay", "Name      Mass     Charge\nproton    1.007    +1\nneutron   1.008     0\n", []string{"code Name      Mass     Charge⏎proton    1.007    +1⏎neutron   1.008     0"}},
		{"a row of stars is a rule", wrapped + "\n*  *  *\n\n" + wrapped, []string{flowing, "rule", flowing}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, show(c.text)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDividedWordsAreJoined(t *testing.T) {
	t.Parallel()
	got := show("The photosynthesis of plants is a wonder which nobody has seen: photosyn-\nthesis needs light, and it is a well-known thing that light is well-\nknown to everybody who has ever seen it, of whom there are really many.\n")
	if len(got) != 1 || !strings.Contains(got[0], ": photosynthesis needs") || !strings.Contains(got[0], "is well-known to") {
		t.Errorf("got %q", got)
	}
}

func open(t *testing.T, content string) (extract.Document, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.txt")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return plaintext.New().Open(context.Background(), path, extract.OpenOptions{FileName: "f.txt"})
}

func TestOpenCutsPartsAtHeadings(t *testing.T) {
	t.Parallel()
	var book strings.Builder
	book.WriteString("Title: A Long Book\n\n")
	for i := range 12 {
		book.WriteString("\n\nCHAPTER " + string(rune('A'+i)) + "\n\n")
		for range 40 {
			book.WriteString(wrapped + "\n")
		}
	}
	d, err := open(t, book.String())
	if err != nil {
		t.Fatal(err)
	}
	info := d.Info()
	if info.Unit != extract.UnitParts || info.Pages < 3 || info.Title != "A Long Book" {
		t.Errorf("info %+v", info)
	}
	for n := 1; n <= info.Pages; n++ {
		p, err := d.Page(context.Background(), n)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Text) > parts.MaxBytes {
			t.Errorf("part %d has %d bytes", n, len(p.Text))
		}
		if n > 1 && !strings.HasPrefix(p.Text, "CHAPTER") {
			t.Errorf("part %d begins with %.30q", n, p.Text)
		}
		tiles(t, p)
	}
}

func TestOpenRefusesAFileWithoutText(t *testing.T) {
	t.Parallel()
	_, err := open(t, " \n\t\n")
	var e *errs.Error
	if !errors.As(err, &e) || e.Field != extract.FailedEmpty {
		t.Errorf("got %v", err)
	}
}

// tiles checks that the blocks of a page follow one another and leave nothing
// but space between them.
func tiles(t *testing.T, p extract.Page) {
	t.Helper()
	text := []rune(p.Text)
	at := 0
	for _, s := range p.Spans {
		if s.Start < 0 || s.End > len(text) || s.Start > s.End {
			t.Fatalf("span %+v outside %d", s, len(text))
		}
		if !s.Block() || s.Kind == extract.Quote {
			continue
		}
		if s.Start < at {
			t.Fatalf("span %+v begins before %d", s, at)
		}
		if between := string(text[at:s.Start]); strings.TrimSpace(between) != "" {
			t.Fatalf("%q is in no block", between)
		}
		at = s.End
	}
	if rest := string(text[at:]); strings.TrimSpace(rest) != "" {
		t.Fatalf("%q is in no block", rest)
	}
}

func FuzzPlaintext(f *testing.F) {
	for _, s := range []string{wrapped, "a\n\n\nB C\n\nd", "1. a\n2. b", "x\n===", "\xff\xfea\x00", "\x82\xb1\x82\xb1", "a   b\nc   d", "- \n-- ---", "　あ\n　い"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		plaintext.Looks(b)
		text, err := plaintext.Decode(b)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			t.Fatalf("decoded to %q", text)
		}
		w := parts.NewWriter()
		for _, b := range plaintext.Blocks(text) {
			w.Add(b)
		}
		var kept strings.Builder
		for _, p := range w.Pages() {
			tiles(t, p)
			kept.WriteString(p.Text)
			for _, s := range p.Spans {
				if s.Kind == extract.ListItem {
					kept.WriteString(s.Text)
				}
			}
		}
		// No letter is lost or doubled, and none is made up.
		if want, got := letters(text), letters(kept.String()); want != got {
			t.Fatalf("%d letters and digits in %q, %d in %q", want, text, got, kept.String())
		}
	})
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
