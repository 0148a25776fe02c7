package api

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.html
var docsHTML string

//go:embed docs.css
var docsCSS []byte

var docsTemplate = template.Must(template.New("docs").Parse(docsHTML))

type docsData struct {
	Title, Version, About, Prefix string
	Sections                      []docsSection
	Types                         []docsType
}

type docsSection struct {
	Name  string
	Calls []docsCall
}

type docsCall struct {
	ID, Method, Path, Summary, About string
	Parameters                       []docsField
	Bodies                           []docsBody
	Answers                          []docsBody
	order                            int
}

// docsBody is what a request or an answer carries.
type docsBody struct {
	Status string
	About  string
	Media  string
	Type   template.HTML
	Fields []docsField
}

type docsType struct {
	Name   string
	Fields []docsField
}

type docsField struct {
	Name, In, About string
	Required        bool
	Type            template.HTML
}

// docsPage writes the OpenAPI document as one page without scripts.
func docsPage(o *huma.OpenAPI) ([]byte, error) {
	d := docsData{Title: o.Info.Title, Version: o.Info.Version, About: o.Info.Description, Prefix: Prefix}
	sections := map[string]*docsSection{}
	for _, tag := range o.Tags {
		sections[tag.Name] = &docsSection{Name: tag.Name}
	}
	for _, path := range slices.Sorted(maps.Keys(o.Paths)) {
		item := o.Paths[path]
		for i, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil {
				continue
			}
			if len(op.Tags) != 1 || sections[op.Tags[0]] == nil {
				return nil, fmt.Errorf("%s %s has no section", op.Method, op.Path)
			}
			c := docsOf(op)
			c.order = i
			s := sections[op.Tags[0]]
			s.Calls = append(s.Calls, c)
		}
	}
	for _, tag := range o.Tags {
		s := sections[tag.Name]
		slices.SortStableFunc(s.Calls, func(a, b docsCall) int {
			return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.order, b.order))
		})
		d.Sections = append(d.Sections, *s)
	}
	schemas := o.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		d.Types = append(d.Types, docsType{Name: name, Fields: docsFields(schemas[name])})
	}
	var b bytes.Buffer
	if err := docsTemplate.Execute(&b, d); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func docsOf(op *huma.Operation) docsCall {
	c := docsCall{ID: op.OperationID, Method: op.Method, Path: op.Path, Summary: op.Summary, About: op.Description}
	for _, p := range op.Parameters {
		about := p.Description
		if about == "" && p.Schema != nil {
			about = p.Schema.Description
		}
		c.Parameters = append(c.Parameters, docsField{Name: p.Name, In: p.In, About: about, Required: p.Required, Type: docsTypeOf(p.Schema)})
	}
	if op.RequestBody != nil {
		c.Bodies = docsBodies("", "", op.RequestBody.Content)
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		r := op.Responses[status]
		if strings.HasPrefix(status, "4") || strings.HasPrefix(status, "5") || status == "default" {
			c.Answers = append(c.Answers, docsBody{Status: status, About: r.Description})
			continue
		}
		bodies := docsBodies(status, r.Description, r.Content)
		if len(bodies) == 0 {
			bodies = []docsBody{{Status: status, About: r.Description}}
		}
		c.Answers = append(c.Answers, bodies...)
	}
	return c
}

func docsBodies(status, about string, content map[string]*huma.MediaType) []docsBody {
	var out []docsBody
	for _, media := range slices.Sorted(maps.Keys(content)) {
		b := docsBody{Status: status, About: about, Media: media}
		if s := content[media].Schema; s != nil {
			b.Type, b.Fields = docsTypeOf(s), docsFields(s)
			if s.Description != "" {
				b.About = s.Description
			}
		}
		out = append(out, b)
	}
	return out
}

func docsFields(s *huma.Schema) []docsField {
	var out []docsField
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[name]
		out = append(out, docsField{Name: name, About: p.Description, Required: slices.Contains(s.Required, name), Type: docsTypeOf(p)})
	}
	return out
}

// docsTypeOf names a type; one of the components becomes a link.
func docsTypeOf(s *huma.Schema) template.HTML {
	if s == nil {
		return ""
	}
	esc := template.HTMLEscapeString
	switch {
	case s.Ref != "":
		name := esc(s.Ref[strings.LastIndexByte(s.Ref, '/')+1:])
		return template.HTML(`<a href="#` + name + `">` + name + `</a>`) //nolint:gosec // the name is escaped
	case s.Type == huma.TypeArray:
		return "list of " + docsTypeOf(s.Items)
	case len(s.Enum) > 0:
		words := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			words[i] = esc(fmt.Sprint(v))
		}
		return template.HTML(strings.Join(words, ", ")) //nolint:gosec // the words are escaped
	}
	text := s.Type
	if s.Format == "date-time" {
		text = "time (RFC 3339)"
	}
	if s.Nullable {
		text += " or null"
	}
	return template.HTML(esc(text)) //nolint:gosec // escaped
}
