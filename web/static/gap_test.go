package static

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is selected becomes the next gap: within a formula the part that stands
// for itself, else all of it. The selection lies between ‹ and ›.
func TestASelectionBecomesAGap(t *testing.T) {
	t.Parallel()
	cases := []struct{ Name, In, Out string }{
		{"a word", "The ‹heart› pumps.", "The {{c1::heart}} pumps."},
		{"blanks at its ends stay outside", "The‹ heart ›pumps.", "The {{c1::heart}} pumps."},
		{"the next number", "{{c1::A}} and {{c3::B}} and ‹C›", "{{c1::A}} and {{c3::B}} and {{c4::C}}"},
		{"the word at the caret", "The he‹›art pumps.", "The {{c1::heart}} pumps."},
		{"no word at the caret", "A ‹› b", "A {{c1::}} b"},
		{"a whole formula", "So ‹$a^2$› holds", "So {{c1::$a^2$}} holds"},
		{"a formula cut in two", "So ‹it is $a^›2$ now", "So {{c1::it is $a^2$}} now"},
		{"the caret in a formula", "So $a‹›^2$ holds", "So {{c1::$a^2$}} holds"},
		{"one side of an equation", `$E = ‹mc^2›$`, `$E = {{c1::mc^2}}$`},
		{"a fraction keeps its braces apart", `$x = ‹\frac{a}{b}›$`, `$x = {{c1::\frac{a}{b} }}$`},
		{"braces in braces", `$x = ‹\sqrt{a_{1}}›$`, `$x = {{c1::\sqrt{a_{1} } }}$`},
		{"an exponent", `$x^‹2›$`, `$x^{{c1::2}}$`},
		{"the letters of a command", `$2\‹alpha›+1$`, `$2{{c1::\alpha}}+1$`},
		{"part of a command", `$2\al‹ph›a+1$`, `$2{{c1::\alpha}}+1$`},
		{"half a fraction", `So $\frac{‹a}{b›}$.`, `So {{c1::$\frac{a}{b}$}}.`},
		{"a command without what it takes", `So $‹\frac›{a}{b}$.`, `So {{c1::$\frac{a}{b}$}}.`},
		{"Anki's brackets", `So \(a + ‹b›\) is`, `So \(a + {{c1::b}}\) is`},
		{"all that stands in a formula", `So \(‹a + b›\) is`, `So {{c1::\(a + b\)}} is`},
		{"a price is no formula", "It costs $5 and ‹$6› now", "It costs $5 and {{c1::$6}} now"},
		{"two colons are no hint", "Use ‹std::vector› here", `Use {{c1::std:\:vector}} here`},
		{"a gap is not cut", "The {{c1::left ‹ventricle}} pumps› blood", "The {{c2::{{c1::left ventricle}} pumps}} blood"},
		{"a gap in a gap", "The {{c1::left ‹ventricle›}} pumps", "The {{c1::left {{c2::ventricle}}}} pumps"},
	}
	var in []string
	var want, got []string
	for _, c := range cases {
		in, want = append(in, c.In), append(want, c.Out)
	}
	run(t, "gap.ts", `(() => {
		const katex = require("katex");
		const parses = tex => { try { katex.renderToString(tex, {throwOnError: true, strict: false}); return true; } catch { return false; } };
		return input.map(s => {
			const from = s.indexOf("‹"), to = s.indexOf("›") - 1, text = s.replace("‹", "").replace("›", "");
			const w = m.wrap(text, from, to, parses), out = text.slice(0, w.from) + w.text + text.slice(w.to);
			return out.slice(w.start, w.end) === w.text.slice(w.text.indexOf("::") + 2, -2) ? out : "the selection is wrong: " + out;
		});
	})()`, in, &got)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
