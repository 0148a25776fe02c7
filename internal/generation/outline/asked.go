package outline

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// whole are questions about a document as a whole, folded.
var whole = regexp.MustCompile(`what('s| is| are| was)?\b.{0,40}\babout\b|\b(main|key|central|important) (topics?|points?|ideas?|themes?|concepts?|takeaways?|messages?)\b|\bsummar(y|ise|ize|ies)\b|\boverview\b|\btl;? ?dr\b|\boutline\b|what (topics?|subjects?|does|do|did|is|are|was|were) .{0,60}\b(cover|covers|covered|deal with|deals with|dealt with|discuss|discusses|discussed|treat|treats|treated)\b|\bgist\b|\brecap\b|\bwhat (can|will|do) (i|we|you) learn\b|\bsum (it|this|that|the .{1,40}) up\b` +
	`|worum geht|wovon handelt|worüber|\bzusammenfass\w*|\bfass\w* .{0,30}zusammen|\b(haupt|kern)(themen|thema|aussagen|inhalte?|punkte)\b|wichtigsten (themen|punkte|inhalte|aussagen)|\buberblick\b|\binhaltsangabe\b|welche themen|welche[rsn]? inhalte?\b|\b(was|worum) (behandelt|dreht|lerne|lernt)\b|\b(gesamt)?uberblick\b|hauptinhalt\w*` +
	`|de quoi (parle(nt)?|traite(nt)?|s.agit|est.il question|il s.agit|ca parle)|\bresum\w*|(themes|sujets|idees|points|notions|thematiques) (principaux|principales|essentiels|essentielles|cles|abordes|abordees|traites|traitees)|\bapercu\b|quel(le)?s (sont les )?(themes|sujets|notions|thematiques)|(grandes|principales) (lignes|idees|notions|parties)|(principaux|grands) (themes|sujets|points)|\bsynthese\b|que (traite|contient|couvre)` +
	`|(de|sobre) que (tratan?|va|van|hablan?|es|son)\b|(temas|ideas|puntos|topicos|conceptos|contenidos) (principales|principais|clave|centrales|abordados|tratados)|de que trata|(principales|principais) (temas|ideas|puntos|topicos|conceitos|conceptos)|que (temas|topicos|contenidos) |\bresumen\b|\bresume\b|\bresumir\b` +
	`|di (che )?cosa (parlan?o?|trattan?o?|si tratta|si parla)|di che (parlan?o?|trattan?o?)|\briassu\w*|(argomenti|temi|idee|punti|concetti) (principali|chiave|trattati|affrontati)|principali (argomenti|temi|idee|punti|concetti)|(quali|che) (argomenti|temi) |\bsintesi\b|\bpanoramica\b|cosa trattan?o?\b` +
	`|(do|de|sobre o) que (tratam?|falam?|se tratam?|e)\b|o que (abordam?|cobrem?)\b|(que|quais) (temas|topicos|assuntos) |resum(o|e|a|ir)\b|waar (gaat|gaan) .{0,60} over|waarover (gaat|gaan)|waar (gaat|gaan) het over|welke onderwerpen|\bsamenvat\w*|\bvat .{0,30}samen|(hoofd|kern)(onderwerpen|punten|thema.?s)|belangrijkste (onderwerpen|punten)` +
	`|о чем|об чем|чему посвящен\S*|что (рассматривается|описывается|изучается)|какие темы|(кратк|краткое) (содержани|излож)\S*|\S*резюм\S*|перескаж\S*|(основны|главны)\S+ (тем|иде|мысл|пункт)\S*|про що` +
	`|o czym|czego dotycz\w*|jakie (sa )?(glowne )?tematy|\bstresc\w*|\bpodsumu\w*|(glowne|najwazniejsze) (tematy|punkty|mysli)|vad handlar .{0,30} om|\bsammanfatt\w*|hvad handler .{0,30} om|ne hakkinda|\bozet\w*|ana konu\w*|για τι (μιλα|προκειται)|περιληψη` +
	`|عن ماذا|ماذا يتناول|ملخص|لخص|المواضيع الرئيسيه|الافكار الرئيسيه|על מה|סכם|סיכום` +
	`|(讲|講|说|說|谈|关于|關於|介绍|介紹)(了|的)?(是)?(些)?(什么|什麼|啥)|总结|總結|概括|摘要|概述|主要(内容|內容|观点|思想|讲)|主题|主題|大意|大纲` +
	`|何について|何に関する|要約|まとめて|概要|主な(テーマ|内容|トピック|論点)|どんな内容|무엇에 (대한|관한)|요약|주제|개요|주요 내용`)

