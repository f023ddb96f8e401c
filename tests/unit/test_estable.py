"""Lo que se iguala en las imágenes, y nada más."""

from herramientas.evidencias.estudio.terminal import estable


def test_se_igualan_tanda_tiempos_y_prefijo():
    dicho = "x9-worker1 Up 17 minutes (healthy)\n[w] completada ab12cd-0003 · 2.1 s"

    assert estable(dicho, "x9-") == (
        "worker1 Up 5 seconds (healthy)\n[w] completada 7f3a9c-0003 · 2.0 s"
    )
