"""Mutantes del productor: lo que haría que diera por enviado lo que no lo está, o se lo callara."""

from functools import partial

from taller.mutantes.mutante import Mutante

de_envio = partial(Mutante, fichero="producer/envio.py")
PRODUCTOR = "integration/test_productor.py"
BORRADA = f"{PRODUCTOR}::test_si_le_borran_la_cola_la_declara_y_repite_la_que_volvio"
SIN_CONFIRMS = (
    "integration/test_confirms.py::test_sin_confirms_en_el_plazo_se_corta_y_las_tareas_se_repiten"
)

MUTANTES = [
    de_envio(
        que="con una alarma sigue publicando",
        texto="if self.bucle.bloqueada or self.en_pausa or self.parada.pedida:",
        otro="if self.en_pausa or self.parada.pedida:",
        prueba=f"{PRODUCTOR}::test_mientras_dura_una_alarma_no_publica",
    ),
    de_envio(
        que="la que vuelve se pierde",
        texto='self._repetir(numero, tarea, "su cola no existe")',
        otro="pass",
        prueba=BORRADA,
    ),
    de_envio(
        que="la que vuelve se da por enviada",
        texto="elif str(tarea.id) not in self.devueltas:",
        otro="elif True:",
        prueba=BORRADA,
    ),
    de_envio(
        que="no declara otra vez la cola que falta",
        texto="self.modo.declarar(self.channel)",
        otro="pass",
        prueba=BORRADA,
    ),
    de_envio(
        que="la que el broker no acepta se da por enviada",
        texto="if isinstance(respuesta, spec.Basic.Nack):",
        otro="if False:",
        prueba=f"{PRODUCTOR}::test_al_parar_dice_las_que_esperaban_repetirse",
    ),
    de_envio(
        que="en pub_sub, la que una cola no acepta se manda otra vez a todas",
        texto="if self.modo.persistente:\n            self._repetir",
        otro="if True:\n            self._repetir",
        prueba="integration/test_pub_sub.py::"
        "test_si_una_cola_no_la_acepta_los_demas_no_la_reciben_dos_veces",
    ),
    de_envio(
        que="al parar no espera los confirms",
        texto="self.bucle.luego(DESPEDIDA, self.bucle.abandonar)",
        otro="self.bucle.abandonar()",
        prueba=f"{PRODUCTOR}::test_al_parar_espera_los_confirms_que_faltan",
    ),
    de_envio(
        que="al perder la conexión, lo que iba de camino se pierde",
        texto="self.tanda.repetir(*self.en_camino.popitem()[1])",
        otro="self.en_camino.popitem()",
        prueba=SIN_CONFIRMS,
    ),
    de_envio(
        que="un canal sin confirms no se corta nunca",
        texto="if esperado >= PLAZO:",
        otro="if False:",
        prueba=SIN_CONFIRMS,
    ),
    de_envio(
        que="al parar sigue publicando",
        texto="if self.bucle.bloqueada or self.en_pausa or self.parada.pedida:",
        otro="if self.bucle.bloqueada or self.en_pausa:",
        prueba="integration/test_senales.py::test_el_productor_se_para_y_dice_cuantas_ha_enviado",
    ),
    de_envio(
        que="INTERVALO, diez veces más",
        texto="self.bucle.luego(self.intervalo, self._turno)",
        otro="self.bucle.luego(self.intervalo * 10, self._turno)",
        prueba="integration/test_ajenos.py::test_entre_dos_tareas_pasa_el_intervalo",
    ),
    Mutante(
        que="al parar, las que esperaban repetirse se callan",
        fichero="producer/productor.py",
        texto="tanda.dudar(log, tanda.abandonar())",
        otro="tanda.abandonar()",
        prueba=f"{PRODUCTOR}::test_al_parar_dice_las_que_esperaban_repetirse",
    ),
    Mutante(
        que="la última tarea no se envía",
        fichero="producer/tanda.py",
        texto="self._creadas >= total",
        otro="self._creadas >= total - 1",
        prueba="integration/test_pub_sub.py::"
        "test_sin_nadie_suscrito_la_tarea_vuelve_y_no_se_repite",
    ),
    Mutante(
        que="con decimales, la complejidad se sale del rango",
        fichero="producer/tanda.py",
        texto="self._azar.uniform(bajo, alto)",
        otro="self._azar.uniform(bajo, alto + 1)",
        prueba=f"{PRODUCTOR}::test_la_complejidad_de_un_rango_con_decimales_cae_dentro",
    ),
    Mutante(
        que="sin nadie suscrito, se confirma y se pierde",
        fichero="comun/modo.py",
        texto="mandatory=True,",
        otro="mandatory=False,",
        prueba="integration/test_pub_sub.py::"
        "test_sin_nadie_suscrito_la_tarea_vuelve_y_no_se_repite",
    ),
    Mutante(
        que="lo enviado no sobrevive a un reinicio del broker",
        fichero="comun/modos/work_queue.py",
        texto="persistente=True,",
        otro="persistente=False,",
        prueba="integration/test_ajenos.py::"
        "test_lo_que_publica_el_productor_lleva_sus_propiedades[ajustes0]",
    ),
]
