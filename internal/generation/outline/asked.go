package outline

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// whole are questions about a document as a whole, folded.
var whole = regexp.MustCompile(`what('s| is| are| was)?\b.{0,40}\babout\b|\b(main|key|central|important) (topics?|points?|ideas?|themes?|concepts?|takeaways?|messages?)\b|\bsummar(y|ise|ize|ies)\b|\boverview\b|\btl;? ?dr\b|\boutline\b|what (topics|does) .{0,40}\b(cover|covers|covered|deal with|deals with|discuss|discusses)\b|\bgist\b` +
	`|worum geht|wovon handelt|worüber|\bzusammenfass\w*|\bfass\w* .{0,30}zusammen|\b(haupt|kern)(themen|thema|aussagen|inhalte?|punkte)\b|wichtigsten (themen|punkte|inhalte|aussagen)|\buberblick\b|\binhaltsangabe\b|welche themen` +
	`|de quoi (parle|traite|s.agit|est.il question)|\bresum\w*|(themes|sujets|idees|points) (principaux|principales|essentiels|cles)|\bapercu\b|quels (sont les )?(themes|sujets)` +
	`|(de|sobre) que (trata|va|habla|es)\b|(temas|ideas|puntos|topicos) (principales|principais|clave|centrales)|de que trata` +
	`|di (che )?cosa (parla|tratta|si tratta)|di che parla|\briassu\w*|(argomenti|temi|idee|punti) (principali|chiave)|\bsintesi\b` +
	`|(do|de|sobre o) que (trata|fala|se trata|e)\b|waar gaat .{0,40} over|\bsamenvat\w*|\bvat .{0,30}samen|(hoofd|kern)(onderwerpen|punten|thema.?s)|belangrijkste (onderwerpen|punten)` +
	`|о чем|(кратк|краткое) (содержани|излож)\S*|\S*резюм\S*|перескаж\S*|(основны|главны)\S+ (тем|иде|мысл|пункт)\S*|про що` +
	`|o czym|\bstresc\w*|\bpodsumu\w*|(glowne|najwazniejsze) (tematy|punkty|mysli)|vad handlar .{0,30} om|\bsammanfatt\w*|hvad handler .{0,30} om|ne hakkinda|\bozet\w*|ana konu\w*|για τι (μιλα|προκειται)|περιληψη` +
	`|عن ماذا|ماذا يتناول|ملخص|لخص|المواضيع الرئيسيه|الافكار الرئيسيه|על מה|סכם|סיכום` +
	`|(讲|講|说|說|谈|关于|關於|介绍|介紹)(了|的)?(是)?(些)?(什么|什麼|啥)|总结|總結|概括|摘要|概述|主要(内容|內容|观点|思想|讲)|主题|主題|大意|大纲` +
	`|何について|何に関する|要約|まとめて|概要|主な(テーマ|内容|トピック|論点)|どんな内容|무엇에 (대한|관한)|요약|주제|개요|주요 내용`)

// matter are words that only name the document, folded.
var matter = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		document documents text file pdf paper article book lecture lectures notes note slides slide deck handout script chapter content contents course material reading page whole entire give please tell me briefly short brief in few sentences words write make can you
		es um hier dokument dokumente datei skript buch vorlesung folien foliensatz kapitel inhalt kurz bitte gib mir ganze gesamte unterlagen text textes gebe einen eine kurze ganzen mal
		texte fichier livre cours chapitre contenu diapositives presentation brievement fais moi fais-moi donne entier
		documento archivo libro curso apuntes capitulo contenido presentacion brevemente haz hazme texto fichero
		testo libro appunti capitolo contenuto dispensa slide lezione brevemente fammi fai questo
		texto arquivo livro capitulo conteudo apresentacao aula faca
		bestand boek hoofdstuk inhoud dia presentatie college geef korte
		документ документа документе документы текст текста тексте файл книга книги книге лекция лекции глава конспект материал кратко сделай дай этот этого этом эта эти это
		dokument dokumentu tekst tekstu plik ksiazka ksiazki rozdzial wyklad krotko ten tego
		belge metin kitap dosya
		what which are whats the welche was sind das dies dieses diesem quels quelles sont ce cet cette ces du cuales son los las quali sono questo quais sao os as este esta wat zijn какие каковы jakie sa`) {
		m[w] = true
	}
	return m
}()

var matterWide = regexp.MustCompile(`这(篇|个|份|本|章)?|這(篇|個|份|本|章)?|本(文|书|章)|文档|文檔|文件|文章|资料|材料|讲义|講義|课件|论文|书|内容|请|給|给|我|帮|一下|的|是|了|吗|この|その|文書|資料|文章|本|論文|講義|スライド|ドキュメント|ノート|は|を|の|が|に|して|ください|か|です|ます|教えて|이|그|문서|자료|글|책|강의|은|는|을|를|해|줘|주세요|이다|인가요`)

// Asked reports that a question is about a document as a whole: nothing is left
// of it but what names the document. known tells the stems of its title.
func Asked(question string, known func(stem string) bool) bool {
	plain := fold.Plain.Text(question)
	if !whole.MatchString(plain) {
		return false
	}
	lang := words.Language(question)
	rest := matterWide.ReplaceAllString(whole.ReplaceAllStringFunc(plain, inner), " ")
	for _, t := range words.Tokens(rest, lang) {
		p := fold.Plain.Text(t.Norm)
		if t.Stop || matter[p] || known(t.Stem) || whole.MatchString(p) || len([]rune(p)) < 2 || !t.Content() {
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
