#!/usr/bin/env bash
# The whole benchmark on the processor and on the NVIDIA card of this machine:
#
#     gpu.sh [FILE.json] [more options of brushstream bench]
#
# Builds Brushstream with -Pcuda, which downloads 640 MB the first time. Needs an NVIDIA driver, CUDA 12 and cuDNN 9.
# FILE.json is gpu.json if it is not given; beside it come the same name with .md and .png.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
json=gpu.json
case "${1:-}" in
    -h | --help)
        sed -n '2,7s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    -* | '') ;;
    *)
        json=$1
        shift
        ;;
esac

need() { # WHAT SENTENCE
    echo "$1 is missing: $2" >&2
    exit 1
}

# Whether the loader finds a library: in its cache or in LD_LIBRARY_PATH.
has_library() { # NAME
    local folders folder
    if { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true; } | grep -F "$1" >/dev/null; then
        return
    fi
    IFS=: read -r -a folders <<<"${LD_LIBRARY_PATH:-}"
    for folder in ${folders[@]+"${folders[@]}"}; do
        [ -n "$folder" ] && [ -e "$folder/$1" ] && return
    done
    return 1
}

[ "$(uname -sm)" = 'Linux x86_64' ] ||
    need 'ONNX Runtime for CUDA' "it is built for Linux and Windows on x64 only, and this script runs on Linux."
command -v nvidia-smi >/dev/null ||
    need nvidia-smi "install the driver of your NVIDIA card, which brings it; without a card run bin/brushstream bench."
# Not -q: nvidia-smi would find its pipe closed, and count as failed.
nvidia-smi -L 2>/dev/null | grep '^GPU ' >/dev/null ||
    need 'a card' "nvidia-smi lists none; check that the driver is loaded and that this machine, or container, may use it."
has_library libcudart.so.12 && has_library libcublas.so.12 ||
    need 'CUDA 12' "install its runtime and cuBLAS (libcudart.so.12, libcublas.so.12), or name their folder in LD_LIBRARY_PATH."
has_library libcudnn.so.9 ||
    need 'cuDNN 9' "install libcudnn.so.9, or name its folder in LD_LIBRARY_PATH."

export BRUSHSTREAM_MAVEN_OPTIONS="${BRUSHSTREAM_MAVEN_OPTIONS:-} -Pcuda"
# Ctrl-C ends the benchmark with the rounds there are, so tee has to outlive it.
"$root/bin/brushstream" bench --devices cpu,cuda --json "$json" --plot "${json%.json}.png" "$@" | tee -i "${json%.json}.md"
