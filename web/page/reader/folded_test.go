package reader

import "testing"

func FuzzFind(f *testing.F) {
	f.Add("electro\u00ad\nphoresis of Mu\u0308ller", "mueller")
	f.Add("ventri-\ncle ｶﾞｲﾄﾞ", "ガイド")
	f.Add("\u00ad \u00ad", "\u00ad")
	f.Fuzz(func(t *testing.T, text, query string) {
		rs := []rune(text)
		end := 0
		for _, at := range sought([]rune(query)).in(rs, 50) {
			if at[0] < end || at[1] <= at[0] || at[1] > len(rs) {
				t.Fatalf("%v of %d, after %d", at, len(rs), end)
			}
			end = at[1]
		}
	})
}
