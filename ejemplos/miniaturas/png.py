"""Este módulo lee y escribe PNG, fila a fila.

El formato está en https://www.w3.org/TR/png-3/

De cada fila da los rojos, los verdes y los azules por separado: así, casi todo lo hacen en C las
operaciones de bytes, y no un bucle por píxel.
"""

import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

Fila = list[bytes]  # tres: los rojos, los verdes y los azules de sus píxeles

CABEN = 50_000_000  # bytes de una imagen sin comprimir: el worker tiene 256 MB, o MEMORIA
FIRMA = b"\x89PNG\r\n\x1a\n"
GRIS, RGB, PALETA, GRIS_ALFA, RGB_ALFA = 0, 2, 3, 4, 6
BYTES = {GRIS: 1, RGB: 3, PALETA: 1, GRIS_ALFA: 2, RGB_ALFA: 4}  # por píxel


class NoSeEntiende(ValueError):
    """Este error dice por qué no se lee un PNG; su texto va detrás del nombre del archivo."""


@dataclass(frozen=True, slots=True)
class Imagen:
    """Una `Imagen` dice cuánto mide, en píxeles, y da sus filas, que se pueden pedir una vez."""

    ancho: int
    alto: int
    filas: Iterator[Fila]


def leer(png: bytes) -> Imagen:
    """Lee un PNG de 8 bits sin entrelazar, y pone lo transparente sobre blanco.

    Raises:
        NoSeEntiende: el PNG es de otra clase, o está dañado.
    """
    _exige(png.startswith(FIRMA), "no es un PNG")
    try:
        fragmentos = _fragmentos(png)
        ancho, alto, bits, tipo, _, _, entrelazado = struct.unpack(">IIBBBBB", fragmentos[b"IHDR"])
        _exige(ancho and alto, "está dañado")
        _exige(bits == 8 and not entrelazado, "no es de 8 bits sin entrelazar")
        largo = ancho * BYTES[tipo]
        total = (1 + largo) * alto  # delante de cada fila, el filtro con que se escribió
        _exige(total <= CABEN, f"ocupa {total >> 20} MB sin comprimir: es demasiado grande")
        datos = zlib.decompressobj().decompress(fragmentos[b"IDAT"], total)
    except (struct.error, zlib.error, KeyError) as error:
        msg = "está dañado"
        raise NoSeEntiende(msg) from error
    paleta = _paleta(fragmentos) if tipo == PALETA else []
    filtros = set(datos[:: 1 + largo])
    _exige(len(datos) == total and filtros <= {0, 1, 2, 3, 4}, "está dañado")
    filas = (_colores(fila, tipo, paleta) for fila in _sin_filtros(datos, largo, BYTES[tipo]))
    return Imagen(ancho, alto, filas)


def escribir(ancho: int, filas: list[Fila]) -> bytes:
    """Devuelve un PNG en RGB."""
    cabecera = struct.pack(">IIBBBBB", ancho, len(filas), 8, RGB, 0, 0, 0)
    pixeles = b"".join(b"\0" + bytes(c for p in zip(*f, strict=True) for c in p) for f in filas)
    fragmentos = ((b"IHDR", cabecera), (b"IDAT", zlib.compress(pixeles, 9)), (b"IEND", b""))
    return FIRMA + b"".join(
        struct.pack(">I", len(dentro))
        + nombre
        + dentro
        + struct.pack(">I", zlib.crc32(nombre + dentro))
        for nombre, dentro in fragmentos
    )


def _exige(cumple: object, motivo: str) -> None:
    if not cumple:
        raise NoSeEntiende(motivo)


def _fragmentos(png: bytes) -> defaultdict[bytes, bytearray]:
    """Separa el PNG por nombres: IHDR, cabecera; PLTE, paleta; IDAT, píxeles comprimidos."""
    fragmentos: defaultdict[bytes, bytearray] = defaultdict(bytearray)
    donde = len(FIRMA)
    while donde < len(png) and b"IEND" not in fragmentos:
        largo, nombre = struct.unpack_from(">I4s", png, donde)
        dentro = png[donde + 8 : donde + 8 + largo]
        (suma,) = struct.unpack_from(">I", png, donde + 8 + largo)
        _exige(suma == zlib.crc32(nombre + dentro), "está dañado")
        fragmentos[nombre] += dentro
        donde += 12 + largo
    return fragmentos


def _sin_filtros(datos: bytes, largo: int, n: int) -> Iterator[bytearray]:
    """Da las filas tal como son: un filtro deja de cada byte su diferencia con lo que lo rodea."""
    arriba = bytearray(n + largo)  # n ceros delante: lo que hay a la izquierda del primer píxel
    for inicio in range(0, len(datos), 1 + largo):
        fila = bytearray(n) + datos[inicio + 1 : inicio + 1 + largo]
        match datos[inicio]:
            case 1:  # diferencia con el de la izquierda
                for canal in range(n):
                    fila[canal::n] = bytes(x & 255 for x in accumulate(fila[canal::n]))
            case 2:  # diferencia con el de arriba
                fila = bytearray((x + y) & 255 for x, y in zip(fila, arriba, strict=True))
            case 3:  # diferencia con la media de los dos
                for i in range(n, n + largo):
                    fila[i] = (fila[i] + (fila[i - n] + arriba[i]) // 2) & 255
            case 4:
                _paeth(fila, arriba, n)
        arriba = fila
        yield fila[n:]


def _paeth(fila: bytearray, arriba: bytearray, n: int) -> None:
    """Suma a cada byte el vecino más parecido a izquierda + arriba - esquina."""
    for i in range(n, len(fila)):
        a, b, c = fila[i - n], arriba[i], arriba[i - n]
        de_a, de_b, de_c = abs(b - c), abs(a - c), abs(a + b - c - c)
        vecino = a if de_a <= de_b and de_a <= de_c else b if de_b <= de_c else c
        fila[i] = (fila[i] + vecino) & 255


def _paleta(fragmentos: defaultdict[bytes, bytearray]) -> Fila:
    """Devuelve tres tablas para translate: rojo, verde y azul de cada número de la paleta."""
    colores = fragmentos[b"PLTE"]
    _exige(colores, "está dañado")
    alfa = fragmentos[b"tRNS"].ljust(256, b"\xff")  # los que no dicen su alfa son opacos
    return [_sobre_blanco(colores[c::3].ljust(256, b"\0"), alfa) for c in range(3)]


def _colores(fila: bytearray, tipo: int, paleta: Fila) -> Fila:
    if tipo == PALETA:
        return [bytes(fila.translate(tabla)) for tabla in paleta]
    planos = [fila[c :: BYTES[tipo]] for c in range(BYTES[tipo])]
    alfa = planos.pop() if tipo in {GRIS_ALFA, RGB_ALFA} else b"\xff" * len(planos[0])
    sobre_blanco = [_sobre_blanco(plano, alfa) for plano in planos]
    return sobre_blanco if len(sobre_blanco) == 3 else sobre_blanco * 3


def _sobre_blanco(plano: bytearray, alfa: bytes | bytearray) -> bytes:
    if alfa.count(255) == len(alfa):
        return bytes(plano)
    return bytes(255 - ((255 - c) * a + 127) // 255 for c, a in zip(plano, alfa, strict=False))
