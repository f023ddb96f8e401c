"""La casa: nadie importa hacia arriba ni en círculo, y cada imagen lleva lo que usa y no más."""

import re
from graphlib import CycleError, TopologicalSorter

import pytest

from herramientas.dibujo import casa
from herramientas.dibujo.casa import alcanza, de_las_salas, de_los_modulos
from herramientas.sistema.bloques import al_dia
from herramientas.sistema.docker import RAIZ

MODULOS = de_los_modulos()
SALAS = de_las_salas(MODULOS)
PISOS = (r"comun\b", "seguimiento", "producer|worker|monitor|panel|ejemplos", "herramientas")
SERVICIOS = ("producer", "worker", "monitor", "panel", "herramientas.contenedor")
MODOS = {modulo for modulo in MODULOS if modulo.startswith("comun.modos.")}  # se cargan todos
DOCKERFILE = (RAIZ / "Dockerfile").read_text()
COMUN = {m for m in MODULOS if f"{m}.".startswith("comun.")}  # en la base de todas
FUERA = {  # de las imágenes
    linea.removesuffix(".py").replace("/", ".")
    for linea in (RAIZ / ".dockerignore").read_text().splitlines()
    if linea.endswith(".py")
}


def piso(sala):
    return next(n for n, suyas in enumerate(PISOS) if re.match(suyas, sala))


def cargados(servicio):
    return alcanza(MODULOS, f"{servicio}.__main__") | {
        suyo for modo in MODOS for suyo in alcanza(MODULOS, modo)
    }


@pytest.mark.parametrize("grafo", [MODULOS, SALAS], ids=["archivos", "salas"])
def test_no_hay_circulos(grafo):
    TopologicalSorter(grafo).prepare()  # lanza CycleError, con el círculo, si lo hay


def test_un_circulo_se_ve_tambien_si_solo_se_importa_para_los_tipos(tmp_path):
    (tmp_path / "sala").mkdir()
    (tmp_path / "sala/a.py").write_text("from sala.b import B")
    (tmp_path / "sala/b.py").write_text("if TYPE_CHECKING:\n    from sala import a")

    with pytest.raises(CycleError, match=r"sala\.a"):
        TopologicalSorter(de_los_modulos(tmp_path)).prepare()


def test_ninguna_sala_importa_de_otra_que_este_mas_arriba():
    suben = [(s, otra) for s, suyas in SALAS.items() for otra in suyas if piso(otra) > piso(s)]

    assert suben == []


def test_ningun_servicio_importa_de_otro():
    entre_ellos = {s: SALAS[s] & {*SERVICIOS} for s in SERVICIOS}

    assert not any(entre_ellos.values())


@pytest.mark.parametrize("servicio", SERVICIOS)
def test_la_imagen_de_un_servicio_no_lleva_nada_que_no_use(servicio):
    nombre = servicio.partition(".")[0]
    etapa = re.search(rf"AS {nombre}\n(.*?)(?:\n\n|\Z)", DOCKERFILE, re.DOTALL)[1]
    copiadas = re.findall(r"^COPY (\S+) ", etapa, re.MULTILINE)
    suyas = [ruta.removesuffix("/").replace("/", ".") for ruta in copiadas if ruta.endswith("/")]
    lleva = {m for m in MODULOS for sala in suyas if f"{m}.".startswith(f"{sala}.")}
    lleva |= {m for m in MODULOS if f"{m.replace('.', '/')}/__init__.py" in copiadas}

    assert lleva - cargados(servicio) - FUERA == set()
    assert cargados(servicio) - lleva - FUERA - COMUN == set()


def test_en_comun_esta_solo_lo_que_usan_dos():
    usan = [cargados(servicio) for servicio in SERVICIOS]

    assert {m for m in COMUN if sum(m in suyo for suyo in usan) < 2} == set()


def test_el_dibujo_es_el_de_ahora():
    texto = casa.DONDE.read_text()

    assert al_dia(texto, casa.bloques()) == texto, "make casa lo pone al día"
