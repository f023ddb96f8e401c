"""Lo que hace claves.sh, el script de las claves de un servidor propio."""

import re
import shutil
import subprocess

import pytest
import yaml

from herramientas.sistema.docker import RAIZ

COMPOSE = yaml.safe_load((RAIZ / "despliegue/servidor/compose.yml").read_text())
DEL_BROKER = COMPOSE["services"]["rabbitmq"]["environment"]


@pytest.fixture
def claves(tmp_path):
    """Corre claves.sh en una carpeta aparte; da lo que hay en cada archivo."""
    script = shutil.copy(RAIZ / "despliegue/servidor/claves.sh", tmp_path)
    secretos = tmp_path / "secretos"

    def correr():
        subprocess.run([script], check=True, capture_output=True)
        return {archivo: archivo.read_text() for archivo in secretos.iterdir()}

    return correr


def test_cada_clave_es_un_archivo_al_azar_en_una_carpeta_cerrada(claves):
    hechas = claves()
    (carpeta,) = {archivo.parent for archivo in hechas}

    assert {a.name for a in hechas} >= {c for c in DEL_BROKER if "CLAVE" in c}
    assert {len(bytes.fromhex(clave)) for clave in hechas.values()} == {16}
    assert len(set(hechas.values())) == len(hechas)
    assert carpeta.stat().st_mode & 0o777 == 0o700
    assert {archivo.stat().st_mode & 0o777 for archivo in hechas} == {0o644}


def test_repetir_el_script_respeta_las_claves_y_hace_solo_la_que_falta(claves):
    antes = claves()
    borrada = min(antes)
    borrada.unlink()

    despues = claves()

    assert {a for a in antes if antes[a] != despues[a]} == {borrada}


def test_si_docker_hizo_carpetas_en_lugar_de_claves_se_dice_antes_de_tocarlas(claves, tmp_path):
    secretos = tmp_path / "secretos"
    (secretos / "CLAVE_PANEL").mkdir(parents=True)
    secretos.chmod(0o755)  # como la hace Docker, y de root: chmod fallaría antes de decirlo

    with pytest.raises(subprocess.CalledProcessError) as error:
        claves()

    assert "Docker ha creado carpetas en lugar de claves" in error.value.stderr.decode()
    assert secretos.stat().st_mode & 0o777 == 0o755


def test_el_remedio_quita_esas_carpetas_y_respeta_las_claves(claves, tmp_path):
    antes = claves()
    (tmp_path / "secretos/CLAVE_NUEVA").mkdir()
    with pytest.raises(subprocess.CalledProcessError) as error:
        claves()
    remedio = re.search(r"sudo (find .+?) y repite", error.value.stderr.decode())[1]
    remedio = remedio.replace("despliegue/servidor", str(tmp_path))

    subprocess.run(remedio.split(), check=True)

    assert claves() == antes
