#!/bin/sh
# Deja en la máquina las dos imágenes públicas de las que parte el taller, o las que digan en su
# lugar IMAGEN_PYTHON e IMAGEN_RABBITMQ: la que falta se baja. Si no se alcanza el registro de una
# pública, hace sus veces un suplente de paquetes de Debian, con nombre propio: otro proyecto que
# pida la pública no puede encontrárselo; y cada vez se intenta otra vez bajarla. Cuáles se usan lo
# dice .cache/imagenes.env, que leen los demás scripts.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p .cache
usadas=$(mktemp .cache/imagenes.XXXXXX)
trap 'rm -f "$usadas"' EXIT

pedida() { # la imagen que dice una variable, del entorno o de .env; si no, la pública
    dicha=$(printenv "$1" || sed -n "s/^$1=//p" .env 2>/dev/null | tail -n 1 | tr -d "\"'")
    case "$dicha" in "" | taller/suplente-*) echo "$2" ;; *) echo "$dicha" ;; esac
}

asegura() { # variable, imagen pública, receta de su suplente
    imagen=$(pedida "$1" "$2") suplente=taller/suplente-$3
    # El taller llegó a poner a sus suplentes el nombre de la pública: eso se deshace.
    [ -z "$(docker image inspect -f '{{index .Config.Labels "taller.suplente"}}' "$2" 2>/dev/null)" ] ||
        { docker tag "$2" "$suplente" && docker rmi -f "$2" >/dev/null; }
    if ! docker image inspect "$imagen" >/dev/null 2>&1; then
        echo "· falta la imagen $imagen: se baja de su registro"
        if ! error=$(docker pull -q "$imagen" 2>&1 >/dev/null); then
            echo "· no se pudo: $(echo "$error" | tail -n 1)"
            [ "$imagen" = "$2" ] ||
                { echo "✗ $1=«$imagen» no se puede bajar: quita $1 o corrige el nombre" >&2; exit 1; }
            docker image inspect "$suplente" >/dev/null 2>&1 || herramientas/preparar/suplente.sh "$suplente" "$3"
            echo "· hace sus veces $suplente, de paquetes de Debian (make limpia lo borra)"
            imagen=$suplente
        fi
    fi
    echo "export $1=$imagen" >>"$usadas"
}

asegura IMAGEN_PYTHON python:3.13-slim python
asegura IMAGEN_RABBITMQ rabbitmq:4.3-management rabbitmq
chmod 644 "$usadas"
mv "$usadas" .cache/imagenes.env
