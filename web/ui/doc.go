// Package ui holds the components that pages are put together from: the frame
// with its navigation, fields, dialogs, document rows, citations, ratings.
//
// Components draw what they are given; they load nothing and know no service.
// What they say comes from package words, how they look from static/css. It
// imports words, static and templ alone.
package ui
