package markdown

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// numbersOf are the numbers that stand before the items of a list. CommonMark
// counts from the first on whatever the others are. Where they rise in steps
// they mean something, as the years of a chronicle do; all else are mistakes of
// counting.
func (w *walker) numbersOf(n *ast.List) (numbers []int, counted bool) {
	counted = true
	rises := true
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		next := n.Start + len(numbers)
		number, ok := w.numberOf(c)
		if !ok {
			number = next
		}
		counted = counted && number == next
		rises = rises && (len(numbers) == 0 || number > numbers[len(numbers)-1])
		numbers = append(numbers, number)
	}
	if counted || rises {
		return numbers, counted
	}
	for i := range numbers {
		numbers[i] = n.Start + i
	}
	return numbers, true
}

var itemNumber = regexp.MustCompile(`(\d{1,9})[.)][ \t]+$`)

// numberOf reads the number in front of an item's first words.
func (w *walker) numberOf(item ast.Node) (int, bool) {
	words := item.FirstChild()
	if words == nil || words.Type() != ast.TypeBlock || words.Lines() == nil || words.Lines().Len() == 0 {
		return 0, false
	}
	start := words.Lines().At(0).Start
	line := w.source[bytes.LastIndexByte(w.source[:start], '\n')+1 : start]
	m := itemNumber.FindSubmatch(line)
	if m == nil {
		return 0, false
	}
	number, err := strconv.Atoi(string(m[1]))
	return number, err == nil
}

// months are those of languages that write a day with a full stop before them,
// in the form that they have there.
var months = regexp.MustCompile(`^(?i:jan[uv][aá]r\pL*|jänner|jaanuar\pL*|febru[aá]r\pL*|veebruar\pL*|märz\pL*|mart?s|marca|március|april\pL*|apríla|április|aprill|ma[ij]|mája|május|maja|jun[ij]\pL*|júna|június|juuni|jul[ij]\pL*|júla|július|juuli|[aá]ugust\pL*|avgusta|augusztus|s[ez]*eptemb\pL+|okt[oó]ber\pL*|októbra|oktobra|oktoober|novem\pL+|de[cszt]\pL*emb\pL+|\pL+kuuta|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca)(?:\PL|$)`)

const mostDays = 31

// ordinal reports whether an item is a paragraph that begins with a date, a
// year or another ordinal number: "24. Dezember ist frei.", "1848. március".
// Only a year tells it among other items.
func (w *walker) ordinal(item ast.Node, number int, alone bool) bool {
	words := item.FirstChild()
	if words == nil || words.NextSibling() != nil || words.Kind() != ast.KindTextBlock && words.Kind() != ast.KindParagraph || words.Lines().Len() == 0 {
		return false
	}
	first := words.Lines().At(0)
	return number > mostDays || alone && months.Match(first.Value(w.source))
}
