"""Estos mutantes son de los modos con varias colas, de `encolar` y de las tareas con datos."""

from functools import partial

from tests.mutantes.mutante import Mutante

de_trabajo = partial(Mutante, archivo="comun/familias/de_trabajo.py")
de_entregas = partial(Mutante, archivo="worker/entregas.py")
de_encolar = partial(Mutante, archivo="producer/encolar.py")
CONTRATO = "integration/test_contrato.py"
ROUTING = "integration/test_routing.py"
ENCOLAR = "integration/test_encolar.py"
INTACTAS = "test_si_el_broker_cancela_una_cola_se_acaba_la_de_otra_y_las_demas_vuelven_intactas"
VENCIDA = f"{ROUTING}::test_la_que_pasa_de_plazo_ack_sin_empezar_no_se_hace"
DE_NADIE = (
    "integration/test_fallidas.py::test_la_que_no_viene_de_la_cola_de_un_modo_se_queda_y_se_dice"
)

MUTANTES = [
    de_trabajo(
        que="un tipo que nadie recibe se repite sin fin",
        texto="return not devuelta or bool(self.colas_para(tarea.tipo))",
        otro="return True",
        prueba=f"{ROUTING}::test_un_tipo_que_nadie_declaro_se_devuelve_se_dice_y_se_cuenta",
    ),
    de_trabajo(
        que="solo declara las colas que atiende",
        texto="        self.declarar(channel)  # todas",
        otro="        # todas",
        prueba=f"{ROUTING}::test_si_borran_la_cola_de_un_tipo_se_declara_otra_vez",
    ),
    Mutante(
        que="la política es de una sola cola: en las demás, el broker borra lo que falla",
        archivo="rabbitmq/definiciones.json",
        texto='"pattern": "^tareas_",',
        otro='"pattern": "^tareas_distribuidas$",',
        prueba=f"{CONTRATO}::test_lo_que_falla_siempre_acaba_como_dice_el_modo",
    ),
    de_entregas(
        que="devuelve la que ya es de otro worker",
        texto="self._esperan = deque(e for e in self._esperan if e.cola not in perdidas)",
        otro="pass",
        prueba=f"unit/test_entregas.py::{INTACTAS}",
    ),
    de_entregas(
        que="pierde la que tiene en mano porque venció la de otra cola",
        texto="if not self._en_mano or self._en_mano.cola in perdidas:",
        otro="if perdidas:",
        prueba=VENCIDA,
    ),
    de_entregas(
        que="al parar, la que no ha empezado gasta un intento",
        texto="self.channel.basic_nack(self.metodo.delivery_tag or 0, requeue=True)",
        otro="self.channel.basic_reject(self.metodo.delivery_tag or 0, requeue=True)",
        prueba=f"{ROUTING}::test_al_parar_devuelve_la_que_no_ha_empezado_sin_gastarle_un_intento",
    ),
    de_encolar(
        que="encolar da por confirmada la que el broker no acepta",
        texto='self._descartar(tarea, "el broker no la acepta")',
        otro="self.confirmada(tarea)",
        prueba=f"{ENCOLAR}::test_la_que_el_broker_no_acepta_es_una_excepcion",
    ),
    de_encolar(
        que="encolar da por confirmada la que nadie recibe",
        texto="self._descartar(tarea, self.modo.por_que_vuelve(tarea))",
        otro="self.confirmada(tarea)",
        prueba=f"{ENCOLAR}::test_en_pub_sub_sin_nadie_es_una_excepcion",
    ),
    de_encolar(
        que="encolar no tiene plazo",
        texto="call_later(plazo, self.bucle.stop)",
        otro="call_later(plazo * 1000, self.bucle.stop)",
        prueba=f"{ENCOLAR}::test_un_broker_que_calla_no_la_deja_esperando",
    ),
    Mutante(
        que="el socket de un broker congelado se queda abierto",
        archivo="producer/publicacion.py",
        texto="self.conexion.cortar()",
        otro="pass",
        prueba=f"{ENCOLAR}::test_con_un_broker_que_calla_tambien_se_cierra_la_conexion",
    ),
    Mutante(
        que="los campos de otro cliente se pierden",
        archivo="comun/tarea.py",
        texto="            datos = {**de_mas, **datos}\n",
        otro="            pass\n",
        prueba="unit/test_tarea.py",
    ),
    Mutante(
        que="lo que nadie sabe de dónde vino se devuelve a cualquier cola",
        archivo="herramientas/contenedor/fallida.py",
        texto="if cola in m.colas",
        otro="if m.colas",
        prueba=DE_NADIE,
    ),
    Mutante(
        que="reintentar pierde la tarea cuya cola no existe",
        archivo="herramientas/contenedor/vuelta.py",
        texto=", mandatory=True",
        otro="",
        prueba="integration/test_fallidas.py::test_si_borraron_su_cola_se_quedan_y_se_dice",
    ),
    Mutante(
        que="la demo resume la tanda de antes",
        archivo="herramientas/contenedor/seguida.py",
        texto="lote.instante >= self._desde and ",
        otro="",
        prueba="unit/test_seguida.py::test_la_que_empezo_antes_no_es_la_suya",
    ),
    Mutante(
        que="si falla la función de tareas.py, no se dice",
        archivo="producer/tanda.py",
        texto='self.fallo = f"falló: {porque(error)}"',
        otro="pass",
        prueba="unit/test_tanda.py",
    ),
]
