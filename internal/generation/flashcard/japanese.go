package flashcard

import (
	"regexp"
	"strings"
)

// The Japanese shapes. A term is written in Chinese characters, Katakana or
// Latin letters; in the shapes that name a notion it may have Hiragana too.
const (
	jaTerm = `([\p{Han}\p{Katakana}ー・A-Za-z0-9]{2,20}(?:の[\p{Han}\p{Katakana}ー・A-Za-z0-9]{1,12})?(?:（[^（）]{1,30}）)?)`
	jaName = `「?([\p{Han}\p{Katakana}\p{Hiragana}ー・A-Za-z0-9]{2,20})」?(?:（[^（）]{1,30}）)?`
)

var (
	jaTowa   = regexp.MustCompile(`^` + jaName + `とは[、，]?(.{6,}?)(?:のことである|のことをいう|のことを言う|のことを指す|のことです|のことだ|である|です|だ|をいう|を言う|を指す|を意味する)。$`)
	jaWa     = regexp.MustCompile(`^` + jaTerm + `は[、，]?(.{8,}[\p{Han}\p{Katakana}ーA-Za-z]|.{6,}(?:もの|ひとつ))(?:である|です)。$`)
	jaWo     = regexp.MustCompile(`^(?:[^、。は]{2,12}では、?)?([^はが]{1,4}.{5,76}?)(?:のこと)?を[、，]?` + jaName + `(?:という|と言う|と呼ぶ|とよぶ|と称する|といいます|と呼びます|と呼んでいる)。$`)
	jaYobu   = regexp.MustCompile(`^(.{4,60}?)は[、，]?` + jaName + `(?:と呼ばれる|とよばれる|と呼ばれている|と呼ばれます|と称される)。$`)
	jaParts  = regexp.MustCompile(`^` + jaTerm + `は[、，]?(.{4,80}?)(?:から(?:なる|成る|構成される|構成されている|できている|なります)|で(?:構成される|構成されている|できている))。$`)
	jaJudges = regexp.MustCompile(`(?:重要|必要|可能|有名|簡単|困難|明らか|同じ|十分|有効|便利|複雑|危険|安全|的|大切|容易|単純|確実|不明|同様|多様|豊富|顕著|盛ん|好き|嫌い|上手|下手|確か|最適|基本|約|程度|以上|以下|から|ため|はず|わけ|つもり|よう|そう|だけ|ばかり)$`)
)

func japanese(text string, add func(shape, front, back, term string, score float64)) {
	if m := jaTowa.FindStringSubmatch(text); m != nil && !strings.HasPrefix(m[2], "何") {
		add("definition", m[1]+"とは何か。", m[2]+"。", m[1], 1.1)
		return
	}
	if m := jaParts.FindStringSubmatch(text); m != nil {
		add("parts", m[1]+"は何からなるか。", m[2]+"。", m[1], 0.85)
		return
	}
	if m := jaWo.FindStringSubmatch(text); m != nil && !strings.ContainsAny(m[1], "は。") {
		add("definition", m[2]+"とは何か。", m[1]+"。", m[2], 1)
		return
	}
	if m := jaYobu.FindStringSubmatch(text); m != nil {
		add("called", m[1]+"は何と呼ばれるか。", m[2]+"。", m[2], 0.9)
		return
	}
	if m := jaWa.FindStringSubmatch(text); m != nil && !jaJudges.MatchString(m[2]) && !strings.Contains(m[2], "のは") {
		add("definition", m[1]+"とは何か。", m[2]+"。", m[1], 0.9)
	}
}
