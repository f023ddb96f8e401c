"""El flujo del sistema: lo que dibuja img/flush_diagram.png. Para cambiarlo, se cambia esto."""

from herramientas.dibujo.svg import AMBAR, AZUL, LILA, ROJO, TENUE, VERDE
from herramientas.evidencias.dibujos.pasos import Muerte, Nota, Paso
from herramientas.evidencias.dibujos.secuencia import Tramo, dibujar
from herramientas.evidencias.estudio.imagen import Imagen

P, R, W1, W2, M = "producer", "rabbitmq", "worker1", "worker2", "monitor"

TRAMOS = [
    Tramo(
        "Reparto: cada tarea, a quien esté libre (prefetch 1)",
        [
            Paso(P, R, "publica la tarea 1", AZUL),
            Paso(R, P, "confirm: guardada", TENUE),
            Paso(R, W1, "tarea 1 · intento 1", AMBAR),
            Paso(P, R, "publica la tarea 2", AZUL),
            Paso(R, P, "confirm", TENUE),
            Paso(R, W2, "tarea 2 · intento 1", AMBAR),
            Nota(W1, "procesar()"),
            Paso(W1, R, "ack: hecha, se borra", VERDE),
        ],
    ),
    Tramo(
        "El trabajo falla: reject, y la repite quien esté libre",
        [
            Paso(W2, R, "reject", ROJO),
            Nota(R, "pausa de 0,5 s"),
            Paso(R, W1, "tarea 2 · intento 2", AMBAR),
        ],
    ),
    Tramo(
        "Un worker muere a media tarea: sin ack, la tarea vuelve a la cola",
        [
            Muerte(W1, "docker kill"),
            Nota(R, "se cerró la conexión"),
            Paso(R, W2, "tarea 2 · intento 3", AMBAR),
            Paso(W2, R, "ack: hecha, se borra", VERDE),
        ],
    ),
    Tramo(
        "Lo que falla cuatro veces se guarda en tareas_fallidas",
        [
            Paso(R, W2, "otra tarea · intento 4", AMBAR),
            Paso(W2, R, "reject", ROJO),
            Nota(R, "a tareas_fallidas"),
        ],
    ),
    Tramo(
        "Mientras tanto, el monitor mira y escucha",
        [
            Paso(M, R, "¿cuántas quedan? (API, cada segundo)", LILA),
            Paso(R, M, "lo que cuentan todos (exchange eventos_tareas)", TENUE),
        ],
    ),
]


def flujo() -> Imagen:
    """El diagrama de secuencia; su texto es el mismo flujo, un paso por línea."""
    return Imagen(
        "flush_diagram",
        texto_propio="\n".join(map(str, TRAMOS)),
        svg=dibujar((P, R, W1, W2, M), TRAMOS),
    )
