"""Estos mutantes son del juez: un recuento que no cuenta, una suite que a todo dice «bien»."""

from functools import partial

from tests.mutantes.mutante import Mutante

JUEZ = "unit/test_juez.py"
RECUENTO = "herramientas/sistema/recuento.py"
del_recuento = partial(Mutante, archivo=RECUENTO, prueba="unit/test_recuento.py")
de_cuentas = partial(Mutante, archivo="herramientas/caos/cuentas.py", prueba=JUEZ)

MUTANTES = [
    del_recuento(que="no ve repetidas", texto="self.hechas.total() - self.completadas", otro="0"),
    del_recuento(
        que="lo descartado está perdido",
        texto="set(self.enviadas) - hechas - self.descartadas",
        otro="set(self.enviadas) - hechas",
    ),
    del_recuento(
        que="no ve lo que nadie envió",
        texto="self.ajenas - self.dudosas",
        otro="set()",
    ),
    del_recuento(
        que="con copias, basta con que la haga uno",
        texto="for w in self.workers for t in self.enviadas} - set(self.hechas)",
        otro="for w in self.workers[:1] for t in self.enviadas} - set(self.hechas)",
    ),
    de_cuentas(
        que="no compara lo pedido con lo publicado",
        texto="fila.pedidas in {0, publicadas}",
        otro="True",
    ),
    de_cuentas(
        que="las perdidas no son un reparo", texto="fila.perdidas == fila.permitidas", otro="True"
    ),
    de_cuentas(
        que="las repetidas no tienen tope",
        texto="c.repetidas is None or fila.repetidas <= c.repetidas",
        otro="True",
    ),
    de_cuentas(que="recuperarse puede durar lo que sea", texto="0 <= tardo <= limite", otro="True"),
    de_cuentas(
        que="si no se midió, se recuperó",
        texto="(tardo is None) == (limite is None)",
        otro="True",
    ),
    de_cuentas(que="no se hacen cuentas", texto="    compara(c, recuento)\n", otro=""),
    de_cuentas(que="un servicio caído está bien", texto="    en_pie(c)\n", otro=""),
    de_cuentas(
        que="lo que dijo un worker vale por lo que hay en tareas_fallidas",
        texto="if not c.copias:  # lo que hay en la cola",
        otro="if False:  # lo que hay en la cola",
    ),
    de_cuentas(
        que="lo que nadie envió está en duda, aunque nadie muriera",
        texto="in tandas} if muerto else set()",
        otro="in tandas}",
    ),
    Mutante(
        que="una suite con una fila mala acaba bien",
        archivo="herramientas/caos/suite.py",
        texto="return 1 if malas else 0",
        otro="return 0",
        prueba=JUEZ,
    ),
    Mutante(
        que="un mutante que sobrevive no se ve",
        archivo="tests/mutantes/copia.py",
        texto="if not hecho.returncode:",
        otro="if False:",
        prueba="unit/test_mutantes.py",
    ),
    de_cuentas(
        que="las dudosas de work_queue no son un reparo",
        texto="c.copias or parada or not fila.dudosas",
        otro="True",
    ),
    de_cuentas(
        que="pub_sub puede perder cualquier copia de después de una ausencia",
        texto="hasta < cuando <= hasta + CONFIRM",
        otro="hasta < cuando",
        prueba="unit/test_perdibles.py",
    ),
    Mutante(
        que="lo que se exige no se mira",
        archivo="herramientas/caos/corrida.py",
        texto="if not cumple:",
        otro="if False:",
        prueba=JUEZ,
    ),
    Mutante(
        que="un golpe al aire vale por uno que dio",
        archivo="herramientas/caos/correr.py",
        texto="fallo.provoca(c) is not False",
        otro="fallo.provoca(c) or True",
        prueba=JUEZ,
    ),
    Mutante(
        que="lo que se fue con la cola ya no se esperaba",
        archivo="herramientas/caos/corrida.py",
        texto="min([corte, *esperaban])",
        otro="corte",
        prueba="unit/test_perdibles.py",
    ),
    Mutante(
        que="toda fila acaba bien",
        archivo="herramientas/caos/fallo.py",
        texto='if self.reparos else "bien"',
        otro='if False else "bien"',
        prueba=JUEZ,
    ),
    Mutante(
        que="las imágenes muestran lo que no ha pasado",
        archivo="herramientas/evidencias/estudio/imagen.py",
        texto="if not cierto:",
        otro="if False:",
        prueba=JUEZ,
    ),
]
