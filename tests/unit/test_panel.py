import pytest

from comun.api import Cola
from comun.estado import Estado
from comun.evento import Evento, Que
from panel.broker import CALMA, Balance, Mirada
from panel.serie import percentiles


def enviadas(cuantas):
    estado = Estado()
    for n in range(cuantas):
        estado.aplicar(Evento(Que.ENVIADA, "producer", f"t{n}", float(n)))
    return estado


def mirada(en_cola):
    return Mirada(contesta=True, cola=Cola(en_cola=en_cola))


def test_lo_que_esperaba_antes_de_mirar_lo_dice_el_broker():
    balance, estado = Balance(), Estado()

    balance.comparar(estado, mirada(500), [])
    estado.aplicar(Evento(Que.ENVIADA, "producer", "a", 1.0))

    assert balance.esperan(estado, []) == 501


def test_una_mirada_atrasada_no_hace_bailar_el_numero():
    balance, estado = Balance(), enviadas(0)
    balance.comparar(estado, mirada(0), [])

    estado.aplicar(Evento(Que.ENVIADA, "producer", "a", 1.0))
    balance.comparar(estado, mirada(0), [])

    assert balance.esperan(estado, []) == 1


def test_lo_que_manda_otro_cliente_se_cuenta_cuando_hay_calma():
    balance, estado = Balance(), enviadas(1)

    for _ in range(CALMA + 1):
        balance.comparar(estado, mirada(3), [])

    assert balance.esperan(estado, []) == 3


@pytest.mark.parametrize(("en_cola", "perdidas"), [(2, 0), (0, 2)])
def test_las_perdidas_se_dicen_en_calma(en_cola, perdidas):
    balance, estado = Balance(), enviadas(2)

    balance.comparar(estado, mirada(en_cola), [])
    assert balance.perdidas is None
    for _ in range(CALMA):
        balance.comparar(estado, mirada(en_cola), [])

    assert balance.perdidas == perdidas


def test_sin_respuesta_del_broker_no_se_da_nada_por_perdido():
    balance, estado = Balance(), enviadas(2)

    for _ in range(2 * CALMA):
        balance.comparar(estado, Mirada(), [])

    assert balance.perdidas is None


@pytest.mark.parametrize(
    ("muestras", "esperados"), [([], None), ([3.0], [3.0, 3.0]), (range(101), [50, 95])]
)
def test_los_percentiles(muestras, esperados):
    assert percentiles(muestras) == esperados
