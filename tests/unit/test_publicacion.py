"""Qué se hace con cada respuesta del broker, sin red."""

from pika import BasicProperties, frame, spec

from comun.modos import routing
from comun.tarea import Tarea
from producer.publicacion import Publicacion


class Apuntada(Publicacion):
    """Una `Apuntada` apunta qué pasó con cada tarea."""

    def __init__(self, *tareas):
        super().__init__(routing.MODO)
        self.dicho = []
        for tarea in tareas:
            self.ventana.anotar(tarea)

    def confirmada(self, tarea):
        self.dicho.append(("confirmada", tarea.tipo))

    def devuelta(self, tarea):
        self.dicho.append(("devuelta", tarea.tipo))

    def no_aceptada(self, tarea):
        self.dicho.append(("no aceptada", tarea.tipo))

    def empezar(self, channel): ...

    def seguir(self): ...

    def on_blocked(self, *, bloqueada): ...

    def vuelve(self, clave):
        metodo, suyas = spec.Basic.Return(routing_key=clave), BasicProperties(message_id="7")
        self.on_return(None, metodo, suyas, b"")

    def responde(self, metodo):
        self.on_delivery_confirmation(frame.Method(1, metodo))


BUENA, PERDIDA = Tarea(id=7, tipo="chevere"), Tarea(id=7, tipo="de nadie")


def test_de_dos_con_el_mismo_id_se_devuelve_la_que_nadie_recibe():
    publicacion = Apuntada(BUENA, PERDIDA)

    publicacion.vuelve("de nadie")
    publicacion.responde(spec.Basic.Ack(2, multiple=True))

    assert publicacion.dicho == [("confirmada", "chevere"), ("devuelta", "de nadie")]


def test_dos_iguales_que_nadie_recibe_se_devuelven_las_dos():
    publicacion = Apuntada(PERDIDA, PERDIDA)

    publicacion.vuelve("de nadie")
    publicacion.vuelve("de nadie")
    publicacion.responde(spec.Basic.Ack(2, multiple=True))

    assert publicacion.dicho == [("devuelta", "de nadie")] * 2


def test_una_devolucion_vale_para_una():
    publicacion = Apuntada(PERDIDA, PERDIDA)

    publicacion.vuelve("de nadie")
    publicacion.responde(spec.Basic.Ack(1))
    publicacion.responde(spec.Basic.Ack(2))

    assert publicacion.dicho == [("devuelta", "de nadie"), ("confirmada", "de nadie")]


def test_de_un_nack_multiple_ninguna_se_da_por_enviada():
    publicacion = Apuntada(BUENA, PERDIDA)

    publicacion.responde(spec.Basic.Nack(2, multiple=True))

    assert publicacion.dicho == [("no aceptada", "chevere"), ("no aceptada", "de nadie")]
