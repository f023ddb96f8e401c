"""El ejemplo de ejemplos/miniaturas, sin broker; lo que debe salir lo dice Pillow."""

import errno
import os
import random
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from comun.servicio.ajustes import Ajustes
from comun.tarea import Tarea
from ejemplos.miniaturas import png, procesar, tareas

GRIS, RGB, PALETA, GRIS_ALFA, RGB_ALFA = 0, 2, 3, 4, 6
BYTES = {GRIS: 1, RGB: 3, PALETA: 1, GRIS_ALFA: 2, RGB_ALFA: 4}
AZAR = random.Random(7).randbytes  # cualquier byte vale, con cualquier filtro


def trozo(nombre, dentro):
    return (
        struct.pack(">I", len(dentro))
        + nombre
        + dentro
        + struct.pack(">I", zlib.crc32(nombre + dentro))
    )


def un_png(tipo=RGB, filtro=0, ancho=60, alto=40, *, bits=8, entrelazado=0, pixeles=None, **otros):
    filas = [bytes([filtro]) + AZAR(ancho * BYTES[tipo]) for _ in range(alto)]
    trozos = {
        b"IHDR": struct.pack(">IIBBBBB", ancho, alto, bits, tipo, 0, 0, entrelazado),
        b"PLTE": AZAR(256 * 3) if tipo == PALETA else b"",
        **{nombre.encode(): dentro for nombre, dentro in otros.items()},
        b"IDAT": zlib.compress(b"".join(filas) if pixeles is None else pixeles),
        b"IEND": b"",
    }
    return png.FIRMA + b"".join(trozo(n, d) for n, d in trozos.items() if d or n == b"IEND")


