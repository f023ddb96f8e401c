import pytest
from pika import BasicProperties, spec

from worker.entregas import Entrega
from worker.respuestas import porque


def entrega(cabecera, *, redelivered):
    propiedades = BasicProperties(headers={"x-delivery-count": cabecera})
    return Entrega(None, spec.Basic.Deliver(redelivered=redelivered), propiedades, b"")


def test_el_intento_es_uno_mas_que_las_entregas_fallidas():
    assert entrega(2, redelivered=True).intento == 3


@pytest.mark.parametrize("cabecera", ["abc", None, 99])
def test_una_cabecera_inventada_por_quien_publica_no_cuenta(cabecera):
    assert entrega(cabecera, redelivered=False).intento == 1


@pytest.mark.parametrize("cabecera", ["abc", None])
def test_una_cabecera_que_no_es_un_numero_no_mata_al_worker(cabecera):
    assert entrega(cabecera, redelivered=True).intento == 1


def test_un_error_que_no_sabe_decirse_se_llama_por_su_clase():
    class Mudo(Exception):
        def __str__(self):
            raise ValueError

    assert porque(Mudo()) == "Mudo"
