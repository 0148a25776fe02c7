// Package admin is what those who look after the server see: its health, queues,
// dead letters, models and accounts, and what they do about them.
//
// Its addresses begin with /admin. Start reading at Mount.
package admin
