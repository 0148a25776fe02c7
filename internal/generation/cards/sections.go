package cards

import (
	"context"
	"slices"
	"strings"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// A Section is what stands under one heading of a document, with what cards
// there are of it.
type Section struct {
	Path   string // the headings that lead to it, joined; empty for what stands under none. It names the section in Wanted
	Title  string // the last of them
	Tokens int    // how much text it holds
	Cards  int    // that come from it already, drafts included
}

// mostSections is how many sections a choice offers while there are shallower
// headings to offer instead.
const mostSections = 24

// between stands between the headings of a path.
const between = " › "

// Sections lists the sections of a document in the order of its text, so deep
// that there are several and not too many. A document without headings has one.
// It returns errs.NotFound when the document is not the owner's.
func (s *Service) Sections(ctx context.Context, owner id.User, document id.Document) ([]Section, error) {
	version, _, err := passage.Readable(ctx, s.o.Pool, owner, document)
	if err != nil {
		return nil, err
	}
	outline, err := passage.Outline(ctx, s.o.Pool, owner, document, version)
	if err != nil {
		return nil, err
	}
	made, err := s.o.Notes.CardsByChunk(ctx, owner, document)
	if err != nil {
		return nil, err
	}
	paths := make([][]string, len(outline))
	for i, o := range outline {
		paths[i] = o.HeadingPath
	}
	var out []Section
	at := map[string]int{}
	depth := depthOf(paths)
	for _, o := range outline {
		path := sectionOf(o.HeadingPath, depth)
		i, ok := at[path]
		if !ok {
			i = len(out)
			at[path] = i
			_, title, found := cutLast(path)
			if !found {
				title = path
			}
			out = append(out, Section{Path: path, Title: title})
		}
		out[i].Tokens += o.Tokens
		out[i].Cards += made[o.Chunk]
	}
	return out, nil
}

func cutLast(path string) (before, last string, found bool) {
	i := strings.LastIndex(path, between)
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+len(between):], true
}

// sectionOf is the section of a passage when sections go so many headings deep.
func sectionOf(path []string, depth int) string {
	return strings.Join(path[:min(depth, len(path))], between)
}

// depthOf is how many headings deep the sections of a document go: the deepest
// level that has no more than mostSections, else the first that has several.
func depthOf(paths [][]string) int {
	deepest, best, several := 0, 1, false
	for _, p := range paths {
		deepest = max(deepest, len(p))
	}
	for depth := 1; depth <= deepest; depth++ {
		sections := map[string]bool{}
		for _, p := range paths {
			sections[sectionOf(p, depth)] = true
		}
		tooMany := len(sections) > mostSections
		if tooMany && several {
			break
		}
		if best, several = depth, len(sections) > 1; tooMany {
			break
		}
	}
	return best
}

// under keeps the passages of the sections; none means all.
func (m material) under(sections []string) material {
	if len(sections) == 0 {
		return m
	}
	paths := make([][]string, len(m.parts))
	for i, p := range m.parts {
		paths[i] = p.HeadingPath
	}
	depth := depthOf(paths)
	m.parts = slices.DeleteFunc(slices.Clone(m.parts), func(p passage.Part) bool {
		return !slices.Contains(sections, sectionOf(p.HeadingPath, depth))
	})
	return m
}

// checkSections returns errs.Invalid, with the field, for a section that the
// document does not have.
func (w Wanted) checkSections(ctx context.Context, db postgres.DB, owner id.User, document id.Document) error {
	if len(w.Sections) == 0 {
		return nil
	}
	version, _, err := passage.Readable(ctx, db, owner, document)
	if err != nil {
		return err
	}
	outline, err := passage.Outline(ctx, db, owner, document, version)
	if err != nil {
		return err
	}
	paths := make([][]string, len(outline))
	for i, o := range outline {
		paths[i] = o.HeadingPath
	}
	there, depth := map[string]bool{}, depthOf(paths)
	for _, p := range paths {
		there[sectionOf(p, depth)] = true
	}
	for _, s := range w.Sections {
		if !there[s] {
			return errs.Newf(errs.Invalid, "The document has no section called %q now. Choose among those that it has.", s).At("sections")
		}
	}
	return nil
}
