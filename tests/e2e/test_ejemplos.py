"""Un archivo de ejemplos/ cambia lo suyo, y de `.env` sigue valiendo lo demás."""

import os
import subprocess

import pytest

from herramientas.sistema.taller import ARCHIVOS, Taller
from tests.e2e import ordenes

pytestmark = [pytest.mark.largo, pytest.mark.compose]  # cada compose junta los archivos a su modo
DE_ENV = {"MODO": "routing", "TAREAS": "3", "INTERVALO": "0.1", "CLAVE_WORKER": "otra-de-env"}


def test_manda_sobre_env_y_sobre_el_entorno_y_conserva_claves_puertos_y_nombres(tmp_path):
    proyecto = ordenes.copia(tmp_path)
    archivos = [*ARCHIVOS.split(":"), "ejemplos/pub_sub.yml"]
    con_f = [palabra for archivo in archivos for palabra in ("-f", archivo)]
    with Taller() as taller:
        suyos = {**taller.entorno, **DE_ENV}
        del suyos["COMPOSE_FILE"]
        lineas = (f"{nombre}={valor}\n" for nombre, valor in suyos.items())
        (proyecto / ".env").write_text("".join(lineas))

        subprocess.run(
            ["herramientas/preparar/compose.sh", *con_f, "up", "-d"],
            cwd=proyecto,
            env={**os.environ, "MODO": "topics"},
            check=True,
            capture_output=True,
            text=True,
        )

        # Entró con la clave de .env, en el broker y en él; en los puertos de .env contesta la API
        taller.esperar(lambda: "] listo · modo pub_sub · " in taller.dice("worker1"))
        taller.esperar(lambda: "3 tareas enviadas y confirmadas" in taller.dice("producer"))
        taller.esperar(lambda: taller.recuento(copias=True).completadas == 6)
        assert taller.api("overview")["node"] == "rabbit@rabbitmq"
