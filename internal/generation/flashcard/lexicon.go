package flashcard

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// labels are what authors write before a colon or in bold that names nothing by
// itself: "Example", "Vorteile", "Nota".
var labels = setOf(`d'usage d’usage prevention prévention prävention prevención prevenzione prevenção nb ps ok vs todo fyi example examples beispiel beispiele exemple exemples ejemplo ejemplos note notes nota notas hinweis hinweise anmerkung bemerkung remark remarque remarques observación observaciones observation warning tip tips caution important importante wichtig achtung attention recall rappel
	goal goals ziel ziele but buts objectif objectifs objetivo objetivos purpose advantage advantages vorteil vorteile avantage avantages ventaja ventajas beneficio beneficios benefits disadvantage disadvantages nachteil nachteile inconvénient inconvénients desventaja desventajas inconveniente inconvenientes drawbacks pros cons pro contra
	problem problems problema problemas problème probleme solution solutions lösung lösungen solución soluciones proof beweis preuve démonstration demostración dem definition définition definición def theorem satz théorème teorema lemma lemme lema corollary korollar corollaire corolario proposition proposición
	step steps schritt schritte étape étapes paso pasos input output inputs outputs eingabe ausgabe entrée sortie entrada salida result results ergebnis resultado résultat summary zusammenfassung résumé resumen conclusion fazit conclusión conclusiones conclusions aufgabe aufgaben exercise exercises exercice ejercicio question questions frage fragen pregunta answer answers antwort respuesta réponse
	source sources quelle quellen fuente idea idee idée ideas figure abbildung figura table tabelle tabla chapter kapitel capítulo chapitre author autor date datum version todo usage use uses why when how what reason reasons grund gründe folge folgen properties eigenschaften propriétés propiedades features merkmale características caractéristiques methods case cases fall fälle caso cas
	link links terminologie terminology notation notationen notación illustration motivation overview überblick introduction einleitung introducción beginning end first second third erstens zweitens drittens firstly secondly finally also however thus leider allerdings meist oft consequence consequences implementation implementierung complexity time space general generell allgemein type types typ typen art arten tipo tipos variant variants required optional default returns return parameters parameter
	implementación implementazione implementação implémentation реализация comparação confronto comparaison сравнение details detail einzelheiten détails détail detalles detalle dettagli dettaglio detalhes detalhe детали подробности aim outcome content inhalt contenu contenido material literature literatur reading prerequisites voraussetzung voraussetzungen annahme annahmen assumption assumptions context kontext contexto contexte description beschreibung descripción
	gegenbeispiel resultat ironie kern trick regel merksatz technisch fachlich adoption eficiencia efficiency effizienz left right top bottom middle center centre links rechts oben unten mitte gauche droite haut bas izquierda derecha arriba abajo centro motivation motivación algorithm algorithmus algoritmo algorithme realisierung vorgehensweise vorgehen verwendung anwendung anwendungen application applications aplicación laufzeit operation operationen operations statement bisher behauptung erinnerung vereinbarung ansatz konzept concept concepto funktionsweise prinzip principle principio principe aufbau struktur structure estructura verfahren mechanismus ablauf práctica consecuencias comparación comparison vergleich intuition interpretation interpretación setup background history ecuaciones ecuación alcance naturaleza importancia fórmula fórmulas equation equations gleichung gleichungen équation équations equazione equazioni equação equações formula formulas formule formeln formel importance importanza importância bedeutung reichweite thema theme tema тема concepts connexion connexions example-of geschichte anfrage anfragen attribute attribut scenario szenario escenario scénario cenário сценарий
	esempio esempi nota note osservazione osservazioni vantaggio vantaggi svantaggio svantaggi obiettivo obiettivi scopo soluzione soluzioni dimostrazione definizione definizioni teorema corollario proposizione passo passi risultato risultati riassunto conclusione conclusioni esercizio esercizi domanda domande risposta fonte fonti figura tabella capitolo uso usi utilizzo motivo motivi conseguenza conseguenze proprietà caratteristiche metodi casi caso tipi tipo complessità tempo spazio generale contenuto contesto descrizione algoritmo struttura applicazione applicazioni ipotesi tesi introduzione input output funzionamento idea contro pro attenzione importante
	exemplo exemplos observação observações vantagem vantagens desvantagem desvantagens objetivo objetivos solução soluções demonstração prova definição definições teorema lema corolário proposição passo passos resultado resultados resumo conclusão conclusões exercício exercícios pergunta perguntas resposta fonte fontes figura tabela capítulo uso usos motivo motivos consequência consequências propriedades características métodos casos caso tipos tipo complexidade tempo espaço geral conteúdo contexto descrição algoritmo estrutura aplicação aplicações hipótese introdução funcionamento ideia contras prós atenção
	пример примеры примечание замечание важно преимущества преимущество недостатки недостаток плюсы минусы цель цели проблема проблемы решение решения доказательство определение определения теорема лемма следствие шаг шаги результат результаты итог итоги вывод выводы упражнение вопрос вопросы ответ ответы источник рисунок таблица глава использование применение причина причины последствия свойства методы случай случаи тип типы сложность время память описание алгоритм структура введение идея суть зачем как когда почему принцип
	处理方法 處理方法 方法 必要条件 实现 實現 实现方式 原理 分类 分類 步骤 過程 过程 概述 简介 簡介 背景 意义 意義 特性 例 例子 例如 注意 优点 缺点 優點 缺點 メリット デメリット 利点 欠点 例題 注 备注 提示 解答 证明 定义 定義 問題 问题 目的 特徴 特点 步骤 结果 思考 总结 关键 關鍵 核心 重点 重點 难点 本质 本質 区别 區別 应用 應用 예 주의 장점 단점 مثال ملاحظة مزايا عيوب`)

