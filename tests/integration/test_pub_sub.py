"""Lo propio de pub_sub: nadie guarda nada para quien no está, y lo fallido no se repite."""


def test_sin_nadie_suscrito_la_tarea_vuelve_y_no_se_repite(servicio):
    productor = servicio("producer", MODO="pub_sub", TAREAS="2")

    assert productor.estado() == 0
    dicho = productor.dice()
    assert dicho.count("0 suscriptores") == 2
    assert "[producer] 0 tareas enviadas y confirmadas · 2 devueltas" in dicho


def test_lo_fallido_se_dice_y_no_se_repite(servicio):
    worker = servicio("worker", MODO="pub_sub", FALLOS="1")
    worker.esperar("listo")

    servicio("producer", MODO="pub_sub", TAREAS="3")

    dicho = worker.esperar("-0003 · fallo simulado · no se repite")
    assert dicho.count("] recibida ") == dicho.count("] fallida ") == 3
    assert "completada" not in dicho


def test_con_nivel_warning_solo_sale_lo_que_no_fue_bien(servicio):
    worker = servicio("worker", MODO="pub_sub", FALLOS="0.5", SEMILLA="1", NIVEL_LOG="warning")
    productor = servicio("producer", MODO="pub_sub", TAREAS="20", INTERVALO="0.1")

    worker.esperar("fallo simulado")
    productor.senal()

    assert all("] fallida " in linea for linea in worker.dice().splitlines())


def test_si_una_cola_no_la_acepta_los_demas_no_la_reciben_dos_veces(servicio, conectar):
    admin = conectar("admin")
    worker = servicio("worker", MODO="pub_sub")
    worker.esperar("listo")
    llena = {"x-queue-type": "classic", "x-max-length": 0, "x-overflow": "reject-publish"}
    admin.queue_declare("llena", durable=True, arguments=llena)  # como la de un nodo muerto
    admin.queue_bind("llena", "distribuidor_tareas")

    productor = servicio("producer", MODO="pub_sub", TAREAS="3")

    assert productor.estado() == 0
    assert "[producer] 0 tareas enviadas y confirmadas · 3 sin confirmar" in productor.dice()
    assert worker.esperar("] completada ", veces=3).count("] recibida ") == 3
