#!/bin/sh
# Lo que hace falta para las imágenes de los README: Chromium, pngquant y las letras.
set -eu
command -v pngquant >/dev/null && [ -x /usr/bin/chromium ] &&
    dpkg -s fonts-jetbrains-mono fonts-inter >/dev/null 2>&1 ||
    "$(dirname "$0")/paquetes.sh" "falta algo para hacer las imágenes" \
        pngquant chromium fonts-jetbrains-mono fonts-inter # los que ya están se quedan como están
