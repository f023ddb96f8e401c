#!/bin/sh
# Deja en la máquina las dos imágenes públicas de las que parte el taller: la que falta se baja. Si
# su registro no se alcanza, hace sus veces un suplente de paquetes de Debian, con nombre propio:
# otro proyecto que pida la oficial no puede encontrárselo. Cuáles se usan lo dice
# .cache/suplentes.env, que leen los demás guiones; la oficial se intenta bajar cada vez.
set -eu
cd "$(dirname "$0")/.."
usados=.cache/suplentes.env
mkdir -p .cache
: >"$usados.nuevo"

pedida() { # la imagen que dice una variable, del entorno o de .env; si no, la oficial
    dicha=$(printenv "$1" || sed -n "s/^$1=//p" .env 2>/dev/null | tail -n 1 | tr -d "\"'")
    echo "${dicha:-$2}"
}

asegura() { # variable, imagen oficial, receta de su suplente
    imagen=$(pedida "$1" "$2") suplente=taller/suplente-$3
    # El taller llegó a poner a sus suplentes el nombre de la oficial: eso se deshace.
    [ -z "$(docker image inspect -f '{{index .Config.Labels "taller.suplente"}}' "$2" 2>/dev/null)" ] ||
        { docker tag "$2" "$suplente" && docker rmi -f "$2" >/dev/null; }
    ! docker image inspect "$imagen" >/dev/null 2>&1 || return 0
    echo "· falta la imagen $imagen: se baja de su registro"
    error=$(docker pull -q "$imagen" 2>&1 >/dev/null) && return
    echo "· no se pudo: $(echo "$error" | tail -n 1)"
    echo "· hace sus veces $suplente, de paquetes de Debian (make limpia lo borra)"
    docker image inspect "$suplente" >/dev/null 2>&1 || preparar/suplente.sh "$suplente" "$3"
    echo "export $1=$suplente" >>"$usados.nuevo"
}

asegura IMAGEN_PYTHON python:3.13-slim python
asegura IMAGEN_RABBITMQ rabbitmq:4.3-management rabbitmq
mv "$usados.nuevo" "$usados"
