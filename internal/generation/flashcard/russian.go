package flashcard

import (
	"regexp"
	"strings"
)

// The Russian shapes. There are no articles; a dash stands for "is".
const ruTerm = `([\p{Cyrillic}A-Za-z\d][\p{L}\d/-]*(?: [\p{L}\d/-]+){0,4}?)`

var (
	ruIs     = regexp.MustCompile(`^` + ruTerm + `(?: \([^()]{2,80}\))? (?:[–—-] это|это|[–—-]) ([\p{Cyrillic}A-Za-z].{11,})\.$`)
	ruCalled = regexp.MustCompile(`^` + ruTerm + ` называ(?:ется|ются|ют) (.{12,})\.$`)
	ruUnder  = regexp.MustCompile(`^Под ([\p{L}][\p{L}\d -]{2,60}?) (понимают|понимается|понимаются|подразумевают|подразумевается) (.{12,})\.$`)
	ruRep    = regexp.MustCompile(`^` + ruTerm + `(?: \([^()]{2,80}\))? представля(?:ет|ют) собой (.{12,})\.$`)
	ruName   = regexp.MustCompile(`^([\p{L}][^,;:–—]{8,110}?),? (?:называ(?:ется|ются)|носит название) ([\p{L}-]+(?: [\p{L}-]+){0,2})\.$`)
	ruParts  = regexp.MustCompile(`^` + ruTerm + ` (состоит|состоят) из (.{6,})\.$`)
	// ruKind is how what a thing is begins: no pronoun, adverb or clause.
	ruNoKind = regexp.MustCompile(`^(?:не|неотъемлем\p{L}+|важнейш\p{L}+|ярк(?:ий|ая|ое|ие)|составн(?:ой|ая|ое|ые) част\p{L}+|основополагающ\p{L}+|крайне|фундаментальн(?:ый|ая|ое|ые)|ключев(?:ой|ая|ое|ые)|мощн(?:ый|ая|ое|ые)|накопленн(?:ый|ая|ое|ые)|достаточно|всегда|это|то|так|там|тут|очень|как|когда|если|что|чтобы|потому|поэтому|значит|просто|лишь|только|уже|ещё|еще|сам(?:ый|ая|ое|ые)|неизбежн(?:ый|ая|ое|ые)|важн(?:ый|ая|ое|ые)|главн(?:ый|ая|ое|ые)|обязательн(?:ый|ая|ое|ые)|сигнал, что|один из|одна из|одно из|нет|да|для|при|от|из|на|в|с|у|по|за|к|о|об|мы|вы|они|он|она|оно|можно|нужно|надо|важн|хорош|плох|лучш|удобн|полезн|сложн|прост(?:о|ой|ая) )(?: |,|$)`)
)

func russian(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := ruUnder.FindStringSubmatch(text); m != nil {
		add("definition", "Что "+m[2]+" под "+lowerFirst(m[1], c)+"?", m[3], m[1], 1.1)
		return
	}
	if m := ruRep.FindStringSubmatch(text); m != nil && thing(m[1], "ru") && named(m[1], "ru") {
		add("definition", "Что представляет собой «"+m[1]+"»?", m[2], m[1], 0.95)
		return
	}
	if m := ruParts.FindStringSubmatch(text); m != nil && thing(m[1], "ru") && named(m[1], "ru") && c.knows(m[1]) {
		add("parts", "Из чего "+m[2]+" "+lowerFirst(m[1], c)+"?", "Из "+m[3], m[1], 0.85)
		return
	}
	if m := ruCalled.FindStringSubmatch(text); m != nil && thing(m[1], "ru") && named(m[1], "ru") && len(strings.Fields(m[2])) >= 4 && ruInstrumental.MatchString(m[1]) {
		add("definition", "Что называется "+lowerFirst(m[1], c)+"?", m[2], m[1], 1.1)
		return
	}
	if m := ruIs.FindStringSubmatch(text); m != nil && thing(m[1], "ru") && named(m[1], "ru") && len(strings.Fields(m[2])) >= 4 && !ruNoKind.MatchString(fold(m[2])) && !states(m[2], "ru") && !ruVerb.MatchString(firstWord(m[2])) && !ruVerb.MatchString(firstWord(fold(m[2]))) && !ruAction.MatchString(fold(m[2])) && !ruApart.MatchString(m[2]) && !(ruWe.MatchString(m[1]) && strings.HasPrefix(text, m[1]+" это ")) {
		score := 1.0
		if !strings.Contains(text, " это ") {
			if score = 0.85; !ruKind.MatchString(fold(m[2])) || ruAct.MatchString(fold(m[1])) {
				return // a dash stands for much
			}
		}
		add("definition", "Что такое "+lowerFirst(m[1], c)+"?", m[2], m[1], score)
		return
	}
	if m := ruName.FindStringSubmatch(text); m != nil && named(m[2], "ru") && ruInstrumental.MatchString(m[2]) && selfContained(m[1]) && calledSubject(m[1], c) && !pronouned(fold(m[1])) {
		add("called", "Как называется "+lowerFirst(m[1], c)+"?", m[2], m[2], 0.9)
	}
}

var (
	// ruKind begins with a kind of thing, or goes on to tell it apart.
	ruKind = regexp.MustCompile(`^(?:[a-z-]+ )?(?:\p{Ll}+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие) (?:и \p{Ll}+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие) )?){0,2}(?:\p{L}+-)?(?:набор|множество|совокупность|способ|метод|процесс|механизм|свойство|способность|система|структура|программа|функция|объект|тип|вид|часть|количество|число|время|режим|область|модель|язык|уровень|имя|метка|движок|инструмент|интерфейс|сервер|база|протокол|файл|таблица|запись|алгоритм|сигнал|сообщение|данные|метаданные|подход|решение|решения|технология|единица|последовательность|группа|класс|элемент|компонент|событие|операция|операции|команда|сервис|устройство|журнал|принцип|правило|требование|граф|матрица|вектор|величина|мера|идеи|архитектура|трассировка|сущность|сущности|отношение|хранилище|служба|пространство)(?: |,|$)|, (?:который|которая|которое|которые|в котор|где|при котор|по котор|с котор)`)
	// ruAct is what somebody does, or does not.
	ruAct = regexp.MustCompile(`(?:^| )(?:не|нет) |^\p{Ll}+(?:ть|ться|ем|им) `)
)

// ruAction begins with what somebody does.
var ruAction = regexp.MustCompile(`^\p{Ll}{2,}(?:а|я|и|о|у|ы)ть(?:ся)? |^\p{Ll}{2,}(?:ете|ите|ёте|йте) `)

var (
	// ruApart is what a dash sets apart, with the verb of its sentence behind it.
	ruApart = regexp.MustCompile(`, (?:котор|где|когда)[^,]+, (?:и )?\p{Ll}+(?:л[аои]?|ется|ится|ются|ятся|ет|ит|ют|ят) |^[^,]+ (?:—|–) \p{Ll}+(?:л[аои]?|ет|ит|ют|ят) `)
	// ruWe is what the writer does: "Поясним это …".
	ruWe = regexp.MustCompile(`^\p{Cyrillic}+(?:им|ем|ём)(?:ся)?$`)
)

// ruInstrumental is a name in the case that "is called" asks for.
var ruInstrumental = regexp.MustCompile(`(?:ом|ем|ём|ой|ей|ою|ами|ями|ью|им|ым|ими|ыми)(?: |$)`)
