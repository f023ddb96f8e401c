"""Los documentos enlazan lo que hay, y lo que dicen que está en un archivo está."""

import re

import pytest

from herramientas.sistema.docker import RAIZ

CARPETAS = (".github", "docs", "despliegue", "ejemplos", "herramientas")
DOCUMENTOS = [*RAIZ.glob("*.md"), *(md for c in CARPETAS for md in (RAIZ / c).rglob("*.md"))]
ENLACE = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
A_UNA_PARTE = re.compile(r"\]\((?!https?:|#)([^)#\s]+\.md)#([^)\s]+)\)")
TITULO = re.compile(r"^#+ (.+)$", re.MULTILINE)
NOMBRADO = re.compile(r"`([A-Za-z_.]+)`, en (?:`\w+` de )?\[[\w.]+\]\(([^)]+)\)")
MAPA = "docs/del_tutorial_al_taller.md"


@pytest.mark.parametrize("documento", DOCUMENTOS, ids=lambda md: str(md.relative_to(RAIZ)))
def test_cada_enlace_lleva_a_algo(documento):
    enlaces = ENLACE.findall(documento.read_text())

    assert [enlace for enlace in enlaces if not (documento.parent / enlace).exists()] == []


@pytest.mark.parametrize("documento", DOCUMENTOS, ids=lambda md: str(md.relative_to(RAIZ)))
def test_cada_enlace_a_una_parte_de_un_documento_lleva_a_un_titulo_suyo(documento):
    for archivo, parte in A_UNA_PARTE.findall(documento.read_text(encoding="utf-8")):
        titulos = TITULO.findall((documento.parent / archivo).read_text(encoding="utf-8"))
        assert parte in {ancla(titulo) for titulo in titulos}, f"{archivo}#{parte}"


def test_un_titulo_se_enlaza_como_lo_hace_github():
    assert ancla("Tus ajustes, en `.env`") == "tus-ajustes-en-env"
    assert ancla("«Añadir» un modo") == "añadir-un-modo"


def ancla(titulo):
    """El nombre que da GitHub a un título: en minúsculas, sin signos y con guiones."""
    return re.sub(r"[^\w -]", "", titulo.lower()).replace(" ", "-")


def test_el_mapa_dice_nombres_que_existen():
    nombrados = NOMBRADO.findall((RAIZ / MAPA).read_text())

    assert len(nombrados) >= 10
    for nombre, archivo in nombrados:
        texto = (RAIZ / "docs" / archivo).read_text()
        assert all(f"def {n}" in texto or f"class {n}" in texto for n in nombre.split(".")), nombre


def test_el_mapa_habla_de_fallos_que_se_provocan():
    dichos = set(re.findall(r"\*\*([FC]\d+)\*\*", (RAIZ / MAPA).read_text()))
    provocados = "".join((RAIZ / f"docs/{cual}.md").read_text() for cual in ("caos", "cluster"))

    assert {codigo for codigo in dichos if f"| {codigo}: " not in provocados} == set()