// besideMatter are words that only ask for the matter of a document, folded.
var besideMatter = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		whole entire give please tell me briefly short brief in few sentences words write make can you learn learned mainly will cover covers covered treat treats treated discuss discusses discussed deal deals dealt
		es um hier kurz bitte gib mir ganze gesamte gebe einen eine kurze ganzen mal erstelle behandelt behandeln behandelte lerne lernt
		brievement fais moi fais-moi donne entier aborde abordent aborder traite traitent couvre couvrent
		brevemente haz hazme dame trata tratan aborda abordan cubre cubren
		brevemente fammi fai dammi questo tratta trattano affronta affrontano copre
		faca trata tratam cobre cobrem abordam
		geef korte kort behandelt behandelen komen aan bod
		кратко сделай дай этот этого этом эта эти это
		krotko ten tego zrob
		what which are whats the welche was sind das dies dieses diesem quels quelles sont ce cet cette ces du cuales son los las quali sono questo quais sao os as este esta wat zijn какие каковы jakie sa`) {
		m[w] = true
	}
	return m
}()

var matterWide = regexp.MustCompile(`这(篇|个|份|本|章)?|這(篇|個|份|本|章)?|本(文|书|章)|文档|文檔|文件|文章|资料|材料|讲义|講義|课件|什么|什麼|有哪些|笔记|筆記|复习|複習|课程|課程|教材|幻灯片|试卷|考试|论文|书|内容|请|給|给|我|帮|一下|的|是|了|吗|この|その|文書|資料|文章|本|論文|講義|スライド|ドキュメント|ノート|は|を|の|が|に|して|ください|か|です|ます|教えて|이|그|문서|자료|글|책|강의|은|는|을|를|해|줘|주세요|이다|인가요`)

// Asked reports that a question is about a document as a whole: nothing is left
// of it but what names the document. known tells the words that it is called by.
func Asked(question string, known func(words.Token) bool) bool {
	plain := fold.Plain.Text(question)
	if !whole.MatchString(plain) {
		return false
	}
	lang := words.Asked(question)
	rest := matterWide.ReplaceAllString(whole.ReplaceAllStringFunc(plain, inner), " ")
	for _, t := range words.Tokens(rest, lang) {
		p := fold.Plain.Text(t.Norm)
		if t.Stop || besideMatter[p] || words.NamesText(p) || known(t) || whole.MatchString(p) || len([]rune(p)) < 2 || !t.Content() {
			continue
		}
		return false
	}
	return true
}

// inner keeps what stands within "what … about": it may name something else than
// the document.
func inner(match string) string {
	fields := strings.Fields(match)
	if len(fields) < 3 {
		return " "
	}
	var kept []string
	for _, f := range fields[1 : len(fields)-1] {
		if !frame[f] {
			kept = append(kept, f)
		}
	}
	return " " + strings.Join(kept, " ") + " "
}

var frame = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("quoi que che cosa what's is are was the a an this that it these those does do deal with of main key central important topics topic points ideas all die der das den des dieser diese dieses diesem la le les du de des el los las il lo gli i o a os as en y et e het deze dit wichtigsten geht es um parle traite principaux principales essentiels est question sont trata que se cosa tratta hauptthemen vat gaat handelt") {
		m[w] = true
	}
	return m
}()
