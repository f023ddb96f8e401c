"""En Topics, el tipo son palabras con puntos, y cada cola dice con un patrón cuáles quiere.

                                    ┌─ norte.# ─────▶ [tareas_del_norte] ──▶ worker1 ── ack
productor ──▶ (tareas_por_tema) ────┼─ *.urgente.* ─▶ [tareas_urgentes] ───▶ worker2 ── ack
                    topic           └─ #.correo ────▶ [tareas_de_correo] ──▶ worker1 ── ack

`*` es una palabra y `#` es cualquier número de ellas. Una tarea puede encajar en varias colas: va
una copia a cada una, y cada copia se hace y se reintenta por su cuenta.
"""

from comun.familias.de_trabajo import DeTrabajo

MODO = DeTrabajo(
    nombre="topics",
    exchange="tareas_por_tema",
    exchange_type="topic",
    tipos=(
        "norte.normal.llamada",
        "norte.urgente.correo",  # va a las tres colas
        "sur.normal.correo",
        "sur.urgente.llamada",
    ),
    colas={
        "tareas_del_norte": ["norte.#"],
        "tareas_urgentes": ["*.urgente.*"],
        "tareas_de_correo": ["#.correo"],
    },
)
