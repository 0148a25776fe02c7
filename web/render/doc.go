// Package render turns what students and documents wrote into HTML that is
// safe to show: a page's text with its structure and marks (Page), and the
// Markdown of cards (Markdown, Cloze).
//
// Nothing of the input reaches the page as markup: Page escapes every
// character and draws only elements of its own, Markdown passes a sanitiser.
// Maths stays as its LaTeX source inside .math, which the browser's KaTeX
// draws. It imports ingest/extract for the spans and goldmark for Markdown.
package render
