"""Lo que se publica en una vuelta del bucle sale junto; falla si pika deja de admitirlo."""

from itertools import islice

from comun.ajustes import Ajustes
from comun.bucle import Bucle
from comun.modos.work_queue import MODO
from comun.parametros import parametros
from comun.rafaga import Rafaga
from comun.tarea import Tarea


def test_cien_tareas_salen_en_un_solo_envio_y_llegan_en_orden(broker, vhost, conectar, monkeypatch):
    envios = []
    soltar = Rafaga._soltar
    monkeypatch.setattr(Rafaga, "_soltar", lambda r: (envios.append(len(r._tramas)), soltar(r)))
    ajustes = Ajustes.de_entorno(
        {
            "RABBIT_HOST": "127.0.0.1",
            "RABBIT_PORT": broker.entorno["PUERTO_AMQP"],
            "RABBIT_VHOST": vhost,
            "RABBIT_USER": "producer",
            "RABBIT_PASS": "producer",
        }
    )
    MODO.declarar(conectar("admin"))

    def publicar(channel):
        for numero in range(100):
            MODO.publicar(channel, Tarea(id=numero, complejidad=0))
        bucle.acabar()

    bucle = Bucle(publicar, lambda: None)
    bucle.correr(parametros(ajustes, "producer", "127.0.0.1"))

    assert max(envios) >= 300  # tres tramas por tarea
    llegadas = islice(conectar("admin").consume(MODO.cola, inactivity_timeout=5), 100)
    assert [Tarea.de_json(cuerpo).id for _, _, cuerpo in llegadas] == list(range(100))
