"""Lo que docker.sh dice y hace, en una máquina con los programas justos."""

import pytest

from tests.unit.maquina import NADA, Maquina

WSL = "Linux 6.6.87.2-microsoft-standard-WSL2"
DEBIAN = "Linux 6.12.0-amd64"
DOCKER = 'case "$1" in info) exit 1 ;; compose) [ "$2 $V2" = "version sí" ] ;; esac'
EN_MARCHA = DOCKER.replace("exit 1", "exit 0")
V1_SIN_DISTUTILS = "echo \"ModuleNotFoundError: No module named 'distutils'\" >&2; exit 1"
APT_GET = 'echo "$@" >>"$APUNTADO"; case "$*" in *install*) echo no hay red; exit 100 ;; esac'
APT_CACHE = 'case " $TIENE " in *" $2 "*) echo "Package: $2" ;; *) exit 100 ;; esac'


def docker_sh(maquina, sistema=DEBIAN, *, root=True, **entorno):
    maquina.con(uname=f"echo {sistema}", id=f"echo {0 if root else 1000}")
    return maquina.corre("docker.sh", **entorno)


@pytest.fixture
def maquina(tmp_path):
    return Maquina(tmp_path)


@pytest.mark.parametrize(
    ("sistema", "programas", "dicho"),
    [
        ("Darwin 24.6.0", {}, "docs/instalar.md"),
        ("Darwin 24.6.0", {"docker": DOCKER}, "docs/instalar.md"),
        ("MINGW64_NT-10.0-26100 3.6.4", {"docker": DOCKER}, "docs/instalar.md"),
        (WSL, {}, "WSL integration"),
        (WSL, {"docker": DOCKER}, "WSL integration"),
    ],
)
def test_donde_el_motor_es_docker_desktop_se_pide_abrirlo_y_nada_se_instala(
    maquina, sistema, programas, dicho
):
    maquina.con(apt_get=APT_GET, apt_cache=APT_CACHE, **programas)

    hecho = docker_sh(maquina, sistema)

    assert hecho.returncode == 1
    (linea,) = hecho.stderr.splitlines()
    assert linea.startswith("✗ Docker no responde: abre Docker Desktop")
    assert dicho in linea
    assert maquina.apuntado.read_text() == ""


def test_a_quien_no_es_root_y_solo_tiene_el_cliente_se_le_pide_abrirlo(maquina):
    maquina.con(apt_get=APT_GET, apt_cache=APT_CACHE, docker=DOCKER)

    hecho = docker_sh(maquina, root=False)

    assert "abre Docker Desktop" in hecho.stderr
    assert "o arranca el motor que uses" in hecho.stderr
    assert maquina.apuntado.read_text() == ""


def test_a_root_con_solo_el_cliente_se_le_instala_el_motor(maquina):
    maquina.con(apt_get=APT_GET, apt_cache=APT_CACHE, docker=DOCKER)

    docker_sh(maquina, TIENE="docker-compose")

    assert "install" in maquina.apuntado.read_text()


def test_las_listas_de_paquetes_se_bajan_una_vez(maquina):
    maquina.con(apt_get=APT_GET, apt_cache=APT_CACHE)

    docker_sh(maquina, TIENE="docker-compose")

    assert maquina.apuntado.read_text().count("update\n") == 1


@pytest.mark.parametrize(
    ("tiene", "compose"),
    [
        ("docker-compose docker-compose-v2", "docker-compose-v2"),
        ("docker-compose", "docker-compose"),
    ],
)
def test_se_instala_docker_con_el_compose_v2_de_la_distribucion_si_lo_tiene(
    maquina, tiene, compose
):
    maquina.con(apt_get=APT_GET, apt_cache=APT_CACHE)

    hecho = docker_sh(maquina, TIENE=tiene)

    (instala,) = [x for x in maquina.apuntado.read_text().splitlines() if "install" in x]
    assert f" docker.io {compose} iptables " in instala
    assert "no hay Docker Engine en esta máquina: apt-get no pudo" in hecho.stderr


def test_a_quien_no_es_root_se_le_dice_que_instalar(maquina):
    maquina.con(apt_get=APT_GET, apt_cache=APT_CACHE)

    hecho = docker_sh(maquina, root=False, TIENE="docker-compose-v2")

    assert "sudo apt-get install docker.io docker-compose-v2 " in hecho.stderr
    assert maquina.apuntado.read_text() == ""


def test_donde_no_hay_apt_no_se_habla_de_sudo_apt(maquina):
    hecho = docker_sh(maquina)

    assert hecho.returncode == 1
    assert "(en Debian y Ubuntu se llama: docker.io " in hecho.stderr
    assert "sudo" not in hecho.stderr


@pytest.mark.parametrize("sistema", [DEBIAN, WSL])
def test_con_un_motor_propio_parado_se_dice_como_arrancarlo(maquina, sistema):
    maquina.con(docker=DOCKER, dockerd=NADA)

    hecho = docker_sh(maquina, sistema, root=False)

    assert "sudo systemctl start docker" in hecho.stderr
    assert "Desktop" not in hecho.stderr


def test_el_docker_compose_1_29_de_ubuntu_24_04_se_dice_por_que_no_arranca(maquina):
    maquina.con(docker=EN_MARCHA, docker_compose=V1_SIN_DISTUTILS)
    maquina.con(apt_get=APT_GET, apt_cache=APT_CACHE)

    hecho = docker_sh(maquina, root=False, TIENE="docker-compose docker-compose-v2")

    (linea,) = hecho.stderr.splitlines()
    assert "(No module named 'distutils')" in linea
    assert "sudo apt-get install docker-compose-v2)" in linea


@pytest.mark.parametrize("de_v1", [V1_SIN_DISTUTILS, NADA])
def test_un_docker_que_responde_y_un_compose_que_arranca_se_usan_como_estan(maquina, de_v1):
    maquina.con(docker=EN_MARCHA, docker_compose=de_v1, apt_get=APT_GET)

    hecho = docker_sh(maquina, V2="" if de_v1 == NADA else "sí")

    assert (hecho.returncode, hecho.stdout + hecho.stderr) == (0, "")
    assert maquina.apuntado.read_text() == ""
