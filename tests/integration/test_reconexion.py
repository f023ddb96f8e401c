"""Cuánto se tarda en volver, y qué merece la pena esperar."""


def test_al_principio_se_prueba_varias_veces_por_segundo(servicio, broker, intermediario):
    intermediario.fuera = True
    servicio("monitor", RABBIT_PORT=intermediario.puerto)  # los demás abren dos conexiones

    broker.esperar(lambda: intermediario.veces >= 10, 8)  # con pausas de 0,1 a 0,5 s: unos 3


def test_si_no_caben_mas_conexiones_se_espera_a_que_quepan(servicio, broker, vhost):
    limite = f"vhost-limits/{vhost}/max-connections"
    broker.api(limite, "PUT", {"value": 0})
    procesos = [servicio(quien, TAREAS="1") for quien in ("producer", "worker")]
    for proceso in procesos:
        proceso.esperar("(no caben más conexiones: el vhost o el usuario tienen un límite)")

    broker.api(limite, "DELETE")

    procesos[0].esperar("1 tareas enviadas y confirmadas")
    procesos[1].esperar("] completada ")


def test_un_vhost_parado_se_espera(servicio, broker, vhost):
    para = f'rabbit_vhost_sup_sup:stop_and_delete_vhost(<<"{vhost}">>).'
    broker.dentro("rabbitmq", "rabbitmqctl", "-q", "eval", para)
    procesos = [servicio(quien, TAREAS="1") for quien in ("producer", "worker")]
    for proceso in procesos:
        proceso.esperar("esperando a RabbitMQ")

    broker.dentro("rabbitmq", "rabbitmqctl", "-q", "restart_vhost", "-p", vhost)

    procesos[0].esperar("1 tareas enviadas y confirmadas")
    procesos[1].esperar("] completada ")
