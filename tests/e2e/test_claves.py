"""make claves, en una copia del taller que tiene su propio .env."""

import shutil
import subprocess
import sys

import pytest

from taller.docker import RAIZ

pytestmark = pytest.mark.largo


@pytest.fixture
def copia(tmp_path):
    destino = tmp_path / "copia"
    fuera = shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", "__pycache__", ".hypothesis", ".env"
    )
    shutil.copytree(RAIZ, destino, ignore=fuera)
    (destino / ".env").write_text("TAREAS=4\n")
    return destino


def test_las_claves_cambian_tambien_en_un_broker_en_marcha(taller, copia):
    def en_la_copia(*palabras):
        entorno = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", **taller.entorno}
        subprocess.run(palabras, cwd=copia, env=entorno, check=True, capture_output=True)

    ajustes = ("preparar/compose.sh", "up", "-d", "--build")
    en_la_copia(*ajustes)
    taller.esperar(lambda: "4 tareas enviadas y confirmadas" in taller.dice("producer"))

    en_la_copia(sys.executable, "-m", "taller.claves")
    en_la_copia(*ajustes)

    lineas = dict(x.split("=") for x in (copia / ".env").read_text().splitlines())
    assert lineas.pop("TAREAS") == "4"
    assert set(lineas) == {
        f"CLAVE_{u}" for u in ("ADMIN", "PRODUCER", "WORKER", "MONITOR", "PANEL")
    }
    assert all(len(bytes.fromhex(clave)) == 16 for clave in lineas.values())
    assert (copia / ".env").stat().st_mode & 0o077 == 0
    assert taller.terminada().completadas == 4
    taller.entorno.update(lineas)
    usuarios = {u["name"]: u["tags"] for u in taller.api("users")}
    assert usuarios["monitor"] == ["monitoring"]
    assert usuarios["worker"] == []
    taller.esperar(lambda: "todo hecho: " in taller.dice("monitor"))
