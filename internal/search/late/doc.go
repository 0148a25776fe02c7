// Package late compares a question with a text token by token: late
// interaction, as ColBERT calls it (Khattab and Zaharia, SIGIR 2020). One vector
// for a whole passage tells what it is about; the vectors of its tokens tell
// whether it says each thing that is asked, and where.
//
// A Reading is what a reader that was learned makes of both (embed.Model.Answers).
//
// It is pure. Vectors have unit length, so that a dot product is a cosine.
package late
