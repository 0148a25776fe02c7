package flashcard

import (
	"math"
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// keyTerms counts in how many sentences each term of a document stands, in the
// languages that have no capitals to tell a name by.
type keyTerms map[string]int

func countKeyTerms(sentences []Sentence) keyTerms {
	key := keyTerms{}
	var zh [][]rune
	korean := map[string]map[string]bool{} // by word the particles it was seen with
	for _, s := range sentences {
		text, ok := s.masked()
		if !ok {
			continue
		}
		text = words.Line(text)
		seen := map[string]bool{}
		count := func(term string) {
			if !seen[term] {
				seen[term] = true
				key[term]++
			}
		}
		rs := []rune(text)
		switch s.Lang {
		case "ja":
			for _, r := range runs(rs) {
				count(string(rs[r[0]:r[1]]))
			}
		case "zh":
			zh = append(zh, rs)
		case "ko":
			for _, w := range koreanWords(rs) {
				count(w.stem)
				if korean[w.stem] == nil {
					korean[w.stem] = map[string]bool{}
				}
				korean[w.stem][w.particle] = true
			}
		case "ar":
			for _, t := range words.Tokens(text, "ar") {
				if t.Content() && !t.Number {
					count(t.Norm)
				}
			}
		}
	}
	for stem, particles := range korean {
		if len(particles) < 2 { // a verb's ending looks like one particle, not like two
			delete(key, stem)
		}
	}
	for term, n := range chineseTerms(zh) {
		key[term] = n
	}
	return key
}

// caseless reports a text most letters of which have no capital form.
func caseless(text string) bool {
	cased, letters := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) || unicode.IsLower(r) {
				cased++
			}
		}
	}
	return 2*cased < letters
}

// runs are the stretches of a Japanese text that are written as notions and
// foreign words are: two or more Chinese characters, three or more Katakana,
// an abbreviation, and what is put together of them.
func runs(rs []rune) [][2]int {
	class := func(r rune) int {
		switch {
		case unicode.Is(unicode.Han, r):
			return 1
		case unicode.Is(unicode.Katakana, r), r == 'ー', r == '・':
			return 2
		case r >= 'A' && r <= 'Z':
			return 3
		}
		return 0
	}
	least := [4]int{0, 2, 3, 2}
	var out [][2]int
	for i := 0; i < len(rs); {
		c := class(rs[i])
		end := i + 1
		for end < len(rs) && (class(rs[end]) > 0) == (c > 0) {
			if class(rs[end]) != c && c > 0 {
				c = 1
			}
			end++
		}
		if c > 0 && end-i >= least[c] && end-i <= 14 && rs[i] != '・' {
			out = append(out, [2]int{i, end})
		}
		i = end
	}
	return out
}

// figures are the years and quantities of a text.
var (
	cjkFigure = regexp.MustCompile(`[0-9０-９]{3,}(?:年|년|\.[0-9]+)?|[0-9０-９]+(?:\.[0-9]+)?(?:年|%|％|°C|℃|度|倍|个|種類|種|种|万|億|亿)`)
	arFigure  = regexp.MustCompile(`[0-9٠-٩]{3,}(?:[.,٫][0-9٠-٩]+)?`)
)

// Words of Japanese and Chinese that name nothing worth asking for.
var commonNotions = setOf("場合 時間 問題 必要 可能 人間 自分 今日 時代 方法 理由 関係 意味 以上 以下 一般 存在 部分 全体 最初 最後 現在 当時 今度 今年 去年 重要 一種 一部 一方 様々 多数 多様 特徴 結果 影響 対象 利用 使用 変化 状態 種類 例 二人 一人 三人 彼等 何時 何処 今日 昨日 明日 毎日 自然 普通 大抵 矢張 突然 一番 以前 以後 以来 的 问题 時候 时候 方法 一种 一個 一个 主要 可以 进行 使用 通过 不同 重要 情况 部分 其中 包括 如果 因此 它们 他们 我们 人们 许多 很多 一些 这些 那些 已经 成为 由于 需要 没有 之间 以及 之后 之前 一般 通常 目前 现在 最大 主要 第一 第二 بعض كل غير عدة خلال عدد أكثر أيضا أنواع نوع طريق طريقة")

