"""Cuánto espera la demo a la tanda, con un reloj y un diario de mentira."""

from types import SimpleNamespace

from herramientas.contenedor import demo
from tests.servicios import servicio
from tests.unit.test_seguida import envia, hace, suscrito
from tests.unit.test_seguimiento import Proceso


def test_el_diario_atrasado_no_cuenta_en_lo_que_se_espera_a_la_tanda(monkeypatch):
    (viejo, lista), reloj = suscrito("worker1.a"), [1000.0]
    atrasados = [lista, *(viejo.lote() for _ in range(60))]  # uno por segundo: más que SIN_TANDA
    quedan = iter([*atrasados, *envia(Proceso("producer.a"), "a-1"), hace(viejo, "a-1")])

    def suscribir(_conexion, al_llegar):
        def atender(_segundos):
            reloj[0] += 1
            if lote := next(quedan, None):
                al_llegar(lote)

        return atender

    def lector(_nombre, al_llegar):
        return SimpleNamespace(suscribir=lambda conexion: suscribir(conexion, al_llegar))

    monkeypatch.setattr(demo, "Lector", lector)
    ahora = SimpleNamespace(time=lambda: reloj[0], monotonic=lambda: reloj[0])
    monkeypatch.setattr(demo, "time", ahora)

    assert demo.Demo(servicio("demo"), 0.0).seguir(None) == ""


def test_sin_tanda_se_espera_un_rato_y_se_dice(monkeypatch):
    reloj = iter(range(1000))
    atender = SimpleNamespace(suscribir=lambda _conexion: lambda _segundos: None)
    monkeypatch.setattr(demo, "Lector", lambda *_: atender)
    ahora = SimpleNamespace(time=lambda: 1000.0, monotonic=lambda: next(reloj))
    monkeypatch.setattr(demo, "time", ahora)

    dicho = demo.Demo(servicio("demo", PREFIJO="mi-"), 0.0).seguir(None)

    assert dicho == "no ha empezado ninguna tanda: docker logs mi-producer dice por qué"
