"""Un puerto ocupado se dice al momento: nadie espera a un broker que no puede arrancar."""

import socket
import time

import pytest

from herramientas.sistema.taller import Taller


@pytest.mark.compose
def test_con_un_puerto_ocupado_up_falla_enseguida_y_dice_cual():
    with Taller() as taller:
        puerto = taller.entorno["PUERTO_UI"]
        ocupado = rf"{puerto}(.|\n)*already (in use|allocated)"
        inicio = time.monotonic()
        with (
            socket.create_server(("127.0.0.1", int(puerto))),
            pytest.raises(RuntimeError, match=ocupado),
        ):
            taller.arrancar()
        assert time.monotonic() - inicio < 60  # y no lo que se espera a que el broker esté sano
