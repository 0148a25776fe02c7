package flashcard

import (
	"regexp"
	"strings"
)

// The Chinese shapes, in simplified and traditional characters.
const zhTerm = `([\p{Han}A-Za-z0-9·《》“”「」-]{2,20}?(?:（[^（）]{1,40}）)?)`

var (
	zhMeans  = regexp.MustCompile(`^(?:所谓|所謂)?` + zhTerm + `[，,]?(?:就?是指|指的?是|的定义是|的定義是|定义为|定義為)[，,]?(.{6,})。$`)
	zhIs     = regexp.MustCompile(`^` + zhTerm + `是(.{6,})。$`)
	zhNames  = regexp.MustCompile(`^(?:人们|我们|人們|我們)?[把将將](.{4,60}?)(?:称为|称作|称之为|叫做|叫作|定义为|稱為|稱作)(?:“|「)?([^，。“”「」]{2,20})(?:”|」)?。$`)
	zhCalled = regexp.MustCompile(`^(.{4,60}?)(?:被称为|被称作|称为|叫做|叫作|又称为|又称|也称为|也称|被稱為|稱為)(?:“|「)?([^，。“”「」]{2,20})(?:”|」)?。$`)
	zhParts  = regexp.MustCompile(`^` + zhTerm + `[是]?由(.{4,80}?)(?:组成|构成|組成|構成)的?。$`)
	// A kind of thing follows what is defined.
	zhKind = regexp.MustCompile(`^(?:一[种个类项门套段本座条位部组种支些]|一[種個類項門條組]|指|由|用[于来於來])`)
	// Before 是 these leave no term: "也是", "不是".
	zhNoTerm = regexp.MustCompile(`^(?:一[种种個个類类][\p{Han}]|另一|第[一二三四五六][种个種個次]|上述|下列|前者|后者|後者|无论|無論|不论|不管|一部分|另一部分|部分|大部分|其余|其餘|任何|所有|许多|許多|很多|有些|某些|每|各[个個种種]|首先|其次)|[不也都就便才还還只正乃总總却卻而并並若但或这這那的于於以已曾更最很即则則像]$|^[个個种種项項条條]|如果|因为|因為|虽然|雖然|可能|应该|應該|时候|時候|其中|之一|原因|问题|問題|目的是|结果|結果|关键|關鍵|可以|看作|看出|^由|^即|假设|假設|^产生|一般$|必然$|本质上$|通常$|往往$|都$|^关于|^對|^对|^在|^从|^從|^当|^當|^使|^将|^將|^把|^用|式[(（]|的`)
	// zhVague tells nothing that defines.
	zhVague = regexp.MustCompile(`^为了|^為了|^因为|^因為|桥梁|橋樑|基石|利器|^最|^[否：:]|^在|^通过|^通過|进行$|進行$|之一$|，而且|十分|非常|^标量|^標量|的，|前提|条件$|條件$|体现$|體現$|重要的|不同的|相同的|^完整的|如图|如圖`)
)

// zhTraditional are characters that only traditional Chinese writes so.
const zhTraditional = "個這來們為與對說國學會種區級體當過還關點實將現從經時後東車長門問間頭題應無數據庫資認識圖樣"

// zhWords are the words of a question, as a text writes them.
type zhWords struct{ what, named, made string }

func zhWordsOf(text string) zhWords {
	if strings.ContainsAny(text, zhTraditional) {
		return zhWords{"什麼", "被稱為", "組成"}
	}
	return zhWords{"什么", "被称为", "组成"}
}

func chinese(text string, add func(shape, front, back, term string, score float64)) {
	w := zhWordsOf(text)
	if m := zhMeans.FindStringSubmatch(text); m != nil && !zhNoTerm.MatchString(m[1]) {
		add("definition", w.what+"是"+m[1]+"？", m[2]+"。", m[1], 1.1)
		return
	}
	if m := zhParts.FindStringSubmatch(text); m != nil && !zhNoTerm.MatchString(m[1]) {
		add("parts", m[1]+"由"+w.what+w.made+"？", m[2]+"。", m[1], 0.85)
		return
	}
	if m := zhNames.FindStringSubmatch(text); m != nil {
		add("definition", w.what+"是"+m[2]+"？", m[1]+"。", m[2], 1)
		return
	}
	if m := zhCalled.FindStringSubmatch(text); m != nil && !strings.ContainsAny(m[1], "，。；") && strings.Contains(m[1], "的") && !strings.ContainsAny(m[1], "式图圖表()（）") {
		add("called", strings.TrimRight(m[1], "即也又便就亦則则")+w.named+w.what+"？", m[2]+"。", m[2], 0.9)
		return
	}
	if m := zhIs.FindStringSubmatch(text); m != nil && !zhNoTerm.MatchString(m[1]) && !strings.HasSuffix(m[2], "的") && !zhVague.MatchString(m[2]) {
		score := 0.75
		if zhKind.MatchString(m[2]) {
			score = 1
		} else if !strings.Contains(m[2], "的") {
			return
		}
		add("definition", w.what+"是"+m[1]+"？", m[2]+"。", m[1], score)
	}
}
