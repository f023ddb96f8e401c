"""La ventana del productor: de qué responde el broker, y qué queda."""

from comun.tarea import Tarea
from producer.ventana import Ventana


def llena(*numeros):
    ventana = Ventana()
    for numero in numeros:
        ventana.anotar(Tarea(id=numero, complejidad=0))
    return ventana


def numeros(tareas):
    return [tarea.id for tarea in tareas]


def test_un_confirm_es_de_una():
    ventana = llena(7, 8, 9)

    assert numeros(ventana.responder(2, multiple=False)) == [8]
    assert len(ventana) == 2


def test_con_multiple_es_de_todas_hasta_ella_que_aun_no_tenian_respuesta():
    ventana = llena(7, 8, 9)
    ventana.responder(1, multiple=False)

    assert numeros(ventana.responder(2, multiple=True)) == [8]
    assert numeros(ventana.responder(3, multiple=True)) == [9]


def test_los_tags_siguen_contando_aunque_se_repita_una():
    ventana = llena(7)
    (tarea,) = ventana.responder(1, multiple=False)

    ventana.anotar(tarea)

    assert numeros(ventana.responder(2, multiple=False)) == [7]


def test_las_que_quedan_salen_en_orden_y_la_mas_antigua_la_primera():
    ventana = llena(7, 8, 9)
    ventana.responder(1, multiple=False)

    assert numeros(ventana) == [8, 9]
