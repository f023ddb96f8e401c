"""Este módulo prepara un texto que viene de fuera para una línea del registro."""

LARGO_VISIBLE = 64  # caracteres de un texto ajeno que caben en una línea
FIN_DE_ID = str.maketrans({" ": r"\x20", "·": r"\xb7"})  # estos dos, en una línea, terminan un id


def visible(texto: object) -> str:
    r"""Escapa (`\n`, `\x1b`…) y corta a 64 caracteres un texto que viene de fuera.

    Así nadie falsifica una línea del registro ni colorea una terminal con una tarea.
    """
    letras = str(texto)[: LARGO_VISIBLE + 1]
    limpio = "".join(c if c.isprintable() else repr(c)[1:-1] for c in letras)
    return limpio if len(limpio) <= LARGO_VISIBLE else limpio[: LARGO_VISIBLE - 1] + "…"


def id_visible(texto: object) -> str:
    r"""Escapa y corta un id, que además no puede parecer más largo ni más corto de lo que es.

    Las líneas son `verbo id · detalle`: los espacios del id salen como `\x20` y sus `·` como
    `\xb7`; si no, una tarea de id `a-1 · 4.0 s` pasaría en el registro por la `a-1`.
    """
    return visible(str(texto)[: LARGO_VISIBLE + 1].translate(FIN_DE_ID))


def porque(error: BaseException) -> str:
    """Devuelve lo que dice una excepción ajena, o su clase: su `str()` también puede fallar."""
    try:
        return visible(str(error) or repr(error))
    except Exception:  # noqa: BLE001 # un fallo al leerla no puede acabar con el servicio
        return type(error).__name__
