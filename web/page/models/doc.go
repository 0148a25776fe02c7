// Package models is what pages say about the search model and the language
// model: the banner where one is missing, and its line in Getting ready and on
// the page of admins.
package models
