"""El contenedor de las herramientas: cómo se pide, y qué lo distingue de un servicio."""

import subprocess
import sys

import pytest
import yaml

from herramientas.contenedor.__main__ import AYUDA, ORDENES
from herramientas.ordenes import claves
from herramientas.sistema.docker import RAIZ

SERVICIOS = yaml.safe_load((RAIZ / "docker-compose.yml").read_text())["services"]
SUYO = SERVICIOS["herramientas"]


def correr(*palabras):
    return subprocess.run(
        [sys.executable, "-m", "herramientas.contenedor", *palabras],
        cwd=RAIZ,
        env={},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize("palabras", [(), ("ayuda",)])
def test_sin_orden_dice_cuales_hay(palabras):
    hecho = correr(*palabras)

    assert (hecho.returncode, hecho.stdout, hecho.stderr) == (0, f"{AYUDA}\n", "")


@pytest.mark.parametrize("palabras", [("otra",), ("fallidas", "a-1"), ("reintentar", "a-1", "a-2")])
def test_una_orden_mal_dada_sale_con_2_y_dice_cuales_hay(palabras):
    hecho = correr(*palabras)

    assert (hecho.returncode, hecho.stdout, hecho.stderr) == (2, "", f"{AYUDA}\n")


def test_la_ayuda_dice_todas_las_ordenes():
    assert [linea.split()[0] for linea in AYUDA.splitlines()[2:]] == [*ORDENES]


def test_un_ajuste_malo_sale_con_2_como_en_un_servicio():
    hecho = subprocess.run(
        [sys.executable, "-m", "herramientas.contenedor", "fallidas"],
        cwd=RAIZ,
        env={"RABBIT_PORT": "amqp"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert hecho.returncode == 2
    assert hecho.stderr.startswith("RABBIT_PORT=«amqp» no es válido")


def test_up_construye_su_imagen_y_no_lo_arranca():
    assert SUYO["deploy"] == {"replicas": 0}
    assert SUYO["build"]["target"] == "herramientas"
    assert "profiles" not in SUYO  # con un perfil, up --build la dejaría vieja


def test_correr_una_orden_no_toca_lo_que_esta_en_marcha():
    for archivo in ("docker-compose.yml", *map(str, RAIZ.glob("despliegue/*/compose.yml"))):
        servicios = yaml.safe_load((RAIZ / archivo).read_text())["services"]
        assert not {"depends_on", "container_name"} & {*servicios.get("herramientas", {})}, archivo


def test_corre_tan_encerrado_como_los_servicios():
    for clave in ("init", "read_only", "tmpfs", "cap_drop", "security_opt", "mem_limit", "logging"):
        assert SUYO[clave] == SERVICIOS["monitor"][clave], clave


@pytest.mark.parametrize(
    ("orden", "corre"),
    [
        (("fallidas",), "fallidas"),
        (("reintentar",), 'reintentar ${ID:+"$ID"}'),
        (("diario",), "diario"),
        (("demo",), "demo $desde"),
    ],
)
def test_make_corre_la_orden_del_contenedor_y_nada_de_python(orden, corre):
    dicho = subprocess.check_output(["make", "-n", *orden], cwd=RAIZ, text=True)

    assert f"compose.sh run --rm -T herramientas {corre}\n" in dicho
    assert "python" not in dicho


def test_make_demo_pone_el_instante_del_reloj_de_docker_que_puede_no_ser_el_de_aqui():
    dicho = subprocess.check_output(["make", "-n", "demo"], cwd=RAIZ, text=True)

    assert "desde=$(docker inspect -f '{{.State.StartedAt}}' " in dicho
    assert dicho.index("up -d --build") < dicho.index("desde=")  # el que deja up, sea de cuando sea


def test_make_claves_sabe_de_todos_los_usuarios_y_de_sus_permisos():
    suyos = claves.usuarios()

    ejemplo = (RAIZ / ".env.example").read_text()
    con_clave = {linea for linea in ejemplo.splitlines() if linea.startswith("CLAVE_")}
    assert con_clave == {f"CLAVE_{usuario.upper()}={usuario}" for usuario in suyos}
    for campos in suyos.values():
        assert {*claves.PERMISOS, "password", "vhost_pattern"} <= campos.keys()
    assert suyos["herramientas"]["read"] == "^(eventos|tareas_fallidas)$"


def test_make_claves_no_cambia_las_de_un_servidor_y_dice_donde_estan(monkeypatch, tmp_path):
    monkeypatch.setattr(claves, "ARCHIVO", tmp_path / ".env")
    monkeypatch.setattr(claves, "broker_en_marcha", lambda: pytest.fail("ha seguido"))
    monkeypatch.setenv("COMPOSE_FILE", "docker-compose.yml:despliegue/servidor/compose.yml")

    with pytest.raises(SystemExit, match="despliegue/servidor/secretos"):
        claves.main()

    assert not (tmp_path / ".env").exists()
