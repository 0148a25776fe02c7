package markdown

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordsThatLinesPartAreOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, source string
		want         []string
	}{
		{"hyphens at the ends of lines", "of photo-\nsynthesis and electro\u00ad\nphoresis and well-\nknown pre-\nand post-war", []string{"paragraph(of photosynthesis and electrophoresis and well-known pre- and post-war)"}},
		{"in quotes and lists", "> photo-\n> synthesis\n\n- photo-\n  synthesis", []string{"quote1(paragraph(photosynthesis))", "list_item1[•](photosynthesis)"}},
		{"with marks around", "**photo-\nsyn**thesis and *photo-*\n*synthesis* here", []string{"paragraph(strong(photosyn)thesis and emphasis(photo)emphasis(synthesis) here)"}},
		{"in HTML", "<p>photo-\nsynthesis</p>", []string{"paragraph(photosynthesis)"}},
		{"code keeps its own", "use `-x-`\nfor it, `--photo-`\nsynthesis", []string{"paragraph(use inline_code(-x-) for it, inline_code(--photo-) synthesis)"}},
		{"soft hyphens as entities", "photo&shy;syn&shy;*the*sis&shy;", []string{"paragraph(photosynemphasis(the)sis)"}},
		{"no space where none is seen", "中文\n字 &ZeroWidthSpace;x&#8203;y", []string{"paragraph(中文字 xy)"}},
		{"joiners that are seen stay", "می&zwnj;**خواهم** 👩&zwj;🔬 Auf&zwnj;lage", []string{"paragraph(می\u200cstrong(خواهم) 👩\u200d🔬 Auflage)"}},
		{"soft hyphens in code", "```\nphoto\u00ad\nsynthesis\n```", []string{"code(photo⏎synthesis)"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, shown(t, c.source)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
