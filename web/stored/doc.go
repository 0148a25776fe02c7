// Package stored sends the bytes that students put in, for pages and API alike,
// so that there is one place that decides what a browser may do with them:
// nothing of another's is ever run or drawn as a page of this server. It imports
// no other package of web.
package stored
