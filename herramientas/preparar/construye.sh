#!/bin/sh
# Construye una vez las cinco imágenes del taller, con nombre: construye.sh NOMBRE VERSION
# deja NOMBRE_producer:VERSION, NOMBRE_worker:VERSION…
set -eu
cd "$(dirname "$0")/../.."
[ ! -e .cache/imagenes.env ] || . .cache/imagenes.env # lo deja imagenes.sh
[ -n "${IMAGEN_PYTHON:-}" ] || unset IMAGEN_PYTHON # así vale la del Dockerfile
export BUILDX_NO_DEFAULT_ATTESTATIONS=1 # por lo que dice compose.sh
for servicio in producer worker monitor panel herramientas; do
    dicho=$(docker build -q --build-arg IMAGEN_PYTHON --target "$servicio" -t "$1_$servicio:$2" . 2>&1) ||
        { echo "✗ no se construye $servicio: $dicho" >&2; exit 1; }
done
