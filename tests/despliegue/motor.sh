#!/bin/sh
# Este script corre un Docker Engine como si estuviera en otra máquina, con su red, sus procesos y
# sus montajes (lo llama motor.py con unshare): su disco es la carpeta $1, y se le habla por
# $1/docker.sock, que puede abrir el grupo $2. Es el proceso 1 de esa máquina. Si lee «apaga», apaga
# el motor y acaba; si lee otra cosa, o se queda sin quien le escriba, acaba sin más, y el sistema
# mata todo lo que corre en ella: es un corte de corriente.
set -eu
exec >>"$1/motor.log" 2>&1
umount -a -t overlay,nsfs || true # copias de los montajes del motor de la máquina, que le estorbarían
mount -t tmpfs tmpfs /run # sin el containerd de la máquina, y vacío como tras un reinicio
ip link set lo up
echo '{}' >/run/daemon.json
dockerd --config-file /run/daemon.json --host "unix://$1/docker.sock" --group "$2" \
    --data-root "$1/datos" --exec-root /run/docker --pidfile /run/docker.pid \
    --exec-opt native.cgroupdriver=cgroupfs &
read -r orden || true
[ "$orden" != apaga ] || { kill $! && wait $!; }
