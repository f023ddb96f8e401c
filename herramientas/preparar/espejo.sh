#!/bin/sh
# El espejo de Debian que usa apt en esta máquina para su propia versión.
set -eu
version=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
# shellcheck disable=SC2016 # $(RELEASE) y $(REPO_URI) son campos de apt, no de la shell
apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Identifier: Packages' |
    awk -v v="$version" '$1 == v { print $2; hallado = 1; exit } END { exit !hallado }' || {
    echo "✗ apt no tiene configurado ningún espejo de Debian" >&2
    exit 1
}
