"""El cronograma dice segundos enteros, y lo que la máquina tarda de más no se acumula."""

from herramientas.evidencias.estudio.hechos import Barra, redondear


def test_las_tareas_seguidas_encajan_aunque_la_maquina_vaya_lenta():
    barras = [
        Barra("worker1", 1, 1, 0.02, 4.13),
        Barra("worker1", 3, 1, 4.25, 8.61),
        Barra("worker1", 5, 1, 8.99, 13.4),
        Barra("worker2", 2, 1, 1.03, 5.1),
        Barra("worker2", 4, 1, 8.8),
    ]

    redondear(barras)

    assert [(b.desde, b.hasta) for b in barras] == [(0, 4), (4, 8), (8, 12), (1, 5), (9, None)]
