package page

import (
	"encoding/json"
	"regexp"
	"strings"

	"studyapp/internal/ingest/extract"
)

// firstSegment is the first stretch of a stored list of segments, zero when
// there is none.
func firstSegment(raw json.RawMessage) extract.Segment {
	var list []extract.Segment
	if json.Unmarshal(raw, &list) != nil || len(list) == 0 {
		return extract.Segment{}
	}
	return list[0]
}

var markup = regexp.MustCompile("[*_`#>$]+")

// plain is Markdown without its marks, for one line of a list.
func plain(s string) string {
	return strings.Join(strings.Fields(markup.ReplaceAllString(s, "")), " ")
}
