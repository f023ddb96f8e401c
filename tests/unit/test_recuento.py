import pytest

from comun.texto import id_visible
from herramientas.sistema.lineas import en_mano, leer
from herramientas.sistema.recuento import Recuento

PRODUCTOR = "[producer] enviada a-1 · complejidad 1\n[producer] enviada a-2 · complejidad 1\n"


def recuento(*registros, copias=False):
    suyo = Recuento(copias, ["worker1", "worker2"])
    for registro in (PRODUCTOR, *registros):
        suyo.apuntar(registro)
    return suyo


def test_lo_enviado_y_no_hecho_falta():
    assert recuento("[worker1] completada a-1 · 1.0 s").faltan == 1


def test_lo_descartado_no_esta_perdido():
    suyo = recuento("[worker1] completada a-1 · 1.0 s\n[worker2] descartada a-2 · fallo")

    assert suyo.faltan == 0


def test_lo_hecho_dos_veces_se_cuenta_como_repetido():
    hecha = "completada a-1 · 1.0 s"

    suyo = recuento(f"[worker1] {hecha}", f"[worker2] {hecha}")

    assert (suyo.completadas, suyo.repetidas) == (1, 1)


def test_con_copias_faltan_las_de_cada_worker():
    assert recuento("[worker1] completada a-1 · 1.0 s", copias=True).faltan == 3


def test_las_tareas_de_otra_tanda_no_cuentan():
    assert recuento("[worker1] completada b-1 · 1.0 s").completadas == 0


def test_lo_hecho_que_nadie_envio_es_inesperado():
    assert recuento("[worker1] completada b-1 · 1.0 s").inesperadas == {"b-1"}


def test_lo_que_se_quedo_sin_confirmar_no_es_inesperado():
    dudosa = "[producer] sin confirmar b-1: no se repite"

    assert not recuento(dudosa, "[worker1] completada b-1 · 1.0 s").inesperadas


def test_un_id_que_imita_el_final_de_una_linea_no_cuenta_como_otra_tarea():
    assert recuento(f"[worker1] completada {id_visible('a-1 · 4.0 s')} · 0.0 s").completadas == 0


def test_los_instantes_de_docker_no_estorban():
    con_instante = "2026-11-24T07:23:36.123456789Z [worker1] completada a-1 · 1.0 s"

    assert recuento(con_instante).completadas == 1


RECIBIDA = "[worker1] recibida a-1 · complejidad 1 · intento 1\n"


@pytest.mark.parametrize(
    ("registro", "tarea"),
    [
        ("", ""),
        (RECIBIDA, "a-1"),
        (RECIBIDA + "[worker1] completada a-1 · 1.0 s\n", ""),
        (RECIBIDA + "[worker1] conexión perdida (se cortó): se reconecta\n", "a-1"),
        (RECIBIDA + "[worker1] listo · modo work_queue · cola tareas_distribuidas\n", ""),
    ],
)
def test_en_mano_esta_lo_recibido_y_sin_terminar(registro, tarea):
    assert en_mano(leer(registro)) == tarea


def test_de_una_tarea_que_va_a_varias_colas_cuenta_cada_copia():
    recuento = Recuento(copias=False, workers=["worker1"])
    recuento.apuntar("[producer] enviada a-1 · tipo x.y\n")
    hecha = "[worker1] completada a-1 · 1.0 s · de tareas_"

    recuento.apuntar(f"{hecha}uno\n{hecha}otra\n{hecha}otra\n")

    assert (recuento.completadas, recuento.repetidas, recuento.a_varias) == (2, 1, True)
    assert not recuento.perdidas


def test_lo_que_imprime_un_trabajo_sin_ser_una_linea_del_registro_no_es_una_tarea_hecha():
    assert recuento("completada a-1 · 0.0 s").faltan == 2


def test_una_linea_dice_su_tipo_tambien_al_final():
    lineas = leer("[p] enviada a-1 · tipo chevere\n[w] recibida a-1 · tipo chevere · intento 2")

    assert [(linea.tipo, linea.intento) for linea in lineas] == [("chevere", 0), ("chevere", 2)]
