# Lo que hace las veces de python:3.13-slim: Debian trixie trae Python 3.13.
# shellcheck shell=sh disable=SC2034,SC2154
DEBIAN=trixie
CAMBIOS='ENV LANG=C.UTF-8
CMD ["python3"]'

dentro() {
    instala python3 python3-pip ca-certificates
    ln -s /usr/bin/python3 "$raiz/usr/local/bin/python"
    rm -f "$raiz"/usr/lib/python3*/EXTERNALLY-MANAGED # como en la imagen oficial, pip instala
    # Si el pip de esta máquina necesita certificados propios, el suplente los lleva.
    certificados=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
    if [ -f "$certificados" ]; then
        cp "$certificados" "$raiz/etc/ssl/certs/ca-certificates.crt"
        CAMBIOS="$CAMBIOS
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt"
    fi
}
