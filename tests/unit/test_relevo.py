"""El hilo de trabajo no se muere en silencio."""

import pytest
from pika import exceptions

from worker.relevo import Relevo


def relevo_que_acaba_con(error):
    def consumir():
        raise error

    relevo = Relevo()
    relevo._consumo = relevo._hilo.submit(consumir)
    return relevo


def test_un_fallo_del_hilo_que_nadie_esperaba_se_dice_al_terminar():
    with pytest.raises(ZeroDivisionError):
        relevo_que_acaba_con(ZeroDivisionError()).terminar()


def test_perder_la_conexion_no_es_un_fallo_del_hilo():
    relevo_que_acaba_con(exceptions.StreamLostError()).terminar()
