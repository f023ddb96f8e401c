#!/bin/sh
# Deja listos Docker Engine y compose. Un Docker que ya responde se usa como está;
# en Debian y como root se instala y se arranca lo que falte, diciéndolo.
set -eu
aqui=$(dirname "$0")

falla() {
    echo "✗ $*" >&2
    exit 1
}

arranca() {
    if [ -d /run/systemd/system ]; then
        echo "· se arranca el servicio docker (systemctl start docker)"
        systemctl start docker || falla "docker no arranca: journalctl -u docker dice por qué"
    else
        echo "· no hay sistema de arranque: se lanza dockerd aparte (registro: /var/log/dockerd.log)"
        setsid nohup dockerd >>/var/log/dockerd.log 2>&1 </dev/null &
    fi
    timeout 30 sh -c "until docker info >/dev/null 2>&1; do sleep 0.2; done" && return
    tail -n 15 /var/log/dockerd.log >&2 2>/dev/null || true
    falla "dockerd no responde tras 30 s: su registro está en /var/log/dockerd.log"
}

if ! docker info >/dev/null 2>&1; then
    command -v dockerd >/dev/null || "$aqui/paquetes.sh" "no hay Docker Engine en esta máquina" \
        docker.io docker-compose iptables ca-certificates
    # En Debian 13 el cliente es un paquete aparte.
    command -v docker >/dev/null || "$aqui/paquetes.sh" "no hay cliente de Docker" docker-cli
    [ "$(id -u)" = 0 ] || falla "Docker no responde a tu usuario: arráncalo (sudo systemctl start" \
        "docker) y entra en su grupo (sudo usermod -aG docker $(id -un), nueva sesión)," \
        "o repite la orden como root"
    docker info >/dev/null 2>&1 || arranca
fi
"$aqui/compose.sh" version >/dev/null 2>&1 ||
    "$aqui/paquetes.sh" "no hay compose en esta máquina" docker-compose
