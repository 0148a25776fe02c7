// Package ui holds the components that pages are put together from: the frame
// with its navigation, fields, dialogs, document rows, citations, ratings.
//
// Components draw what they are given; they load nothing and know no service.
// What they say stands in words.go, or in package words where pages say it too;
// how they look comes from static/css. It
// imports words, static and templ alone.
package ui
