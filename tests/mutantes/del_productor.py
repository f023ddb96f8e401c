"""Estos mutantes son del productor: da por enviado lo que no lo está, o no lo dice."""

from functools import partial

from tests.mutantes.mutante import Mutante

de_envio = partial(Mutante, archivo="producer/envio.py")
de_publicacion = partial(Mutante, archivo="producer/publicacion.py")
PRODUCTOR = "integration/test_productor.py"
BORRADA = f"{PRODUCTOR}::test_si_le_borran_la_cola_la_declara_y_repite_la_que_volvio"
SIN_CONFIRMS = (
    "integration/test_confirms.py::test_sin_confirms_en_el_plazo_se_corta_y_las_tareas_se_repiten"
)

MUTANTES = [
    de_envio(
        que="con una alarma sigue publicando",
        texto="espera = self.bloqueada or self.en_pausa or",
        otro="espera = self.en_pausa or",
        prueba=f"{PRODUCTOR}::test_mientras_dura_una_alarma_no_publica",
    ),
    de_envio(
        que="la que vuelve se pierde",
        texto='self._repetir(tarea, "su cola no existe")',
        otro="pass",
        prueba=BORRADA,
    ),
    de_publicacion(
        que="la que vuelve se da por enviada",
        texto="elif devuelta:",
        otro="elif not tarea:",
        prueba=BORRADA,
    ),
    de_envio(
        que="no declara otra vez la cola que falta",
        texto="            self.modo.declarar(self.channel)\n",
        otro="            pass\n",
        prueba=BORRADA,
    ),
    de_publicacion(
        que="la que el broker no acepta se da por enviada",
        texto="if isinstance(metodo, spec.Basic.Nack):",
        otro="if not tarea:",
        prueba=f"{PRODUCTOR}::test_al_parar_dice_las_que_esperaban_repetirse",
    ),
    Mutante(
        que="en pub_sub, la que una cola no acepta se manda otra vez a todas",
        archivo="comun/familias/de_copias.py",
        texto="return False  # la recibirían",
        otro="return not devuelta  # la recibirían",
        prueba="integration/test_pub_sub.py::"
        "test_si_una_cola_no_la_acepta_los_demas_no_la_reciben_dos_veces",
    ),
    de_envio(
        que="al parar no espera los confirms",
        texto="elif self.channel:",
        otro="elif False:",
        prueba=f"{PRODUCTOR}::test_al_parar_espera_los_confirms_que_faltan",
    ),
    de_envio(
        que="al perder la conexión, lo que iba de camino se pierde",
        texto="for tarea in self.ventana:",
        otro="for tarea in ():",
        prueba=SIN_CONFIRMS,
    ),
    de_envio(
        que="un canal sin confirms no se corta nunca",
        texto="if miradas == SE_CORTA:",
        otro="if False:",
        prueba=SIN_CONFIRMS,
    ),
    de_envio(
        que="al parar sigue publicando",
        texto="if self.parada.pedida or not self.tanda.quedan():",
        otro="if not self.tanda.quedan():",
        prueba="integration/test_senales.py::test_el_productor_se_para_y_dice_cuantas_ha_enviado",
    ),
    de_envio(
        que="INTERVALO, diez veces más",
        texto="self.bucle.call_later(self.ajustes.intervalo, self._turno)",
        otro="self.bucle.call_later(self.ajustes.intervalo * 10, self._turno)",
        prueba="integration/test_ajenos.py::test_entre_dos_tareas_pasa_el_intervalo",
    ),
    Mutante(
        que="al parar, las que esperaban repetirse se callan",
        archivo="producer/productor.py",
        texto="tanda.abandonar()",
        otro="pass",
        prueba=f"{PRODUCTOR}::test_al_parar_dice_las_que_esperaban_repetirse",
    ),
    Mutante(
        que="la última tarea no se envía",
        archivo="producer/tareas.py",
        texto="range(1, ajustes.tareas + 1)",
        otro="range(1, ajustes.tareas)",
        prueba="integration/test_pub_sub.py::"
        "test_sin_nadie_suscrito_la_tarea_vuelve_y_no_se_repite",
    ),
    Mutante(
        que="con decimales, la complejidad se sale del rango",
        archivo="producer/tareas.py",
        texto="azar.uniform(bajo, alto)",
        otro="azar.uniform(bajo, alto + 1)",
        prueba=f"{PRODUCTOR}::test_la_complejidad_de_un_rango_con_decimales_cae_dentro",
    ),
    Mutante(
        que="sin nadie suscrito, se confirma y se pierde",
        archivo="comun/familias/modo.py",
        texto="mandatory=True,",
        otro="mandatory=False,",
        prueba="integration/test_pub_sub.py::"
        "test_sin_nadie_suscrito_la_tarea_vuelve_y_no_se_repite",
    ),
    Mutante(
        que="lo enviado no sobrevive a un reinicio del broker",
        archivo="comun/familias/modo.py",
        texto="= DeliveryMode.Persistent",
        otro="= DeliveryMode.Transient",
        prueba="integration/test_ajenos.py::"
        "test_lo_que_publica_el_productor_lleva_sus_propiedades[ajustes0]",
    ),
    de_publicacion(
        que="el porqué de que el broker cerrara el canal se pierde",
        texto="            self.cerrar(error)",
        otro="            self.cerrar(Exception())",
        prueba=f"{PRODUCTOR}::test_sin_permiso_para_publicar_sale_y_dice_la_que_no_sabe_si_llego",
    ),
    de_publicacion(
        que="la que nadie recibe se da por enviada, si otra lleva su id",
        texto='metodo.routing_key or ""))',
        otro='"chevere"))',
        prueba="unit/test_publicacion.py",
    ),
    de_publicacion(
        que="con todo confirmado, un corte al despedirse le hace esperar otra vez al broker",
        texto="if not self.acabado:\n            self.motivo",
        otro="if True:\n            self.motivo",
        prueba=f"{PRODUCTOR}::test_con_todo_confirmado_acaba_aunque_no_contesten_a_la_despedida[cortada]",
    ),
    de_publicacion(
        que="para despedirse espera al broker",
        texto="        self.bucle.call_later(DESPEDIDA, self.bucle.stop)\n        if self.conexion",
        otro="        if self.conexion",
        prueba=f"{PRODUCTOR}::"
        "test_con_todo_confirmado_acaba_aunque_no_contesten_a_la_despedida[congelada]",
    ),
]
