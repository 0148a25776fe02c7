#!/bin/sh
# Builds the front end into web/static/dist when what it is made of has changed:
# told by content, so a fresh checkout or a touched file builds nothing anew.
set -eu
cd "$(dirname "$0")/../web"
[ -f package.json ] || exit 0

lock=$(sha256sum package.json package-lock.json)
# Tailwind finds its classes in the pages' templates and Go code.
sources=$(find . \( -path ./node_modules -o -path ./static/dist \) -prune -o -type f \
	\( -name '*.templ' -o -name '*.go' -o -name '*.css' -o -name '*.js' -o -name '*.ts' -o -name '*.mjs' -o -name '*.json' -o -name '*.svg' -o -name '*.txt' -o -name '*.png' -o -name '*.webmanifest' \) \
	! -name '*_test.go' ! -name '*_templ.go' -print | LC_ALL=C sort | xargs -d '\n' sha256sum)
want=$(printf '%s' "$sources" | sha256sum)
stamp=static/dist/.built-from

if [ -f $stamp ] && [ "$(cat $stamp)" = "$want" ]; then
	exit 0
fi
if ! [ -f node_modules/.studyapp-lock ] || [ "$(cat node_modules/.studyapp-lock)" != "$lock" ]; then
	echo "assets: fetching the front end's packages"
	npm_config_update_notifier=false npm ci --no-audit --no-fund --loglevel=error
	printf '%s' "$lock" >node_modules/.studyapp-lock
fi
echo "assets: building the front end"
npm run --silent build
[ -e static/dist/.gitkeep ] || : >static/dist/.gitkeep
printf '%s' "$want" >$stamp
