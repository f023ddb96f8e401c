#!/bin/sh
# Lo que hace falta para las imágenes de los README: Chromium, pngquant y las letras.
set -eu
aqui=$(dirname "$0")
falta=
command -v pngquant >/dev/null || falta="$falta pngquant"
[ -x /usr/bin/chromium ] || falta="$falta chromium"
for letra in jetbrains-mono inter; do
    dpkg -s "fonts-$letra" >/dev/null 2>&1 || falta="$falta fonts-$letra"
done
# shellcheck disable=SC2086 # son varios paquetes
[ -z "$falta" ] || "$aqui/paquetes.sh" "falta algo para hacer las imágenes" $falta
