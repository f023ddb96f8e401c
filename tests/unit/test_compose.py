"""Lo que se ve sin arrancar nada: con qué motor vale, y que se puede leer lo que va dentro."""

import re

import pytest
import yaml

from herramientas.sistema.docker import RAIZ

COMPOSES = [
    archivo
    for carpeta in ("*", "despliegue/*/*", "ejemplos/**/*", "herramientas/**/*")
    for archivo in sorted(RAIZ.glob(f"{carpeta}.yml"))
    if "services" in yaml.safe_load(archivo.read_text())
]
DE_SWARM = RAIZ / "despliegue/swarm/stack.yml"  # no la lee compose


@pytest.mark.parametrize("nuevo", ["# syntax=", "RUN --mount", "<<", "COPY --link", "ADD --link"])
def test_el_dockerfile_no_pide_buildkit(nuevo):
    assert nuevo not in (RAIZ / "Dockerfile").read_text()


@pytest.mark.parametrize(
    "nuevo",
    ["^name:", r"\bstart_interval:", r"\badditional_contexts:", r"\bconfigs:", "!(reset|override)"],
)
def test_ningun_compose_usa_lo_que_1_29_no_entiende(nuevo):
    de_compose = [archivo for archivo in COMPOSES if archivo != DE_SWARM]
    usan = [a for a in de_compose if re.search(nuevo, a.read_text(), re.MULTILINE)]

    assert len(de_compose) > 10
    assert usan == []


def test_la_prueba_de_un_worker_espera_tanto_como_la_del_broker():
    servicios = yaml.safe_load((RAIZ / "docker-compose.yml").read_text())["services"]
    worker, broker = (servicios[cual]["healthcheck"] for cual in ("worker1", "rabbitmq"))

    assert worker["test"][:3] == broker["test"][:3] == ["CMD", "timeout", "29"]
    assert {**worker, "test": None} == {**broker, "test": None}


@pytest.mark.parametrize("lectura", ["README.md", "README.en.md"])
def test_el_usuario_de_la_interfaz_esta_junto_a_su_direccion(lectura):
    texto = (RAIZ / lectura).read_text()

    assert re.search(r"127\.0\.0\.1:15672>, (usuario|user)\s`admin`", texto)


@pytest.mark.parametrize("archivo", COMPOSES, ids=lambda a: str(a.relative_to(RAIZ)))
def test_lo_propio_se_monta_para_leer_tambien_donde_hay_selinux_y_lo_ajeno_no_se_toca(archivo):
    servicios = yaml.safe_load(archivo.read_text())["services"].values()
    montados = [montado for s in servicios for montado in s.get("volumes", [])]
    cortos = [montado for montado in montados if isinstance(montado, str)]
    largos = [montado for montado in montados if montado not in cortos]

    assert all(":" in corto for corto in cortos)  # una coma sin comillas lo partiría
    assert all(c.endswith(":ro,z") for c in cortos if c.startswith("."))
    # z cambia la etiqueta de lo montado: en las fotos de cada cual no nos toca
    assert not any(c.endswith("z") for c in cortos if c.startswith("$"))
    # Así escrito, Compose v2 no pasa la z
    assert not [largo for largo in largos if largo["type"] == "bind"]


_, *PARTES = re.split(r"^FROM .* AS (.+)\n", (RAIZ / "Dockerfile").read_text(), flags=re.MULTILINE)
ETAPAS = dict(zip(PARTES[::2], PARTES[1::2], strict=True))


@pytest.mark.parametrize("etapa", ETAPAS)
def test_lo_que_se_copia_de_un_clon_con_umask_077_lo_puede_leer_nobody(etapa):
    lineas = ETAPAS[etapa].splitlines()
    for n, linea in enumerate(lineas):
        if not linea.startswith("COPY") or "requirements.txt" in linea:  # esos los lee solo root
            continue
        carpeta = linea.split()[-1].partition("/")[0]
        quedan = iter(lineas[n + 1 :])
        abre = next(x for x in quedan if re.match(rf"RUN chmod -R a\+rX .*\b{carpeta}\b", x))
        antes = lineas[n + 1 : lineas.index(abre)]
        # El bytecode hereda los permisos, y nobody no puede cambiarlos
        assert not [x for x in antes if "compileall" in x or x.startswith("USER")], linea


@pytest.mark.parametrize("etapa", sorted({*ETAPAS} - {"base"}))
def test_cada_imagen_acaba_siendo_de_nobody(etapa):
    assert re.findall("^USER (.+)", ETAPAS[etapa], re.MULTILINE)[-1] == "nobody"
