#!/bin/sh
# Un paquete de npm en una carpeta de .cache, si no está ya: carpeta, paquete, versión y para qué.
set -eu
cd "$(dirname "$0")/../.."
carpeta=.cache/$1 paquete=$2 version=$3

! grep -qs "\"version\": \"$version\"" "$carpeta/node_modules/$paquete/package.json" || exit 0
command -v npm >/dev/null || herramientas/preparar/paquetes.sh "no hay npm para $4" npm
echo "· se baja $paquete $version con npm, en $carpeta"
npm install --silent --no-audit --no-fund --no-save --prefix "$carpeta" "$paquete@$version" >/dev/null ||
    { echo "✗ npm no pudo bajar $paquete $version" >&2; exit 1; }
