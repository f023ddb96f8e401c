import pytest
from pika import BasicProperties, spec
from pika.exceptions import ConsumerCancelled

from comun.texto import porque
from worker.entregas import Entrega, Entregas


def entrega(cabecera, *, redelivered):
    propiedades = BasicProperties(headers={"x-delivery-count": cabecera})
    return Entrega("cola", None, spec.Basic.Deliver(redelivered=redelivered), propiedades, b"")


def test_el_intento_es_uno_mas_que_las_entregas_fallidas():
    assert entrega(2, redelivered=True).intento == 3


@pytest.mark.parametrize("cabecera", ["abc", None, 99])
def test_una_cabecera_inventada_por_quien_publica_no_cuenta(cabecera):
    assert entrega(cabecera, redelivered=False).intento == 1


@pytest.mark.parametrize("cabecera", ["abc", None])
def test_una_cabecera_que_no_es_un_numero_no_mata_al_worker(cabecera):
    assert entrega(cabecera, redelivered=True).intento == 1


@pytest.mark.parametrize(("hace", "vencida"), [(0, False), (9, False), (10, True), (11, True)])
def test_una_entrega_vence_cuando_lleva_aqui_su_plazo(hace, vencida):
    suya = entrega(None, redelivered=False)
    suya.llego -= hace

    assert suya.vencida(10) == vencida


class Canal:
    """Lo que de un canal mira Entregas: quién sigue suscrito, y a qué se responde."""

    def __init__(self, *colas):
        self.consumer_tags = [f"worker1.{cola}" for cola in colas]
        self.devueltas = []

    def basic_nack(self, tag, *, requeue):
        assert requeue
        self.devueltas.append(tag)

    def _process_data_events(self, _):
        """Nada nuevo."""


@pytest.fixture
def canal():
    return Canal("una", "dos", "tres")


@pytest.fixture
def entregas(canal):
    """Ha llegado una de cada cola, y no en su orden."""
    entregas = Entregas(canal, ["una", "dos", "tres"], "worker1")
    for tag, cola in enumerate(("tres", "una", "dos"), 1):
        entregas._llega(cola, canal, spec.Basic.Deliver(delivery_tag=tag), BasicProperties(), b"")
    return entregas


def test_se_hacen_por_orden_de_llegada_sean_de_la_cola_que_sean(entregas):
    assert [entregas.siguiente().cola for _ in range(3)] == ["tres", "una", "dos"]


def test_si_ya_ha_llegado_alguna_no_hay_que_esperar(entregas):
    assert entregas.esperar(60)


def test_si_el_broker_cancela_una_cola_se_acaba_la_de_otra_y_las_demas_vuelven_intactas(
    canal, entregas
):
    en_mano = entregas.siguiente()
    canal.consumer_tags.remove("worker1.una")

    entregas.atender()
    en_mano.respondida = True
    with pytest.raises(ConsumerCancelled):
        entregas.esperar(60)

    assert canal.devueltas == [3]  # la de «una» ya es de otro


def test_si_cancela_la_de_la_tarea_en_mano_no_se_espera(canal, entregas):
    entregas.siguiente()
    canal.consumer_tags.remove("worker1.tres")

    with pytest.raises(ConsumerCancelled):
        entregas.atender()

    assert canal.devueltas == [2, 3]


def test_una_cola_no_entrega_otra_hasta_que_se_responde_de_la_suya(entregas):
    en_mano = entregas.siguiente()
    assert entregas._libres() == set()

    en_mano.respondida = True

    assert entregas._libres() == {"tres"}


@pytest.mark.parametrize(
    ("colas", "etiquetas"),
    [(["una"], ["worker1"]), (["una", "otra"], ["worker1.una", "worker1.otra"])],
)
def test_con_una_cola_la_etiqueta_es_el_nombre_del_worker_y_con_varias_se_distinguen(
    colas, etiquetas
):
    assert list(Entregas(None, colas, "worker1")._etiquetas.values()) == etiquetas


def test_un_error_que_no_sabe_decirse_se_llama_por_su_clase():
    class Mudo(Exception):
        def __str__(self):
            raise ValueError

    assert porque(Mudo()) == "Mudo"
