package document

// Shares is shares, for tests from outside.
var Shares = shares
