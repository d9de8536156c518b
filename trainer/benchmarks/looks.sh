#!/usr/bin/env bash
# Whether a VGG that learned a film's looks teaches painting better than one that did not: three nets, that differ by nothing but the
# weights that judged them, paint the same plain pictures, and looks.py says what of the looks arrived.
#
#     looks.sh FILM SCENES.csv PLAIN_FILM PHOTOS_FOLDER VGG.safetensors FOLDER
#
# The weights: VGG's own, the same after finetune, and finetune's from random ones. What is in FOLDER already is not made again.
# Environment: EPOCHS (5), SIZE (128) and VARIANTS (2) of finetune, PICTURES (1500) that each net learns from, EVERY (0.5s),
# PYTHON (python3; any that has torch and cv2); TRAINER and PLAYER, the launchers.
set -euo pipefail
if [ $# -ne 6 ]; then
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
film=$1 scenes=$2 plain=$3 photos=$4 vgg=$5 work=$6
here=$(cd "$(dirname "$0")" && pwd -P)
trainer=${TRAINER:-$here/../../bin/brushstream-trainer}
player=${PLAYER:-$here/../../bin/brushstream}
mkdir -p "$work"

[ -d "$work/frames" ] || "$trainer" frames --input "$film" --scenes "$scenes" --every "${EVERY:-0.5s}" --output "$work/frames"
[ -d "$work/plain" ] || "$trainer" frames --input "$plain" --scenes "$scenes" --every "${EVERY:-0.5s}" --output "$work/plain"

tune() { # NAME OPTION...
    local name=$1
    shift
    [ -f "$work/$name.safetensors" ] || "$trainer" finetune --frames "$work/frames" --vgg "$vgg" --size "${SIZE:-128}" \
        --variants "${VARIANTS:-2}" --epochs "${EPOCHS:-5}" --held-out 0.25 --output "$work/$name.safetensors" "$@"
}
tune fine
tune random --from-random --learning-rate 1e-4
tune head --freeze-to relu5_4 # learns nothing but to classify by VGG's own features
[ -f "$work/own.safetensors" ] || cp "$vgg" "$work/own.safetensors"

python=${PYTHON:-python3}
split=$work/fine-tuning/split.csv
styles=()
while read -r style; do
    styles+=(--style "$style")
done < <("$python" "$here/looks.py" styles "$work/frames" "$split")

# Plain pictures of scenes that no classifier saw, and that no style was taken from.
if [ ! -d "$work/held-out" ]; then
    mkdir -p "$work/held-out.part"
    "$python" "$here/looks.py" plain "$work/frames" "$split" "$work/plain" | xargs -d '\n' cp -t "$work/held-out.part"
    mv "$work/held-out.part" "$work/held-out"
fi

for judge in own fine random; do
    [ -f "$work/net-$judge.onnx" ] || "$trainer" train "${styles[@]}" --content "$photos" --vgg "$work/$judge.safetensors" \
        --photos "${PICTURES:-1500}" --output "$work/net-$judge.onnx"
    for look in "$work"/frames/*/; do
        name=$(basename "$look")
        mkdir -p "$work/painted-$judge/$name"
        for picture in "$work"/held-out/*; do
            painted=$work/painted-$judge/$name/$(basename "${picture%.*}").png
            [ -f "$painted" ] || "$player" render "$picture" --model "$work/net-$judge.onnx" --style "$name" \
                --output "$painted"
        done
    done
done

"$python" "$here/looks.py" judge "$split" --vgg "$vgg" --plain "$work/held-out" \
    --judge "VGG's own features=$work/head.safetensors,$work/head-tuning/head.safetensors" \
    --judge "fine-tuned ones=$work/fine.safetensors,$work/fine-tuning/head.safetensors" \
    --painted "by VGG's own weights=$work/painted-own" --painted "by fine-tuned ones=$work/painted-fine" \
    --painted "by ones from random=$work/painted-random"
