"""Un trabajo ocupa su hilo más de dos latidos (5 s cada uno), durmiendo y calculando."""

import pytest

from herramientas.caos.correr import vacia
from herramientas.caos.corrida import Corrida
from herramientas.caos.fallo import Fallo
from herramientas.sistema.taller import WORKERS

pytestmark = [pytest.mark.largo, pytest.mark.timeout(240)]


@pytest.fixture
def corrida(taller):
    """Envía dos tareas, una a cada worker: la impar duerme y la par calcula."""

    def empieza(segundos):
        ajustes = {"TAREAS": "2", "INTERVALO": "0", "COMPLEJIDAD": str(segundos)}
        fallo = Fallo("largo", "", lambda _: None, ajustes | {"TRABAJO": "largo"})
        corrida = Corrida(taller, fallo, semilla="1")
        taller.compose("rm", "-fs", "producer")
        corrida.arranca()
        return corrida

    return empieza


def test_ni_pierde_la_conexion_ni_se_entrega_dos_veces(corrida):
    c = corrida(16)

    recuento = vacia(c)

    assert recuento.reparto() == {"worker1": 1, "worker2": 1}
    assert recuento.repetidas == 0
    assert not [w for w in WORKERS if c.dicho(w, "conexión perdida|intento 2")]


def test_si_entretanto_se_reinicia_el_broker_se_repite_y_se_cuenta_aparte(corrida):
    c = corrida(12)

    for worker in WORKERS:
        c.en_plena_tarea(worker)
    c.golpe("restart", "rabbitmq")
    recuento = vacia(c)

    assert (recuento.completadas, recuento.repetidas) == (2, 2)
    for worker in WORKERS:
        assert len(c.dicho(worker, r"sin_ack \S+ · \S+ s · se perdió la conexión")) == 1
        assert len(c.dicho(worker, r"recibida .* intento 2")) == 1
    c.dice("monitor", r"todo hecho: .* repetidas: 2$")
