package cite

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// A text of 200 MB may be replaced, with some hundred cards: what is kept of it
// is not a multiple that a small machine does not have.
func TestPagesKeepThreeBytesForEachOfTheText(t *testing.T) {
	const size = 4 << 20
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	var pages Pages
	for n := range size >> 16 {
		pages.Add(n+1, strings.Repeat(fmt.Sprintf("Page %4d says something about “cells”.\n", n), 1<<16/43))
	}
	if _, found := pages.Find("Nobody has ever said this.", 1, 0); found {
		t.Error("found what is not there")
	}
	if kept := heap() - before; kept > 3*size+size/2 {
		t.Errorf("%d bytes are kept of a text of %d", kept, size)
	}
	runtime.KeepAlive(&pages)
}

func TestPagesFindTheQuoteWhereItMoved(t *testing.T) {
	t.Parallel()
	var pages Pages
	for i, text := range []string{
		"A stack is last in, first out. A stack is last in, first out.",
		"The “heap” is less\norganized. GATPase makes no ATP.",
		"THE QUEUE IS FIRST IN. A stack is last in, first out.",
		"The heap is less organized, some say. The queue is first in.",
	} {
		pages.Add(i+1, text)
	}
	for name, c := range map[string]struct {
		quote       string
		page, start int
		want        Place
		lost        bool
	}{
		"on its old page, at the nearest place":             {"A stack is last in, first out.", 1, 40, Place{1, 31, 61, "A stack is last in, first out."}, false},
		"on the nearest page":                               {"A stack is last in, first out.", 4, 0, Place{3, 23, 53, "A stack is last in, first out."}, false},
		"exact words far away before another spelling near": {"The queue is first in.", 3, 0, Place{4, 38, 60, "The queue is first in."}, false},
		"in another spelling, with the words of the page":   {`The "heap" is less organized.`, 1, 0, Place{2, 0, 29, "The “heap” is less\norganized."}, false},
		"not within a word":                                 {"ATP", 1, 0, Place{2, 47, 50, "ATP"}, false},
		"not there":                                         {"A tree is a graph.", 1, 0, Place{}, true},
		"part of a word":                                    {"less organ", 2, 0, Place{}, true},
		"nothing":                                           {" — ", 1, 0, Place{}, true},
	} {
		got, ok := pages.Find(c.quote, c.page, c.start)
		if ok == c.lost || got != c.want {
			t.Errorf("%s: got %+v, %v; want %+v", name, got, ok, c.want)
		}
	}
}
