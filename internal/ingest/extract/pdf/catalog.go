package pdf

import (
	"os"

	"studyapp/internal/ingest/extract/pdf/object"
)

// What pdfium does not tell of a file stands in its catalog. A file that is
// locked or not in order keeps it to itself.

// catalog opens the file and gives its catalog to look at.
func catalog(path string, look func(f *object.File, root object.Dict) error) error {
	r, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	info, err := r.Stat()
	if err != nil {
		return err
	}
	f, err := object.Open(r, info.Size())
	if err != nil {
		return err
	}
	root, err := f.Dict(f.Trailer()["Root"])
	if err != nil {
		return err
	}
	return look(f, root)
}

// isPortfolio reports whether a file is one: its catalog has a Collection
// (PDF 32000-1, 12.3.5).
func isPortfolio(path string) (found bool, err error) {
	err = catalog(path, func(f *object.File, root object.Dict) error {
		c, err := f.Dict(root["Collection"])
		found = c != nil
		return err
	})
	return found, err
}

// layersOff gives the layers of a file that are off when it is opened (PDF
// 32000-1, table 101), by their names as they are written. Of several of one
// name all are.
func layersOff(path string) (off map[string]bool, err error) {
	off = map[string]bool{}
	err = catalog(path, func(f *object.File, root object.Dict) error {
		layers, err := f.Dict(root["OCProperties"])
		if err != nil {
			return err
		}
		config, err := f.Dict(layers["D"])
		if err != nil {
			return err
		}
		all, err := refs(f, layers["OCGs"])
		if err != nil {
			return err
		}
		base := config["BaseState"] == object.Name("OFF")
		change, err := refs(f, config[map[bool]object.Name{false: "OFF", true: "ON"}[base]])
		if err != nil {
			return err
		}
		changed := map[object.Ref]bool{}
		for _, ref := range change {
			changed[ref] = true
		}
		for _, ref := range all {
			layer, err := f.Dict(ref)
			if err != nil {
				return err
			}
			name, _ := layer["Name"].(object.String)
			is := changed[ref] != base
			if was, known := off[string(name)]; known {
				is = is && was
			}
			off[string(name)] = is
		}
		return nil
	})
	return off, err
}

// refs is a list of references.
func refs(f *object.File, list any) ([]object.Ref, error) {
	v, err := f.Resolve(list)
	if err != nil {
		return nil, err
	}
	var out []object.Ref
	a, _ := v.(object.Array)
	for _, e := range a {
		if r, ok := e.(object.Ref); ok {
			out = append(out, r)
		}
	}
	return out, nil
}
