package grid

// Closing reports whether a text belongs to the figure before it.
func Closing(s string) bool {
	switch s {
	case "%", ")", ")%", "%)":
		return true
	}
	return false
}

// Sign reports whether a text belongs to the figure behind it.
func Sign(s string) bool {
	switch s {
	case "$", "€", "£", "¥", "US$", "(", "$ (", "$(":
		return true
	}
	return false
}
