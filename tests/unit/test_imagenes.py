"""Los README y img/ se corresponden: ni falta una imagen, ni sobra, ni está sin describir."""

import re

import pytest

from herramientas.sistema.docker import RAIZ

LECTURAS = ("README.md", "README.en.md")
MARKDOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<ruta>[^)]+)\)")
HTML = re.compile(r'<img src="(?P<ruta>[^"]+)"[^>]*? alt="(?P<alt>[^"]*)"')


def imagenes(lectura):
    texto = (RAIZ / lectura).read_text(encoding="utf-8")
    halladas = [m for patron in (MARKDOWN, HTML) for m in patron.finditer(texto)]
    assert len(halladas) == texto.count("![") + texto.count("<img")
    return {m["ruta"]: m["alt"] for m in halladas}


@pytest.mark.parametrize("lectura", LECTURAS)
def test_cada_imagen_existe_y_dice_con_palabras_lo_que_muestra(lectura):
    for ruta, alt in imagenes(lectura).items():
        assert (RAIZ / ruta).is_file(), ruta
        assert len(alt) > 20, ruta


def test_ninguna_imagen_sobra_y_cada_una_tiene_su_texto():
    todas = {ruta for lectura in (*LECTURAS, "docs/panel.md") for ruta in imagenes(lectura)}
    todas = {ruta.removeprefix("../") for ruta in todas}
    usadas = {ruta for ruta in todas if not ruta.startswith("herramientas/bench/")}
    hechas = [f for f in (RAIZ / "img").iterdir() if f.suffix in {".png", ".gif"}]

    assert usadas == {f"img/{imagen.name}" for imagen in hechas}
    assert {f.stem for f in (RAIZ / "img").glob("*.txt")} == {imagen.stem for imagen in hechas}


def test_las_imagenes_pesan_poco():
    pesos = [png.stat().st_size for png in (RAIZ / "img").glob("*.png")]

    assert max(pesos) <= 160_000
    assert sum(pesos) < 2_000_000
    assert all(gif.stat().st_size < 3_000_000 for gif in (RAIZ / "img").glob("*.gif"))


def test_la_primera_orden_de_un_readme_esta_en_sus_primeras_15_lineas():
    for lectura in LECTURAS:
        lineas = (RAIZ / lectura).read_text(encoding="utf-8").splitlines()
        assert "```bash" in lineas[:15]
        assert len(lineas) <= 300
