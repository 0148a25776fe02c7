package pdfium

// A page may have layers that are switched off: the answers to its questions,
// the notes for who lectures, another language (optional content, PDF 32000-1,
// 8.11). pdfium reads their text like any other.

// off gives the text objects that are in a layer that is switched off.
func (d *Document) off(all []object, labels labels) map[uint64]bool {
	marks := map[uint64]bool{}
	within := map[int]bool{} // forms that are
	off := map[uint64]bool{}
	for i, o := range all {
		if o.kind != textObject && o.kind != formObject {
			continue
		}
		hidden := within[o.form]
		for _, mark := range labels.of(i) {
			if hidden {
				break
			}
			known, ok := marks[mark]
			if !ok {
				known = d.offLayer(mark)
				marks[mark] = known
			}
			hidden = known
		}
		switch {
		case !hidden:
		case o.kind == formObject:
			within[i] = true
		default:
			off[o.handle] = true
		}
	}
	return off
}

// offLayer reports whether a mark says that what follows belongs to a layer
// that is switched off.
func (d *Document) offLayer(mark uint64) bool {
	if d.Off == nil || d.markName(mark) != "OC" {
		return false
	}
	key, free := d.e.cstring("Name")
	defer free()
	name, ok := d.markText(mark, key)
	return ok && d.Off(string(name))
}

// markName is the tag of a mark.
func (d *Document) markName(mark uint64) string {
	e := d.e
	length, buffer := e.out, e.out+8
	if !e.flag("FPDFPageObjMark_GetName", mark, uint64(buffer), outSize-8, uint64(length)) {
		return ""
	}
	return e.utf16(buffer, int(min(e.word(length), outSize-8)))
}
