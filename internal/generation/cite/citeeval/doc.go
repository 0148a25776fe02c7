// Package citeeval measures verdicts on pairs that people judged: how often
// "supported" is right, and how much of what is supported is recognised.
package citeeval
