#!/bin/sh
# Este script quita la pila, sus secrets y su volumen, y espera a que no quede nada. El Swarm y las
# imágenes siguen.
set -eu
PILA="${PILA:-taller}"
docker stack rm "$PILA"
suyos() { docker ps -aq --filter "label=com.docker.stack.namespace=$PILA"; }
for _ in $(seq 300); do
    [ -n "$(suyos)" ] || break
    sleep 0.2
done
for secreto in $(docker secret ls -q --filter "name=${PILA}_CLAVE_"); do
    docker secret rm "$secreto" >/dev/null
done
for volumen in $(docker volume ls -q --filter "label=com.docker.stack.namespace=$PILA"); do
    docker volume rm "$volumen" >/dev/null
done
for nodo in $(docker node ls -q --filter "node.label=datos-$PILA=si"); do
    docker node update --label-rm "datos-$PILA" "$nodo" >/dev/null
done
