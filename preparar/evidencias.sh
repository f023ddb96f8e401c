#!/bin/sh
# Deja en la máquina lo que hace falta para las imágenes de los README: Chromium, pngquant y las
# letras. En Debian y como root instala lo que falte, diciéndolo.
set -eu

falta=
command -v pngquant >/dev/null || falta="$falta pngquant"
[ -x /usr/bin/chromium ] || falta="$falta chromium"
for letra in jetbrains-mono inter; do
    dpkg -s "fonts-$letra" >/dev/null 2>&1 || falta="$falta fonts-$letra"
done
[ -n "$falta" ] || exit 0

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
    echo "✗ para hacer las imágenes falta:$falta. Instálalo (en Debian: sudo apt-get install$falta)" \
        "o repite la orden como root" >&2
    exit 1
}
echo "· para hacer las imágenes se instala de los paquetes de la distribución:$falta"
registro=$(mktemp)
# shellcheck disable=SC2086 # son varios paquetes
{ apt-get -o DPkg::Lock::Timeout=300 update &&
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y \
        --no-install-recommends --no-remove $falta; } >"$registro" 2>&1 || {
    tail -n 20 "$registro" >&2
    echo "✗ apt-get no pudo instalarlo (registro: $registro)" >&2
    exit 1
}
rm -f "$registro"
