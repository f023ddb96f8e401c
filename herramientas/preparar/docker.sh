#!/bin/sh
# Deja listos Docker Engine y compose. Un Docker que ya responde se usa como está. Donde el motor es
# el de Docker Desktop, se pide abrirlo; en los demás sitios, si es Debian o Ubuntu y se es root, se
# instala y se arranca lo que falte, diciéndolo.
set -eu
aqui=$(dirname "$0")
PATH=$PATH:/usr/sbin:/sbin # ahí está en Debian dockerd, y no todos los usuarios miran ahí

falla() {
    echo "✗ $*" >&2
    exit 1
}

hay() { command -v "$1" >/dev/null; }

pide_abrirlo() { # si el motor de esta máquina es el de Docker Desktop: nunca se instala otro
    abre="Docker no responde: abre Docker Desktop, espera a que arranque y repite la orden"
    case $(uname -sr) in
        Linux*[Mm]icrosoft*) hay dockerd || falla "$abre. En WSL tiene que estar activado para esta" \
            "distribución (Settings, Resources, WSL integration): docs/instalar.md" ;;
        # Docker Desktop no corre como root; con root y solo el cliente, falta el motor
        Linux*) ! hay docker || hay dockerd || [ "$(id -u)" = 0 ] ||
            falla "$abre (o arranca el motor que uses)" ;;
        *) falla "$abre (si no lo tienes: docs/instalar.md)" ;;
    esac
}

arranca() {
    if [ -d /run/systemd/system ]; then
        echo "· se arranca el servicio docker (systemctl start docker)"
        systemctl start docker || falla "docker no arranca: journalctl -u docker dice por qué"
    else
        echo "· no hay sistema de arranque: se lanza dockerd aparte (registro: /var/log/dockerd.log)"
        setsid nohup dockerd >>/var/log/dockerd.log 2>&1 </dev/null &
    fi
    for _ in $(seq 150); do
        ! docker info >/dev/null 2>&1 || return 0
        sleep 0.2
    done
    tail -n 15 /var/log/dockerd.log >&2 2>/dev/null || true
    falla "dockerd no responde tras 30 s: su registro está en /var/log/dockerd.log"
}

listas() { # al día, para saber qué paquetes hay: paquetes.sh ya no las pide otra vez
    [ -n "${LISTAS:-}" ] || [ "$(id -u)" != 0 ] || ! apt-get -qq update >/dev/null 2>&1 ||
        export LISTAS=al-dia
}

el_compose() { # su paquete; en Ubuntu 24.04, docker-compose es un 1.29 que no arranca con su Python
    apt-cache show docker-compose-v2 2>/dev/null | grep -q '^Package:' && echo docker-compose-v2 ||
        echo docker-compose
}

if ! docker info >/dev/null 2>&1; then
    pide_abrirlo
    hay dockerd || listas
    hay dockerd || "$aqui/paquetes.sh" "no hay Docker Engine en esta máquina" \
        docker.io "$(el_compose)" iptables ca-certificates
    # En Debian 13 el cliente es un paquete aparte.
    hay docker || "$aqui/paquetes.sh" "no hay cliente de Docker" docker-cli
    [ "$(id -u)" = 0 ] || falla "Docker no responde a tu usuario: arráncalo (sudo systemctl start" \
        "docker) y entra en su grupo (sudo usermod -aG docker $(id -un), nueva sesión)," \
        "o repite la orden como root"
    docker info >/dev/null 2>&1 || arranca
fi
dicho=$("$aqui/compose.sh" version 2>&1) || {
    porque="no hay compose en esta máquina"
    case $dicho in *distutils*)
        porque="su docker-compose no arranca (No module named 'distutils') y hace falta otro" ;;
    esac
    listas
    "$aqui/paquetes.sh" "$porque" "$(el_compose)"
}
