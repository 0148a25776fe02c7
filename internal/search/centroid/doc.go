// Package centroid tells what the questions of a language have in common for a
// model of several languages. Its vectors lie together by language first and by
// meaning second: a question finds the texts of its own language before the one
// that answers. Without what the centroids differ in a question is nearly neutral
// (Libovický, Rosa and Fraser, "On the Language Neutrality of Pre-trained
// Multilingual Representations", Findings of EMNLP 2020).
package centroid