// numbered is a label with its number: "Step 3", "Satz 2.1".
var numbered = regexp.MustCompile(`^\p{Lu}{1,5}-\d+$|^(?:\p{L}+\.? )?[\dIVX]+(?:[.\-–]\d+)*[a-z]?[.):]?$`)

var (
	acronymAlone = regexp.MustCompile(`^\p{Lu}{2,6}$`)
	roman        = regexp.MustCompile(`^[IVXLC]+$`)
)

// ofExample begin labels of examples.
var ofExample = setOf("example examples beispiel beispiele exemple exemples ejemplo ejemplos esempio esempi exemplo exemplos пример примеры")

// isLabel reports that a term is one of the labels, with or without a number.
func isLabel(term string) bool {
	if a := strings.TrimSpace(bracketed.ReplaceAllString(term, "")); acronymAlone.MatchString(a) && !roman.MatchString(a) {
		return labels[fold(a)]
	}
	f := strings.Trim(bracketed.ReplaceAllString(fold(term), ""), ".:!?()[] ")
	if labels[f] || numbered.MatchString(strings.Trim(term, "()[] ")) {
		return true
	}
	fields := strings.Fields(f)
	if len(fields) > 1 && ofExample[fields[0]] {
		return true
	}
	last := 0
	for _, w := range fields {
		if labels[strings.Trim(w, ".:,/&+")] || len([]rune(w)) < 3 && w[0] < 0x80 || strings.IndexFunc(w, unicode.IsLetter) < 0 {
			last++
		}
	}
	return last == len(fields)
}

// organising are the words of announcements, rights and addresses.
var organising = regexp.MustCompile(`(?i)\b(?:spring|summer|fall|autumn|winter|sommersemester|wintersemester) (?:19|20)\d\d\b|\b(?:attendance|final grade|extra credit|zero[- ]tolerance|plagiarism|academic integrity|late policy)\b|https?://|www\.|\S@\S+\.\w|\b(?:copyright|all rights reserved|creative commons|licen[sc]ed? under|isbn|office hours?|midterm|final exam|the exam\b|exams? (?:will|is|are)|due (?:on|date|by)|deadline|submit|submission|grading|graded|homework|syllabus|enrol|lecture (?:hall|room)|teaching assistant|tutorium|tutorien|übungsblatt|übungsblätter|klausur(?:en|termin)?|prüfungstermin|sprechstunde|hörsaal|abgabe(?:termin|frist)?|abgegeben|vorlesung(?:en|s\w*)?|skript|semester|rückblick|sessions? \d+|classroom\d*|dozent\w*|leistungspunkte|moodle|examen (?:final|parcial)|pr[oó]ximamente|coming soon|fecha de entrega|tutor[ií]as?|asignatura|aula virtual|cuatrimestre|esame|esami|appello|appelli|docente|docenti|ricevimento|dispense|scadenza|consegna|exame de|cadeira|docentes|data de entrega|avaliação contínua|slides|licence creative|droits réservés|partiel|salle de cours|polycopié|chargé de cours|ce cours|this course|this lecture|these (?:lecture )?notes|diese[sr]? (?:kurs|vorlesung))\b|[©®]|экзамен|зачёт|дедлайн|преподавател|викторина|考试时间|办公时间|版权|著作権|授業`)

