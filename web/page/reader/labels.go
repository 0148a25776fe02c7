package reader

import (
	"fmt"
	"strconv"
	"strings"

	"studyapp/web/words"
)

// labels are the numbers that pages have printed on them, by their place in the
// file, where the two are not the same. web/static/js/reader-labels.ts knows
// them too.
type labels map[int]string

// typedPage is the query value of a page as a student names it, which is not
// the place in the file that the value page of a link is.
const typedPage = "printed"

// of is the number of a page as it stands on it.
func (l labels) of(page int) string {
	if label := l[page]; label != "" {
		return label
	}
	return strconv.Itoa(page)
}

// page is the first page that has the number printed on it, whatever its case,
// else the one at that place in the file; 0 for none.
func (l labels) page(typed string) int {
	typed = strings.TrimSpace(typed)
	n, _ := strconv.Atoi(typed)
	exact, like := 0, 0
	for page, label := range l {
		if label == typed && (exact == 0 || page < exact) {
			exact = page
		}
		if strings.EqualFold(label, typed) && (like == 0 || page < like) {
			like = page
		}
	}
	switch {
	case exact > 0:
		return exact
	case like > 0:
		return like
	}
	return max(n, 0)
}

// ofPages follows the number of a page: "of 200", or "(6 of 200)" behind "iv".
func (v readerView) ofPages() string {
	if v.Labels[v.Page] == "" {
		return words.OfPages(v.Pages)
	}
	return fmt.Sprintf("(%s %s)", words.Number(v.Page), words.OfPages(v.Pages))
}

// pageField is what the field of the page is called in the address.
func (v readerView) pageField() string {
	if len(v.Labels) > 0 {
		return typedPage
	}
	return "page"
}
