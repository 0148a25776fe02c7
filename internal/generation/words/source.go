package words

import (
	"regexp"
	"unicode/utf8"
)

// sources are phrases that only say whose words a question asks for.
var sources = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:` +
	`according to|(?:as )?(?:mentioned|stated|noted|reported|said|outlined|discussed) (?:by|in)|as described (?:by|in)|in the (?:view|opinion|words) of` +
	`|laut (?:der|dem|des|einem|einer)|nach (?:ansicht|angaben|meinung) (?:von|des|der)` +
	`|selon|d['’]après|según|de acuerdo con|de acordo com|volgens|według|согласно|по словам|enligt|ifølge` +
	`) [^,;?؟]+|(?:^|[^\p{L}])laut (?-i:\p{Lu})[^,;?]*|(?:^|[,;¿] ?)(?:segundo|secondo) [^,;?]+|(?:根据|根據|(?:^|[，,])[据據])[^，,；？?]+`)

// Sources are the parts of a question that only name a source, [start, end) in code
// points: "according to the annual report", "laut dem Verfasser".
func Sources(question string) (spans [][2]int) {
	for _, at := range sources.FindAllStringIndex(question, -1) {
		from := utf8.RuneCountInString(question[:at[0]])
		spans = append(spans, [2]int{from, from + utf8.RuneCountInString(question[at[0]:at[1]])})
	}
	return spans
}