// exercises are headings under which a text trains, shows or proves and does
// not teach.
var exercises = regexp.MustCompile(`(?i)^(?:[\d.]+\s*)?(?:exercises?|labs?|laborator(?:y|ies)|laboratoires?|travaux (?:pratiques|dirigés)|projets?|praktikum|pr[aá]cticas?|projects?|problems?|problem set|homework|quiz|assignments?|examples?|solutions?|proof|references|bibliography|further reading|acknowledge?ments?|table of contents|contents|index|preface|about|credits?|license|contribut\w*|links|resources|sources?(?: and further reading)?|source\(s\) and further reading|prerequisites|übung(?:en|saufgaben)?|aufgaben?|beispiele?|beweis|lösung(?:en)?|literatur(?:verzeichnis)?|quellen|inhalt(?:sverzeichnis)?|organisatorisches|vorwort|danksagung|exercices?|exemples?|solutions?|preuve|démonstration|références|bibliographie|ejercicios?|ejemplos?|soluci[oó]n(?:es)?|demostraci[oó]n|referencias|bibliograf[ií]a|índice|esercizi(?:o)?|esempi(?:o)?|soluzion[ei]|dimostrazion[ei]|riferimenti|indice|exercícios?|exemplos?|soluç(?:ão|ões)|demonstração|prova|referências|упражнени[ея]|задачи|задани[ея]|примеры?|решени[ея]|доказательств[оа]|литература|источники|содержание|оглавление|ссылки|练习|习题|例题?|证明|参考文献|演習|例題|証明|参考文献)(?:\s*[\d.]*)?\s*[:.]?$|^(?:[\d.]+\s*)?(?:mini-?)?(?:exercise|exercice|ejercicio|aufgabe|übung|example|exemple|ejemplo|beispiel|problem|proof|beweis|preuve)\b`)

// courseParts are headings of what a course says of itself.
var courseParts = regexp.MustCompile(`(?i)\b(?:achievements?|badges?|logros|insignias|coming (?:up|next|soon)|what[’']s next|next (?:lecture|week|unit|session)|pr[oó]ximamente|pr[oó]xim[oa] (?:unidad|clase|semana|aula)|post-cr[eé]ditos|nächste (?:woche|vorlesung|sitzung)|learning (?:objectives?|outcomes?|goals?)|lernziele?|objetivos de (?:aprendizaje|la unidad|aprendizagem)|resultados de aprendizaje|objectifs (?:pédagogiques|d[’']apprentissage)|obiettivi (?:didattici|formativi)|schedule|cronograma|agenda|how to use|cómo usar|grading|assessment|evaluación de la|criterios de evaluación|evaluation criteria|(?:course|class) (?:logistics|administration|information|info|policies|policy)|logistics|syllabus|attendance|academic integrity|organización del curso|organisation du cours|organizzazione del corso|organização da cadeira|организация курса|课程安排|bewertungskriterien|critères d[’']évaluation|criteri di valutazione|critérios de avaliação)\b`)

// ofCourse reports that one of the headings above is of the course.
func ofCourse(path []string) bool { return slices.ContainsFunc(path, courseParts.MatchString) }

// trained reports that one of the headings above is of exercises.
func trained(path []string) bool {
	for _, h := range path {
		if exercises.MatchString(strings.TrimSpace(h)) {
			return true
		}
	}
	return false
}

// asks are the questions that a form of text gives, by language. A language
// that has none has no rules here.
type asks struct{ meant, defined, states, which string }

// asksIn are the questions in the language of a sentence, in the characters that
// it is written in.
func asksIn(s Sentence) (asks, bool) {
	a, ok := asking[s.Lang]
	if s.Lang == "zh" && strings.ContainsAny(s.Text, zhTraditional) {
		a = asks{"什麼是“%s”？", "“%s”的定義是什麼？", "“%s”說的是什麼？", "%s：有哪些？"}
	}
	return a, ok
}

var asking = map[string]asks{
	"en": {"What is meant by “%s”?", "How is “%s” defined?", "What does “%s” state?", "%s: which ones?"},
	"de": {"Was bedeutet „%s“?", "Wie ist „%s“ definiert?", "Was besagt „%s“?", "%s: welche?"},
	"fr": {"Que désigne « %s » ?", "Comment définit-on « %s » ?", "Qu’énonce « %s » ?", "%s : de quoi s’agit-il ?"},
	"es": {"¿Qué significa «%s»?", "¿Cómo se define «%s»?", "¿Qué afirma «%s»?", "%s: ¿cuáles?"},
	"it": {"Che cosa significa «%s»?", "Come si definisce «%s»?", "Che cosa afferma «%s»?", "%s: quali?"},
	"pt": {"O que significa “%s”?", "Como se define “%s”?", "O que afirma “%s”?", "%s: quais?"},
	"ru": {"Что означает «%s»?", "Как определяется «%s»?", "Что утверждает «%s»?", "%s: какие?"},
	"zh": {"什么是“%s”？", "“%s”的定义是什么？", "“%s”说的是什么？", "%s：有哪些？"},
	"ja": {"「%s」とは何か。", "「%s」の定義は何か。", "「%s」は何を述べるか。", "%s：何があるか。"},
	"ko": {"‘%s’의 뜻은 무엇인가?", "‘%s’의 정의는 무엇인가?", "‘%s’의 내용은 무엇인가?", "%s: 무엇이 있는가?"},
	"ar": {"ما المقصود بـ«%s»؟", "ما تعريف «%s»؟", "علامَ تنص «%s»؟", "%s: ما هي؟"},
}
