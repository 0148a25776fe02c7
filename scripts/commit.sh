#!/bin/sh
# Prints the commit that is checked out, twelve digits, from .git/HEAD and the
# refs alone: an image is built without git's objects. Without them it prints
# "image".
set -eu
git=${1:-.git}
say() {
	printf '%.12s\n' "$1"
	exit 0
}
head=$(cat "$git/HEAD" 2>/dev/null) || say image
case $head in
"ref: "*) ref=${head#ref: } ;;
*) say "$head" ;;
esac
[ ! -f "$git/$ref" ] || say "$(cat "$git/$ref")"
if [ -f "$git/packed-refs" ]; then
	while read -r id name; do
		[ "$name" != "$ref" ] || say "$id"
	done <"$git/packed-refs"
fi
say image
