package pdfium

import "strings"

// mathematics tells from the name of a font, in small letters, whether it is
// one of mathematics, and what the codes of TeX's stand for.
//
// TeX's symbol fonts name their glyphs in a way of their own. Where a PDF has
// no table of its own that says what they mean, pdfium gives the code as it
// is: an angle bracket comes out as "h", a sum as "P", a bracket not at all.
func mathematics(name string) (bool, []rune) {
	begins := func(parts ...string) bool {
		for _, p := range parts {
			if strings.HasPrefix(name, p) {
				return true
			}
		}
		return false
	}
	switch {
	case begins("cmsy", "cmbsy", "lmmathsy", "txsy", "pxsy", "ntxsy"):
		return true, oms
	case begins("cmex", "lmmathex", "txex-", "pxex-", "ntxexx", "zptmcm7v"):
		return true, omx
	case begins("cmmi", "lmmathi", "rtxmi", "txmi", "pxmi", "ntxmi"):
		return true, oml
	case begins("msbm"):
		return true, msbm
	case begins("msam"):
		return true, msam
	case begins("eufm", "eufb", "eusm", "eusb", "eurm", "eurb", "euex", "rsfs", "stmary", "wasy", "bbm", "dsrom", "esint",
		"mtmi", "mtsy", "mtex", "mt-extra", "mtextra", "euclid", "pazomath", "fourier-math", "rmtmi", "mathjax", "mjx", "katex_math", "katex_ams", "katex_size", "katex_cal", "katex_frak", "katex_script", "opensymbol"):
		return true, nil
	}
	return strings.Contains(name, "math") && !strings.Contains(name, "mathilde"), nil
}

// codes is a table of a font's 128 codes. A space stands for none.
func codes(signs string) []rune {
	out := make([]rune, 0, 128)
	for _, r := range signs {
		if r == ' ' {
			r = 0
		}
		out = append(out, r)
	}
	return out
}

// The tables are those of the TeXbook, appendix F, families 1 to 3, and of
// the fonts of the American Mathematical Society.
var (
	oml = codes("ΓΔΘΛΞΠΣΥΦΨΩαβγδϵζηθικλμνξπρστυϕχψωεϑϖϱςφ↼↽⇀⇁  ▹◃0123456789.,</>⋆∂ABCDEFGHIJKLMNOPQRSTUVWXYZ♭♮♯⌣⌢ℓabcdefghijklmnopqrstuvwxyzıȷ℘\u20d7 ")
	oms = codes("−·×∗÷⋄±∓⊕⊖⊗⊘⊙◯◦•≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝′∞∈∋△▽\u0338↦∀∃¬∅ℜℑ⊤⊥ℵABCDEFGHIJKLMNOPQRSTUVWXYZ∪∩⊎∧∨⊢⊣⌊⌋⌈⌉{}⟨⟩|‖↕⇕\\≀√⨿∇∫⊔⊓⊑⊒§†‡¶♣♢♡♠")
	omx = codes("()[]⌊⌋⌈⌉{}⟨⟩|‖/\\()()[]⌊⌋⌈⌉{}⟨⟩/\\()[]⌊⌋⌈⌉{}⟨⟩/\\/\\⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⏐⎝⎠⎜⎟⟨⟩⊔⊔∮∮⊙⊙⊕⊕⊗⊗∑∏∫⋃⋂⊎⋀⋁∑∏∫⋃⋂⊎⋀⋁∐∐ˆˆˆ˜˜˜[]⌊⌋⌈⌉{}√√√√⎷  ‖↑↓    ⇑⇓")

	msam = codes("⊡⊞⊠□■·◊⧫↻↺⇌⇋⊟⊩⊪⊨↠↞⇇⇉⇈⇊↾⇂↿⇃↣↢⇆⇄↰↱⇝↭↫↬≗≿≳⪆⊸∴∵≑≜≾≲⪅⪕⪖⋞⋟≼≦⩽≶‵ ≓≒≽≧⩾≷⊏⊐⊳⊲⊵⊴★≬▼▶◀→←△▲▽≖⋚⋛⪋⪌¥⇛⇚✓⊻⊼⩞∠∡∢∝⌣⌢⋐⋑⋓⋒⋏⋎⋋⋌⫅⫆≏≎⋘⋙⌜⌝®Ⓢ⋔∔∽⋍⌞⌟✠∁⊺⊚⊛⊝")
	msbm = codes("≨≩≰≱≮≯⊀⊁≨≩≰≱⪇⪈⋠⋡⋨⋩⋦⋧≰≱⪵⪶⪹⪺⪉⪊≁≇∕\\⊊⊋⊈⊉⫋⫌⫋⫌⊊⊋⊈⊉∦∤∤∦⊬⊮⊭⊯⋭⋬⋪⋫↚↛⇍⇏⇎↮⋇∅∄ABCDEFGHIJKLMNOPQRSTUVWXYZ     Ⅎ⅁    ℧ð≂ℶℷℸ⋖⋗⋉⋊∣∥∖∼≈≊⪸⪷↶↷ϝϰ𝕜ℏℏ∍")
)
