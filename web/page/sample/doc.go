// Package sample is the sample document that a newcomer can try: the button that
// puts it in, the questions to ask it, and the button that takes it out. Today
// and courses show it; its own addresses begin with /sample.
package sample
