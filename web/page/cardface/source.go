package cardface

import (
	"encoding/json"
	"net/url"
	"strconv"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/web/render"
	"studyapp/web/words"
)

// SourceLink is where a card's quote stands: the address and its words. Both
// are empty when the document is gone.
func SourceLink(s learning.Source) (href, text string) {
	if s.Title == "" {
		return "", words.SourceGone
	}
	q := url.Values{}
	if seg := firstSegment(s.Segments); seg.Page > 0 && !s.Lost() {
		q.Set("v", strconv.Itoa(s.Version))
		q.Set("page", strconv.Itoa(seg.Page))
		q.Set("from", strconv.Itoa(seg.Start))
		q.Set("to", strconv.Itoa(seg.End))
	} else if s.Page != nil {
		q.Set("page", strconv.Itoa(*s.Page))
	}
	href = "/documents/" + s.Document.String()
	if len(q) > 0 {
		href += "?" + q.Encode()
	}
	return href, words.SourceAt(s.Title, s.Page, s.PageLabel)
}

// firstSegment is the first stretch of a stored list of segments, zero when
// there is none.
func firstSegment(raw json.RawMessage) extract.Segment {
	var list []extract.Segment
	if json.Unmarshal(raw, &list) != nil || len(list) == 0 {
		return extract.Segment{}
	}
	return list[0]
}

// lineLength is the most characters of a card's question in a list.
const lineLength = 180

// Line is a card's question as one line of a list.
func Line(front string) render.Line { return render.NewLine(front, lineLength) }
