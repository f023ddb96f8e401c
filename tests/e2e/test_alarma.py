"""Con una alarma de memoria el broker no acepta mensajes: se espera, se dice y se sigue."""

import time
from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.largo


@contextmanager
def alarma(taller):
    def marca(*valor):
        mandato = ("rabbitmqctl", "-q", "set_vm_memory_high_watermark", *valor)
        taller.dentro("rabbitmq", *mandato)

    marca("absolute", "1MB")
    try:
        taller.esperar(lambda: "el broker no acepta mensajes nuevos" in taller.dice("producer"))
        yield
    finally:
        marca("0.6")


@pytest.mark.parametrize("modo", ["work_queue", "pub_sub"])
def test_el_productor_espera_y_no_se_pierde_nada(taller, modo):
    taller.arrancar(MODO=modo, COMPLEJIDAD="0.01", INTERVALO="0.05", TAREAS="100")
    taller.esperar(lambda: taller.libro().enviadas)

    with alarma(taller):
        enviadas = len(taller.libro().enviadas)
        assert "tareas enviadas" not in taller.dice("producer")

    libro = taller.terminada(copias=modo == "pub_sub")
    assert len(libro.enviadas) == 100 > enviadas


def test_el_productor_se_para_tambien_durante_la_alarma(taller):
    taller.arrancar("--force-recreate", "producer", TAREAS="0", INTERVALO="0.05", COMPLEJIDAD="0")
    taller.esperar(lambda: taller.libro().enviadas)

    with alarma(taller):
        antes = time.monotonic()
        taller.docker("stop", "producer")
        assert time.monotonic() - antes < 5  # sin atender la señal, Docker lo mata a los 10 s

    assert taller.estado("producer")["State"]["ExitCode"] == 0
    assert "sin confirmar" in taller.dice("producer")
