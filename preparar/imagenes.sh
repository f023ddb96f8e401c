#!/bin/sh
# Deja en la máquina las dos imágenes públicas de las que parte el taller. La que falta se baja;
# si su registro no se alcanza, se construye un suplente con paquetes de Debian, con la etiqueta
# taller.suplente (make limpia lo borra).
set -eu
aqui=$(dirname "$0")

asegura() { # imagen, guion que construye su suplente
    docker image inspect "$1" >/dev/null 2>&1 && return
    echo "· falta la imagen $1: se baja de su registro"
    docker pull -q "$1" >/dev/null 2>&1 && return
    echo "· no se pudo bajar: se construye un suplente con paquetes de Debian (make limpia lo borra)"
    "$aqui/suplente.sh" "$1" "$2"
}

asegura python:3.13-slim python
asegura rabbitmq:4.3-management rabbitmq
