"""Un ajuste que no es válido: el servicio acaba, o espera sin hacer nada a que se le pare."""

import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from comun.servicio import arranque
from herramientas.sistema.docker import RAIZ

MALO = "MODO=«otro» no es válido: se espera "


@pytest.fixture
def esperas(monkeypatch):
    """Arranca con un MODO que no existe, y da cuántas veces esperó hasta que se pidió parar."""

    def arranca(**entorno):
        parada, esperas = SimpleNamespace(pedida=False), []

        def espera(segundos):
            esperas.append(segundos)
            parada.pedida = len(esperas) == 3

        monkeypatch.setattr(arranque.time, "sleep", espera)
        for variable, valor in {"MODO": "otro", **entorno}.items():
            monkeypatch.setenv(variable, valor)
        assert arranque.ejecutar(parada, "prueba", pytest.fail) == 2
        return len(esperas)

    return arranca


def test_con_un_ajuste_malo_se_acaba_sin_esperar(esperas):
    assert esperas() == 0


def test_con_ajuste_malo_espera_se_dice_una_vez_y_se_espera_a_que_se_pida_parar(esperas, capsys):
    assert esperas(AJUSTE_MALO="espera") == 3
    assert capsys.readouterr().err.count(MALO) == 1


@pytest.mark.parametrize("servicio", ["worker", "monitor", "panel"])
def test_mientras_espera_una_senal_basta_para_acabar_con_2(servicio):
    entorno = {"MODO": "otro", "AJUSTE_MALO": "espera"}
    mandato = [sys.executable, "-m", servicio]
    with subprocess.Popen(
        mandato, cwd=RAIZ, env=entorno, stderr=subprocess.PIPE, text=True
    ) as proceso:
        assert proceso.stderr.readline().startswith(MALO)
        proceso.send_signal(signal.SIGTERM)

        assert proceso.wait(10) == 2
