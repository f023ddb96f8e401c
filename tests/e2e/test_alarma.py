"""Mientras una alarma de memoria no deja publicar: ni tareas ni eventos."""

import time
from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.largo


@contextmanager
def alarma(taller, quien="producer", dice="el broker no acepta mensajes nuevos"):
    def marca(*valor):
        mandato = ("rabbitmqctl", "-q", "set_vm_memory_high_watermark", *valor)
        taller.dentro("rabbitmq", *mandato)

    marca("absolute", "1MB")
    try:
        taller.esperar(lambda: dice in taller.dice(quien))
        yield
    finally:
        marca("0.6")


def test_lo_hecho_durante_la_alarma_se_cuenta_al_acabar(taller):
    taller.compose("down", "-v")  # con otra tanda sin acabar se juntaría esta
    taller.arrancar(TAREAS="40", INTERVALO="0", COMPLEJIDAD="0.3")
    taller.esperar(lambda: "40 tareas enviadas" in taller.dice("producer"))

    with alarma(taller, "monitor", "alarma de memoria o disco"):
        taller.terminada()

    taller.esperar(lambda: "todo hecho: 40 completadas" in taller.dice("monitor"))


def test_el_productor_se_para_tambien_durante_la_alarma(taller):
    taller.arrancar(TAREAS="0", INTERVALO="0.05", COMPLEJIDAD="0")
    taller.esperar(lambda: taller.recuento().enviadas)

    with alarma(taller):
        antes = time.monotonic()
        taller.docker("stop", "producer")
        assert time.monotonic() - antes < 5  # sin atender la señal, Docker lo mata a los 10 s

    assert taller.estado("producer")["State"]["ExitCode"] == 0
    assert "sin confirmar" in taller.dice("producer")


def test_el_monitor_no_da_por_callado_a_quien_no_puede_hablar(taller):
    taller.arrancar(TAREAS="0", INTERVALO="0.05", COMPLEJIDAD="0")
    taller.esperar(lambda: taller.recuento().hechas)

    desde = time.time()

    def dice(veces, frase):
        taller.esperar(lambda: taller.dice("monitor", desde).count(frase) >= veces)

    with alarma(taller):  # un aviso cada 5 s: más de lo que se espera a quien calla
        dice(2, "alarma de memoria o disco")
        lineas = taller.dice("monitor", desde).count("Mensajes en cola")
    dice(lineas + 5, "Mensajes en cola")

    assert "señales" not in taller.dice("monitor", desde)
    assert "todo hecho" not in taller.dice("monitor", desde)