// keyCloze makes a card with one gap from a sentence of a language without
// capitals: where a word was set off, is defined elsewhere, comes up again and
// again, or is a figure.
func keyCloze(c sentence, doc terms) (Card, bool) {
	rs := []rune(c.text)
	start, end, score := 0, 0, 0.0
	consider := func(s, e int, v float64) {
		gap := string(rs[s:e])
		if v <= score || e-s < 2 || e-s > 40 || e-s > len(rs)/2 || strings.ContainsAny(gap, ":{}|") || strings.Count(c.text, gap) != 1 || commonNotions[gap] {
			return
		}
		start, end, score = s, e, v
	}
	for _, m := range c.s.Marked {
		if i := strings.Index(c.text, words.Line(m)); i >= 0 && len(strings.Fields(m)) <= 4 {
			s := len([]rune(c.text[:i]))
			consider(s, s+len([]rune(words.Line(m))), 0.85)
		}
	}
	figure := cjkFigure
	if c.lang == "ar" {
		figure = arFigure
	}
	for _, m := range figure.FindAllStringIndex(c.text, -1) {
		s := len([]rune(c.text[:m[0]]))
		consider(s, s+len([]rune(c.text[m[0]:m[1]])), 0.72)
	}
	heading := " " + fold(c.s.Heading) + " "
	// A short word that only comes up again and again may be any word of a
	// story: it must be defined or in the heading.
	worth := func(term string, telling bool) float64 {
		n := doc.key[term]
		v := 0.3 + 0.1*math.Min(4, float64(n-1))
		named := false
		if doc.defined[words.Fold(term)] {
			v, named = v+0.3, true
		}
		if strings.Contains(heading, words.Fold(term)) {
			v, named = v+0.15, true
		}
		if doc.sentences >= 40 && n*8 > doc.sentences {
			v -= 0.25
		}
		if !named && !telling {
			return 0
		}
		return v
	}
	switch c.lang {
	case "ja":
		for _, r := range runs(rs) {
			long := r[1]-r[0] >= 4
			v := worth(string(rs[r[0]:r[1]]), long)
			if long {
				v += 0.1
			}
			consider(r[0], r[1], v)
		}
	case "zh":
		for i := 0; i < len(rs); {
			next := i + 1
			for n := min(longestChinese, len(rs)-i); n >= 2; n-- {
				if term := string(rs[i : i+n]); doc.key[term] >= 2 || doc.defined[term] {
					consider(i, i+n, worth(term, n > 2)+0.04*float64(n))
					next = i + n // no gap begins within a term
					break
				}
			}
			i = next
		}
	case "ko":
		for _, w := range koreanWords(rs) {
			if doc.key[w.stem] >= 2 || doc.defined[w.stem] {
				consider(w.start, w.end, worth(w.stem, doc.key[w.stem] >= 3 || w.end-w.start >= 4))
			}
		}
	case "ar":
		for i, t := range c.tokens {
			article := func(i int) bool { return i >= 0 && i < len(c.tokens) && strings.HasPrefix(c.tokens[i].Text, "ال") }
			// A noun has the article; one that follows such a noun is its adjective.
			if !t.Content() || t.Number || !article(i) || article(i-1) && !t.Clause || len([]rune(t.Norm)) < 5 {
				continue
			}
			if v := worth(t.Norm, doc.key[t.Norm] >= 3); doc.key[t.Norm] >= 2 {
				consider(t.Start, t.End, v+0.05)
			}
		}
	}
	if score < 0.5 {
		return Card{}, false
	}
	gap := string(rs[start:end])
	return Card{Kind: Cloze, Front: string(rs[:start]) + "{{c1::" + gap + "}}" + string(rs[end:]), Term: words.Fold(gap), Shape: "cloze", Score: 0.35 + 0.45*score}, true
}

// koreanWord is a word without the particle that ends it.
type koreanWord struct {
	stem, particle string
	start, end     int // of the stem, in code points
}

var koParticles = []string{"으로", "에서", "에게", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도"}

func koreanWords(rs []rune) []koreanWord {
	var out []koreanWord
	for _, t := range words.Tokens(string(rs), "ko") {
		for _, p := range koParticles {
			stem, ok := strings.CutSuffix(t.Text, p)
			if n := len([]rune(stem)); ok && n >= 2 {
				out = append(out, koreanWord{stem, p, t.Start, t.Start + n})
				break
			}
		}
	}
	return out
}
