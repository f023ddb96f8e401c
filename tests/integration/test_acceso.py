"""Lo que no se arregla esperando: estado 1 y una línea que dice la causa y el remedio."""

import pytest


@pytest.fixture(params=["producer", "worker"])
def quien(request):
    return request.param


@pytest.fixture(params=["producer", "worker", "monitor"])
def cualquiera(request):
    return request.param


def linea_de_error(proceso):
    assert proceso.estado() == 1
    dicho = proceso.errores()
    assert proceso.dice() == dicho  # en stdout, nada
    assert "Traceback" not in dicho
    assert dicho.count("\n") == 1
    return dicho


def test_una_clave_mala_se_dice_y_no_se_insiste(servicio, intermediario, cualquiera):
    proceso = servicio(cualquiera, RABBIT_PORT=intermediario.puerto, RABBIT_PASS="otra-clave")

    dicho = linea_de_error(proceso)

    assert f"rechaza la clave del usuario «{cualquiera}»: revisa RABBIT_USER y RABBIT_PASS" in dicho
    assert "otra-clave" not in dicho
    assert 1 <= intermediario.veces <= 2  # la suya y la de los eventos


def test_un_usuario_que_no_existe(servicio, quien):
    assert "rechaza la clave" in linea_de_error(servicio(quien, RABBIT_USER="nadie"))


def test_un_usuario_mas_nuevo_que_el_volumen_se_dice_con_su_remedio(herramienta):
    hecho = herramienta("fallidas", RABBIT_USER="mas-nuevo")

    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert hecho.stderr.startswith("[fallidas] el broker rechaza la clave del usuario «mas-nuevo»")
    assert "make claves (o, sin make, docs/averias.md) los pone al día; docker" in hecho.stderr
    assert hecho.stderr.count("\n") == 1


def test_un_vhost_que_no_existe(servicio, cualquiera):
    dicho = linea_de_error(servicio(cualquiera, RABBIT_VHOST="otro"))

    assert "el vhost «otro» no existe" in dicho
    assert "revisa RABBIT_VHOST" in dicho


def test_un_permiso_que_falta(servicio, broker, vhost, quien):
    permisos = {"configure": "^$", "write": "^eventos_tareas$", "read": "^$"}
    broker.api(f"permissions/{vhost}/{quien}", "PUT", permisos)

    dicho = linea_de_error(servicio(quien))

    assert "le falta un permiso" in dicho
    assert "rabbitmq/90-taller.conf" in dicho


DE_ANTES = {  # los del volumen de quien arrancó el taller cuando solo había dos modos
    "producer": ("^(tareas_distribuidas|distribuidor_tareas)$", r"^(amq\.default|eventos_tareas)$"),
    "worker": (r"^(tareas_distribuidas|amq\.gen-.*)$", r"^(eventos_tareas|amq\.gen-.*)$"),
}


@pytest.mark.parametrize("quien", DE_ANTES)
def test_con_los_permisos_de_un_volumen_antiguo_se_dice_que_hacer(servicio, broker, vhost, quien):
    configure, write = DE_ANTES[quien]
    suyos = {"configure": configure, "write": write, "read": "^tareas_distribuidas$"}
    broker.api(f"permissions/{vhost}/{quien}", "PUT", suyos)

    dicho = linea_de_error(servicio(quien))

    assert "make claves (o, sin make, docs/averias.md) los pone al día; docker" in dicho


def test_un_permiso_que_falta_solo_para_publicar(servicio, broker, vhost):
    permisos = {"configure": ".*", "write": "^(eventos_tareas|tareas_.*)$", "read": ".*"}
    broker.api(f"permissions/{vhost}/producer", "PUT", permisos)

    productor = servicio("producer", TAREAS="3", INTERVALO="0.01")

    assert productor.estado() == 1
    assert productor.errores().count("\n") == 1
    assert "le falta un permiso" in productor.errores()
    assert "-0001: no se repite" in productor.dice()  # lo que iba de camino, se dice
    assert "conexión perdida" not in productor.dice()


def test_una_cola_que_otra_conexion_tiene_solo_para_si(servicio, conectar, quien):
    conectar("admin").queue_declare("tareas_distribuidas", exclusive=True)

    dicho = linea_de_error(servicio(quien))

    assert "otra conexión la tiene solo para sí" in dicho
    assert "Cierra esa conexión" in dicho


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


@pytest.mark.parametrize(  # cada variable, en tests/unit/test_ajustes.py
    ("quien", "variable", "valor", "espera"),
    [
        ("producer", "TAREAS", "diez", "un entero"),
        ("worker", "FALLOS", "1.5", "probabilidad"),
        ("monitor", "MODO", "otro", "work_queue"),
    ],
)
def test_un_ajuste_malo_acaba_con_2_y_una_linea_sin_conectarse(
    servicio, intermediario, quien, variable, valor, espera
):
    proceso = servicio(quien, **{"RABBIT_PORT": intermediario.puerto, variable: valor})

    assert proceso.estado() == 2
    dicho = proceso.errores()
    assert dicho.startswith(f"{variable}=«{valor}» no es válido: se espera")
    assert espera in dicho
    assert dicho.count("\n") == 1
    assert proceso.dice() == dicho  # en stdout, nada
    assert intermediario.veces == 0
