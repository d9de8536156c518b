#!/usr/bin/env bash
# Our training step against the usual PyTorch one, in turns, since machines are faster at one time than at another:
#
#     compare.sh STYLE.jpg PHOTOS_FOLDER VGG.safetensors [more options of brushstream-trainer train]
#
# Environment: ROUNDS (3), STEPS of each run (20), THREADS (all processors), SIZE (256), PYTHON (python3; any that has torch).
set -euo pipefail
if [ $# -lt 3 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
style=$1 photos=$2 vgg=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd -P)
trainer=$here/../../bin/brushstream-trainer
rounds=${ROUNDS:-3} steps=${STEPS:-20} size=${SIZE:-256}
export OMP_NUM_THREADS=${THREADS:-$(getconf _NPROCESSORS_ONLN)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rate() { # LOG: the last "N images/s" in it
    grep -oE '[0-9]+\.[0-9]+ images/s' "$1" | tail -n 1 | cut -d ' ' -f 1 | grep . || {
        echo "No images/s were printed; this was:" >&2
        tail -n 5 "$1" >&2
        return 1
    }
}

theirs() {
    "${PYTHON:-python3}" "$here/step.py" --steps "$steps" --size "$size" --batch 4 >"$work/theirs.log"
    rate "$work/theirs.log"
}

# With one style, without the stability term: what the other recipe learns, too.
ours() {
    rm -rf "$work/model"*
    "$trainer" train --style "$style" --content "$photos" --vgg "$vgg" --output "$work/model.onnx" \
        --width 1 --size "$size" --batch 4 --photos $((4 * steps)) --stability 0 "$@" >"$work/ours.log" 2>&1 ||
        { tail -n 5 "$work/ours.log" >&2; return 1; }
    rate "$work/ours.log"
}

"$trainer" --version >/dev/null # builds it, if need be, before anything is timed
echo "$OMP_NUM_THREADS threads, $size px, batch 4, $steps steps a run"
for round in $(seq "$rounds"); do
    a=$(theirs)
    b=$(ours "$@")
    ratio=$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.3f", b / a }')
    echo "$ratio" >>"$work/ratios"
    echo "round $round: PyTorch $a images/s, Brushstream $b images/s, ratio $ratio"
done
sort -n "$work/ratios" | awk '{ value[NR] = $1 } END {
    printf "median ratio %.2f\n", NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'
