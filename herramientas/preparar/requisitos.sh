#!/bin/sh
# Fija con hashes las dependencias de los servicios, del panel y de las pruebas.
set -eu
cd "$(dirname "$0")/../.."
fija() { # de dónde (un archivo .in o la entrada), y a qué archivo
    echo "# Lo escribe \`make requisitos\`: versiones y, de cada archivo que vale, su hash." >"$2"
    .cache/pip-tools/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-header \
        --no-annotate --no-emit-index-url --no-emit-options -o - "$1" >>"$2"
}
fija comun/requirements.in comun/requirements.txt
fija panel/requirements.in panel/requirements.txt
fija herramientas/bench/requirements.in herramientas/bench/requirements.txt
python3 -c 'import tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' >.cache/dev.in
fija .cache/dev.in herramientas/requirements.txt
