"""Las señales se atienden desde lo primero, y hasta lo último."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from comun.servicio.parada import Parada


@pytest.mark.parametrize("servicio", ["producer", "worker", "monitor", "panel"])
def test_lo_que_se_carga_antes_de_atenderlas_no_es_pika(servicio):
    carga = f"import {servicio}.__main__, sys; sys.exit('pika' in sys.modules)"

    assert not subprocess.run([sys.executable, "-c", carga], check=False).returncode


@pytest.fixture
def parada():
    """Una que atiende las señales de este proceso."""
    senales = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
    antes = [signal.getsignal(senal) for senal in senales]
    parada = Parada()
    parada.escuchar()
    yield parada
    for senal, que in zip(senales, antes, strict=True):
        signal.signal(senal, que)


def test_quien_espera_al_broker_se_interrumpe(parada):
    with pytest.raises(SystemExit), parada.interrumpible():
        signal.raise_signal(signal.SIGTERM)

    assert parada.pedida


def test_a_los_demas_la_senal_no_los_interrumpe(parada):
    with parada.interrumpible():
        pass

    signal.raise_signal(signal.SIGTERM)

    assert parada.pedida


def test_para_despedirse_hay_un_plazo_y_no_se_alarga(parada, monkeypatch):
    monkeypatch.setattr("comun.servicio.parada.DESPEDIDA", 0.3)
    signal.raise_signal(signal.SIGTERM)
    inicio = time.monotonic()

    for _ in range(2):
        with pytest.raises(SystemExit), parada.interrumpible():
            time.sleep(60)

    assert 0.2 < time.monotonic() - inicio < 1
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_en_otro_hilo_no_se_toca_la_alarma_de_nadie(parada, monkeypatch):
    tocada = []
    monkeypatch.setattr("comun.servicio.parada._alarma", tocada.append)
    signal.raise_signal(signal.SIGTERM)

    def otro():
        with parada.interrumpible():
            return parada.pedida

    with ThreadPoolExecutor(1) as hilo:
        assert hilo.submit(otro).result()
    assert not tocada
