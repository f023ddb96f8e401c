#!/bin/sh
# Construye una vez las cuatro imágenes de los servicios, con nombre: construye.sh NOMBRE VERSION
# deja NOMBRE_producer:VERSION, NOMBRE_worker:VERSION…
set -eu
cd "$(dirname "$0")/.."
[ ! -e .cache/suplentes.env ] || . .cache/suplentes.env # si los hay, los dejó imagenes.sh
for servicio in producer worker monitor panel; do
    # sin valor, --build-arg lo toma del entorno; si tampoco está ahí, vale el del Dockerfile
    dicho=$(docker build -q --build-arg IMAGEN_PYTHON --target "$servicio" -t "$1_$servicio:$2" . 2>&1) ||
        { echo "✗ no se construye $servicio: $dicho" >&2; exit 1; }
done
