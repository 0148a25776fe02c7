package shard

import "testing"

func TestPassageCarriesWhatSaysSomething(t *testing.T) {
	t.Parallel()
	tests := []struct {
		title    string
		headings []string
		want     string
	}{
		{"", nil, "text"},
		{"Cell biology", nil, "Cell biology.\ntext"},
		{"Cell biology", []string{"Energy", "Mitochondria"}, "Cell biology. Energy. Mitochondria.\ntext"},
		{"Cell biology", []string{"cell biology", "Energy"}, "Cell biology. Energy.\ntext"},
		{"scan_0042.pdf", []string{"Energy"}, "Energy.\ntext"},
	}
	for _, test := range tests {
		if got := Passage(test.title, test.headings, "text"); got != test.want {
			t.Errorf("Passage(%q, %q) = %q, want %q", test.title, test.headings, got, test.want)
		}
	}
}

func TestTitlesThatSayNothingAreLeftOut(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Organic Chemistry":      "Organic Chemistry",
		"lecture_notes-week.pdf": "lecture notes week",
		"2022 Q3 AAPL.pdf":       "2022 Q3 AAPL",
		"2022_Q3_AAPL":           "2022 Q3 AAPL",
		"Super_Bowl_50":          "Super Bowl 50",
		"Node.js":                "Node.js",
		"微积分":                    "微积分",
		"Chapter 3":              "Chapter 3",
		"untitled":               "",
		"Untitled-1.md":          "",
		"scan0042.pdf":           "",
		"IMG_2034":               "",
		"document (3).pdf":       "",
		"20231105":               "",
		"1706.03762.pdf":         "",
		"d41d8cd98f00b204":       "",
		"":                       "",
		"...":                    "",
	} {
		if got := Title(title); got != want {
			t.Errorf("Title(%q) = %q, want %q", title, got, want)
		}
	}
}
