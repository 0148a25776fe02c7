package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// kindsOf are the words that say of what kinds, states or parts an item is one,
// where they name that: "States of a process". In front of a label they make a
// question of it.
func kindsOf(s Sentence) string {
	if s.Entry == nil || s.Entry.Of == "" || s.Entry.Form != Gloss {
		return ""
	}
	of := strings.TrimSpace(strings.TrimRight(words.Line(s.Entry.Of), ":： ."))
	of = strings.TrimSpace(headingTail.ReplaceAllString(headingMark.ReplaceAllString(itemMark.ReplaceAllString(of, ""), ""), ""))
	of = strings.TrimSpace(bracketed.ReplaceAllString(of, ""))
	lower := fold(of)
	switch {
	case of == "" || strings.Contains(of, ",") || !unicode.IsUpper([]rune(of)[0]) && []rune(of)[0] < 0x2e80 || len([]rune(of)) > 80:
		return ""
	case isLabel(of) || subjectsOf(of, s.Lang) < 2 && !ofWhat.MatchString(of) && !states(of, s.Lang) || !enumerates(headNoun(of, s.Lang), s.Lang) || judgedKinds.MatchString(of):
		return ""
	case torn(of) || questionlike(of) || organising.MatchString(of) || strings.Contains(of, ": ") || !s.soundFormulas(of):
		return ""
	case s.Lang != "en" && openings[s.Lang][firstWord(lower)] && !startsOther.MatchString(lower), s.Lang == "ru" && ruVerb.MatchString(firstWord(lower)):
		return ""
	case dangles(of, s.Lang) || openers.MatchString(lower) || points(following.ReplaceAllString(" "+of+" ", " "), s.Lang) || pronouned(lower) || reflexive.MatchString(lower):
		return ""
	}
	return of
}

var bracketed = regexp.MustCompile(` \([^()]*\)`)

// judgedKinds are kinds whose labels only remind of what is said of them.
var judgedKinds = regexp.MustCompile(`(?i)advantage|benefit|drawback|goal|objective|reason|cause|problem|consequence|requirement|task|vorteil|nachteil|ziel|gründe|ursache|folge|aufgabe|anforderung|avantage|inconvénient|objectif|raison|problème|tâche|ventaja|inconveniente|raz[oó]n|causa|objetivo|tarea|requisito|vantagg|motivi|obiettiv|compit|vantage|razões|tarefa|преимущ|недостат|причин|проблем|цел|задач|требован`)

var modals = setOf("can must may should is are has kann muss soll darf ist hat peut doit est puede debe es tiene può deve è ha pode deve é tem может должен есть")

// oneOfThem reports that what is said of one of several kinds tells it apart: no
// sentence about something else, and more than a word.
func oneOfThem(body, lang string) bool {
	if first := firstWord(fold(body)); openings[lang][first] && first != "a" && first != "en" && first != "em" && first != "in" && first != "na" && first != "no" || strings.Contains(body, ":") {
		return false
	}
	if len(strings.Fields(body)) < 4 || states(body, lang) || modals[firstWord(fold(body))] {
		return false
	}
	n := 0
	for _, t := range words.Tokens(body, lang) {
		if t.Content() {
			n++
		}
	}
	return n >= 3
}