def abierto(contenido):
    """Como lo ve Pillow, sobre blanco."""
    imagen = Image.open(BytesIO(contenido)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", imagen.size, "white"), imagen).convert("RGB")


def diferencia(una, otra):
    """La mayor que hay en un píxel."""
    assert una.size == otra.size
    return max(alto for _, alto in ImageChops.difference(una, otra).getextrema())


@pytest.fixture
def carpetas(tmp_path, monkeypatch):
    for nombre in ("fotos", "resultados"):
        (tmp_path / nombre).mkdir()
    monkeypatch.setattr(tareas, "FOTOS", tmp_path / "fotos")
    monkeypatch.setattr(procesar, "FOTOS", tmp_path / "fotos")
    monkeypatch.setattr(procesar, "RESULTADOS", tmp_path / "resultados")
    return tmp_path


@pytest.fixture
def hacer(carpetas):
    def hacer(contenido):
        (carpetas / "fotos/una.png").write_bytes(contenido)
        procesar.procesar(Tarea(id="una.png", datos={"archivo": "una.png"}))
        return (carpetas / "resultados/una.png").read_bytes()

    return hacer


@pytest.mark.parametrize("filtro", range(5))
@pytest.mark.parametrize("tipo", BYTES)
def test_una_imagen_estrecha_sale_como_es(hacer, tipo, filtro):
    original = un_png(tipo, filtro)

    assert diferencia(abierto(hacer(original)), abierto(original)) <= 1


def test_la_paleta_tambien_puede_ser_transparente(hacer):
    original = un_png(PALETA, tRNS=AZAR(100))

    assert diferencia(abierto(hacer(original)), abierto(original)) <= 1


@pytest.mark.parametrize("tipo", BYTES)
def test_una_ancha_se_promedia(hacer, tipo):
    original = un_png(tipo, ancho=480, alto=30)

    assert diferencia(abierto(hacer(original)), abierto(original).reduce(3)) <= 1


@pytest.mark.parametrize(
    ("medidas", "miniatura"),
    [((1000, 500), (160, 80)), ((161, 1), (160, 1)), ((7000, 2), (160, 1)), ((3, 50), (3, 50))],
)
def test_se_conserva_la_proporcion(hacer, medidas, miniatura):
    ancho, alto = medidas

    assert abierto(hacer(un_png(GRIS, ancho=ancho, alto=alto))).size == miniatura


def test_hecha_dos_veces_queda_lo_mismo_y_nada_mas(hacer, carpetas):
    original = un_png(ancho=500, alto=300, filtro=4)

    assert hacer(original) == hacer(original)
    assert [f.name for f in (carpetas / "resultados").iterdir()] == ["una.png"]


def test_si_el_disco_se_llena_a_medias_la_que_hubiera_sigue_entera(hacer, carpetas, monkeypatch):
    primera = hacer(un_png())
    de_verdad = Path.write_bytes

    def a_medias(ruta, contenido):
        de_verdad(ruta, contenido if ruta.parent.name == "fotos" else contenido[:20])
        if ruta.parent.name != "fotos":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", a_medias)
    with pytest.raises(procesar.SinMiniatura, match=r"^una\.png: No space left on device$"):
        hacer(un_png())

    assert (carpetas / "resultados/una.png").read_bytes() == primera


BUENO = un_png()


@pytest.mark.parametrize(
    ("malo", "motivo"),
    [
        (b"GIF89a", "no es un PNG"),
        (b"", "no es un PNG"),
        (png.FIRMA, "está dañado"),
        (BUENO[:-30], "está dañado"),
        (BUENO.replace(b"IDAT", b"IDAX"), "está dañado"),
        (un_png(pixeles=b"\0" * 10), "está dañado"),
        (un_png(filtro=5), "está dañado"),
        (un_png(ancho=0), "está dañado"),
        (un_png(alto=0), "está dañado"),
        (un_png(PALETA, PLTE=b""), "está dañado"),
        (un_png(IHDR=struct.pack(">IIBBBBB", 60, 40, 8, 5, 0, 0, 0)), "está dañado"),
        (un_png(bits=16), "no es de 8 bits sin entrelazar"),
        (un_png(entrelazado=1), "no es de 8 bits sin entrelazar"),
        (
            un_png(IHDR=struct.pack(">IIBBBBB", 99999, 99999, 8, RGB, 0, 0, 0)),
            "ocupa 28609 MB sin comprimir: es demasiado grande",
        ),
    ],
)
def test_lo_que_no_se_entiende_dice_por_que(hacer, carpetas, malo, motivo):
    with pytest.raises(procesar.SinMiniatura) as error:
        hacer(malo)

    assert str(error.value) == f"una.png {motivo}"
    assert not list((carpetas / "resultados").iterdir())


@pytest.mark.usefixtures("carpetas")
@pytest.mark.parametrize(
    "datos",
    [{}, *({"archivo": a} for a in (7, "", ".", "..", ".oculto", "../x", "a/b", "a\\b", "a\0b"))],
)
def test_una_tarea_de_otro_programa_falla_con_una_frase(datos):
    with pytest.raises(procesar.SinMiniatura, match="no hay un «archivo»: un nombre, sin carpeta"):
        procesar.procesar(Tarea(id=1, datos=datos))


@pytest.mark.usefixtures("carpetas")
def test_si_la_imagen_ya_no_esta_se_dice_cual():
    with pytest.raises(procesar.SinMiniatura, match=r"fotos/otra\.png: No such file"):
        procesar.procesar(Tarea(id=1, datos={"archivo": "otra.png"}))


def test_hay_una_tarea_por_imagen_y_se_llama_como_ella(carpetas):
    largo = "x" * 230 + ".png"
    for nombre in ("b.PNG", "a.gif", "c.txt", ".oculto.png", largo):
        (carpetas / "fotos" / nombre).touch()

    hechas = list(tareas.tareas(Ajustes()))

    assert [t.id for t in hechas] == ["a.gif", "b.PNG", "x" * 200]
    assert [t.datos for t in hechas] == [{"archivo": n} for n in ("a.gif", "b.PNG", largo)]


@pytest.mark.usefixtures("carpetas")
def test_sin_imagenes_se_dice_donde_se_buscaron():
    with pytest.raises(RuntimeError, match=r"no existe .*/fotos, o no tiene ningún \.png ni \.gif"):
        list(tareas.tareas(Ajustes()))
