"""Lo que se iguala en las imágenes, y nada más."""

from herramientas.evidencias.estudio.texto import con, estable, sin_repetir
from herramientas.sistema.lineas import ids


def test_se_igualan_tanda_tiempos_puertos_y_prefijo():
    dicho = "x9-worker1 Up 17 minutes (healthy) 127.0.0.1:49153\n[w] completada ab12cd-0003 · 2.1 s"

    assert estable(dicho, "x9-") == (
        "worker1 Up 5 seconds (healthy) 127.0.0.1:15672\n[w] completada 7f3a9c-0003 · 2.0 s"
    )


def test_sin_repetir_quita_solo_las_seguidas():
    assert sin_repetir("a\na\nb\na") == "a\nb\na"


def test_con_e_ids_respetan_el_orden():
    dicho = (
        "[worker1] completada b-2 · 1 s\n[worker1] recibida c-3 · x\n[worker1] completada a-1 · 1 s"
    )

    assert ids("completada", dicho) == ["b-2", "a-1"]
    assert con("completada", dicho).splitlines()[1].startswith("[worker1] completada a-1")
