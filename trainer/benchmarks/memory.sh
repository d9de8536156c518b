#!/usr/bin/env bash
# Whether the memory of a training stays where it is:
#
#     memory.sh STYLE.jpg PHOTOS_FOLDER VGG.safetensors [more options of brushstream-trainer train]
#
# Environment: STEPS (2000), SIZE (96), WIDTH (0.25), BATCH (2), INTERVAL in seconds between two looks (10).
set -euo pipefail
if [ $# -lt 3 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
style=$1 photos=$2 vgg=$3
shift 3
trainer=$(cd "$(dirname "$0")" && pwd -P)/../../bin/brushstream-trainer
steps=${STEPS:-2000} size=${SIZE:-96} width=${WIDTH:-0.25} batch=${BATCH:-2}
work=$(mktemp -d)
pid=
stop() {
    if [ -n "$pid" ]; then
        kill "$pid" 2>/dev/null || true
        wait "$pid" || true # it saves where it stands, into the folder that goes now
    fi
    rm -rf "$work"
}
trap stop EXIT

"$trainer" --version >/dev/null # builds it, if need be
"$trainer" train --style "$style" --content "$photos" --vgg "$vgg" --output "$work/model.onnx" \
    --width "$width" --size "$size" --batch "$batch" --photos $((batch * steps)) "$@" >"$work/log" 2>&1 &
pid=$! # of Java itself: the launcher becomes it
while sleep "${INTERVAL:-10}" && kill -0 "$pid" 2>/dev/null; do
    ps -o rss= -p "$pid" >>"$work/rss" || true # KiB
done
status=0
wait "$pid" || status=$?
pid=
if [ "$status" != 0 ]; then
    tail -n 5 "$work/log" >&2
    exit "$status"
fi
[ -s "$work/rss" ] || { echo "The training ended before the first look; make INTERVAL shorter." >&2; exit 1; }
awk -v steps="$steps" '{ value[NR] = $1 / 1024; if (value[NR] > max) max = value[NR] } END {
    printf "%d steps, %d looks, MiB resident: first %.0f, a quarter on %.0f, half %.0f, last %.0f, most %.0f\n",
        steps, NR, value[1], value[int((NR + 3) / 4)], value[int((NR + 1) / 2)], value[NR], max }' "$work/rss"
