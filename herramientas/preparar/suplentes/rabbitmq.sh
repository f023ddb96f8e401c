# Lo que hace las veces de rabbitmq:4.3-management: Debian forky trae rabbitmq-server 4.3.
# shellcheck shell=sh disable=SC2034,SC2154
DEBIAN=forky
# PATH: el rabbitmq-server de /usr/sbin es una envoltura que manda el registro a un archivo y, como
# PID 1, no atiende a SIGTERM; el de /usr/lib/rabbitmq/bin se porta como el de la imagen oficial.
CAMBIOS='ENV PATH=/usr/lib/rabbitmq/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV RUNNING_UNDER_SYSTEMD=true HOME=/var/lib/rabbitmq RABBITMQ_DATA_DIR=/var/lib/rabbitmq LANG=C.UTF-8
VOLUME /var/lib/rabbitmq
EXPOSE 4369 5671 5672 15671 15672 15691 15692 25672
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["rabbitmq-server"]'

dentro() {
    en_raiz groupadd --system --gid 999 rabbitmq # los números de la imagen oficial
    en_raiz useradd --system --uid 999 --gid 999 --home-dir /var/lib/rabbitmq --shell /bin/bash rabbitmq
    instala rabbitmq-server ca-certificates
    # El de la imagen oficial solo hace algo más como root, y el taller corre siempre como rabbitmq.
    printf '#!/bin/sh\nexec "$@"\n' >"$raiz/usr/local/bin/docker-entrypoint.sh"
    chmod 755 "$raiz/usr/local/bin/docker-entrypoint.sh"
    mkdir -p "$raiz/etc/rabbitmq/conf.d"
    printf 'loopback_users.guest = false\nlog.console = true\n' \
        >"$raiz/etc/rabbitmq/conf.d/10-defaults.conf"
    echo '[rabbitmq_management,rabbitmq_prometheus].' >"$raiz/etc/rabbitmq/enabled_plugins"
    en_raiz chown -R rabbitmq:rabbitmq /etc/rabbitmq /var/lib/rabbitmq /var/log/rabbitmq
    rm -rf "$raiz"/var/lib/rabbitmq/* "$raiz/var/lib/rabbitmq/.erlang.cookie" "$raiz"/var/log/rabbitmq/*
}
