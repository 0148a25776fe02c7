// Package ask is asking questions of documents: the conversation with its
// answers as they are written, where answers are looked for, and finding
// passages without a question. How an answer looks is package answerview.
//
// Its addresses begin with /ask and /search. Start reading at Mount.
package ask
