#!/bin/sh
# Este script deja en despliegue/servidor/secretos una clave al azar por usuario (no se guardan en
# git). La que ya está se respeta: se puede repetir.
set -eu
umask 077
cd "$(dirname "$0")"
# Va antes de tocar nada: esas carpetas son de root. Las claves que sí están se quedan.
for hallado in secretos/*; do
    [ ! -d "$hallado" ] || {
        echo "✗ Docker ha creado carpetas en lugar de claves (un up antes que este script):" \
            "docker compose down, sudo find despliegue/servidor/secretos -type d -empty -delete" \
            "y repite" >&2
        exit 1
    }
done
mkdir -p secretos
chmod 700 secretos
cd secretos
for clave in CLAVE_ADMIN CLAVE_PRODUCER CLAVE_WORKER CLAVE_MONITOR CLAVE_PANEL CLAVE_HERRAMIENTAS; do
    [ -s "$clave" ] || od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$clave"
    # Los contenedores corren con otros usuarios, y tienen que poder leerla; a esta carpeta solo
    # entra su dueño.
    chmod 644 "$clave"
done
echo "· las claves están en despliegue/servidor/secretos"
