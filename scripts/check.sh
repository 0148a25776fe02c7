#!/bin/sh
# The checks of `make check` that are not tests. $1 is golangci-lint.
set -eu
cd "$(dirname "$0")/.."
golangci=$1
status=0
fail() {
	echo "check: $1" >&2
	status=1
}

unformatted=$(gofmt -l $(git ls-files '*.go'))
[ -z "$unformatted" ] || fail "gofmt would change: $unformatted"

# Generated code is committed; writing it anew must change nothing.
generated() { git ls-files '*_templ.go' | xargs -r sha256sum; }
before=$(generated)
go tool templ generate -log-level error -path web
[ "$before" = "$(generated)" ] || fail "*_templ.go was not current; it is now (make generate): commit it"
orphans=$(git ls-files --others --exclude-standard '*_templ.go')
[ -z "$orphans" ] || fail "generated but not committed: $orphans"

"$golangci" run ./... || fail "golangci-lint found something"

if docker compose version >/dev/null 2>&1; then
	docker compose config --quiet || fail "docker-compose.yml is not valid"
else
	echo "check: docker compose is not here; docker-compose.yml was not checked"
fi

for script in $(git ls-files '*.sh' .ci/run); do
	case $(head -n 1 "$script") in
	*bash*) bash -n "$script" || fail "$script" ;;
	*) sh -n "$script" || fail "$script" ;;
	esac
done
[ $status -ne 0 ] || echo "check: format, lint, generated code and scripts are in order"
exit $status
