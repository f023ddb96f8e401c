#!/bin/sh
# Construye con paquetes de Debian el suplente de una imagen pública: suplente.sh NOMBRE RECETA
# De la receta (suplentes/RECETA.sh) salen la versión de Debian (DEBIAN), lo que se instala (dentro)
# y con qué configuración se guarda (CAMBIOS, como las líneas de un Dockerfile).
set -eu
imagen=$1

falla() {
    echo "✗ $imagen: $*" >&2
    exit 1
}

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
    falla "hace falta ser root en Debian; o baja la imagen en una máquina con acceso al registro"
registro=$(mktemp)
raiz=$(mktemp -d /var/tmp/taller.XXXXXX)
limpia() {
    umount "$raiz/proc" 2>/dev/null || true
    rm -rf --one-file-system "$raiz"
}
trap limpia EXIT

. "$(dirname "$0")/suplentes/$2.sh"
espejo=$("$(dirname "$0")/espejo.sh")

en_raiz() { chroot "$raiz" env DEBIAN_FRONTEND=noninteractive "$@"; }
instala() {
    en_raiz apt-get -qq -o Acquire::Check-Valid-Until=false update
    en_raiz apt-get -qq install -y --no-install-recommends "$@"
}

construye() {
    command -v debootstrap >/dev/null || { apt-get update && apt-get install -y debootstrap; }
    debootstrap --variant=minbase "$DEBIAN" "$raiz" "$espejo" /usr/share/debootstrap/scripts/sid
    printf '#!/bin/sh\nexit 101\n' >"$raiz/usr/sbin/policy-rc.d" # nada se arranca al instalar
    chmod +x "$raiz/usr/sbin/policy-rc.d"
    mount -t proc proc "$raiz/proc"
    dentro
    umount "$raiz/proc"
    rm -rf "$raiz"/var/lib/apt/lists/* "$raiz"/var/cache/apt/* "$raiz/usr/share/doc" \
        "$raiz/usr/share/man" "$raiz/usr/share/locale" "$raiz/usr/sbin/policy-rc.d"
    tar -C "$raiz" -c . |
        docker import -c "LABEL taller.suplente=debian-$DEBIAN" -c "$CAMBIOS" - "$imagen"
}

(set -e; construye) >"$registro" 2>&1 || {
    tail -n 20 "$registro" >&2
    falla "no se pudo construir (registro: $registro)"
}
rm -f "$registro"
echo "· $imagen, construido con Debian $DEBIAN"
