package pdf

import (
	"sync"

	"github.com/dslipak/pdf"
)

// layersOff gives a function that tells whether all layers of a name are
// switched off when the document is opened. pdfium does not say; the second
// reader is asked when a page first has a layer.
func (s *server) layersOff(req request) func(name string) bool {
	if req.NoFallback {
		return nil
	}
	find := sync.OnceValue(func() map[string]bool {
		s.note(readingFallback)
		off, err := layersIn(req.Path)
		if err != nil {
			return nil // all are read
		}
		return off
	})
	return func(name string) bool { return find()[name] }
}

// layersIn gives the layers of a file that are off by its default
// configuration (PDF 32000-1, table 101). Of several of one name all are.
func layersIn(path string) (off map[string]bool, err error) {
	defer calm(&err)
	r, err := pdf.Open(path)
	if err != nil {
		return nil, err
	}
	count := func(list pdf.Value) map[string]int {
		n := map[string]int{}
		for i := range list.Len() {
			n[list.Index(i).Key("Name").Text()]++
		}
		return n
	}
	layers := r.Trailer().Key("Root").Key("OCProperties")
	config := layers.Key("D")
	named, offs, ons := count(layers.Key("OCGs")), count(config.Key("OFF")), count(config.Key("ON"))
	off = map[string]bool{}
	for name, n := range named {
		if config.Key("BaseState").Name() == "OFF" {
			off[name] = ons[name] == 0
		} else {
			off[name] = offs[name] >= n
		}
	}
	return off, nil
}
