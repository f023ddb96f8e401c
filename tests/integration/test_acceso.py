"""Lo que no se arregla esperando: estado 1 y una línea que dice la causa y el remedio."""

import pytest


@pytest.fixture(params=["producer", "worker"])
def quien(request):
    return request.param


def linea_de_error(proceso):
    assert proceso.estado() == 1
    dicho = proceso.dice()
    assert "Traceback" not in dicho
    assert dicho.count("\n") == 1
    return dicho


def test_una_clave_mala(servicio, quien):
    proceso = servicio(quien, RABBIT_PASS="otra-clave")

    dicho = linea_de_error(proceso)

    assert f"rechaza la clave del usuario «{quien}»: revisa RABBIT_USER y RABBIT_PASS" in dicho
    assert "otra-clave" not in dicho


def test_un_usuario_que_no_existe(servicio, quien):
    assert "rechaza la clave" in linea_de_error(servicio(quien, RABBIT_USER="nadie"))


def test_un_vhost_que_no_existe(servicio, quien):
    dicho = linea_de_error(servicio(quien, RABBIT_VHOST="otro"))

    assert "el vhost «otro» no existe" in dicho
    assert "revisa RABBIT_VHOST" in dicho


def test_un_permiso_que_falta(servicio, quien):
    dicho = linea_de_error(servicio(quien, RABBIT_USER="monitor", RABBIT_PASS="monitor"))

    assert "le falta un permiso" in dicho
    assert "rabbitmq/90-taller.conf" in dicho


def test_una_cola_que_existe_con_otros_argumentos(servicio, conectar, quien):
    conectar("admin").queue_declare(
        "tareas_distribuidas", durable=True, arguments={"x-queue-type": "classic"}
    )

    dicho = linea_de_error(servicio(quien))

    assert "ya existe con otros argumentos" in dicho
    assert "x-queue-type" in dicho  # cuál
    assert "Bórrala" in dicho  # y qué hacer


def test_un_exchange_que_existe_de_otro_tipo(servicio, conectar, quien):
    conectar("admin").exchange_declare("distribuidor_tareas", "topic")

    assert "ya existe con otros argumentos" in linea_de_error(servicio(quien, MODO="pub_sub"))


@pytest.mark.parametrize(
    ("variable", "valor", "espera"),
    [
        ("MODO", "otro", "pub_sub o work_queue"),
        ("RABBIT_PORT", "99999", "un puerto"),
        ("FALLOS", "1.5", "probabilidad"),
        ("COMPLEJIDAD", "5-1", "un rango"),
    ],
)
def test_un_ajuste_malo_acaba_con_2_antes_de_conectar(servicio, quien, variable, valor, espera):
    proceso = servicio(quien, **{variable: valor})

    assert proceso.estado() == 2
    dicho = proceso.dice()
    assert dicho.startswith(f"{variable}=«{valor}» no vale: se espera")
    assert espera in dicho
    assert dicho.count("\n") == 1
