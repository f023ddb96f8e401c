"""El cronograma dice segundos enteros, y lo que la máquina tarda de más no se acumula."""

from herramientas.evidencias.estudio.cronograma import Barra, Cronograma, seguidas
from herramientas.sistema.lineas import Linea

INICIO = 1_700_000_000.0  # época Unix


def de_un_worker(*tareas):
    """Lo que apunta un worker: cuándo recibe y cuándo completa cada tarea, en segundos."""
    pasos = [
        (verbo, n, segundo)
        for n, cuando in enumerate(tareas, 1)
        for verbo, segundo in zip(("recibida", "completada"), cuando, strict=False)
    ]
    return [Linea(INICIO + s, "", "worker1", verbo, f"a-{n}", "") for verbo, n, s in pasos]


def test_las_tareas_seguidas_encajan_aunque_la_maquina_vaya_lenta():
    lineas = de_un_worker((0.02, 4.13), (4.25, 8.61), (8.99, 13.4))

    assert [(b.desde, b.hasta) for b in seguidas(lineas, INICIO)] == [(0, 4), (4, 8), (8, 12)]


def test_la_que_se_hizo_esperar_empieza_cuando_empezo_y_puede_no_terminar():
    primera, segunda = seguidas(de_un_worker((1.03, 5.1), (8.8,)), INICIO)

    assert (primera.desde, primera.hasta, primera.terminada) == (1, 5, True)
    assert (segunda.tarea, segunda.desde, segunda.terminada) == (2, 9, False)


def test_el_texto_dice_quien_muere_y_cuando():
    dicho = Cronograma("", [0], [Barra("worker1", 1, 2, 0, 3, terminada=False)])

    assert str(dicho).splitlines() == [
        "producer: envía en los segundos 0",
        "worker1: tarea 1, intento 2, del segundo 0 en adelante, sin terminar",
        "worker1 muere en el segundo 3",
    ]
