"""Mutantes del worker: lo que haría perder tareas, repetirlas o no parar."""

from functools import partial

from taller.mutantes.mutante import Mutante

WORKER, ENTREGA = "worker/worker.py", "worker/entrega.py"
de_worker, de_entrega = partial(Mutante, fichero=WORKER), partial(Mutante, fichero=ENTREGA)
SIEMPRE_FALLA = (
    "integration/test_work_queue.py::"
    "test_lo_que_siempre_falla_acaba_en_tareas_fallidas_tras_4_intentos"
)

MUTANTES = [
    de_worker(
        que="el broker la da por hecha al entregarla",
        texto="auto_ack=self.modo.auto_ack,",
        otro="auto_ack=True,",
        prueba="integration/test_senales.py::test_una_segunda_senal_sale_con_130_y_la_tarea_vuelve",
    ),
    de_worker(
        que="un sys.exit() del trabajo acaba con el worker",
        texto="except BaseException as error:",
        otro="except Exception as error:",
        prueba="integration/test_trabajo.py::"
        "test_un_trabajo_que_llama_a_sys_exit_falla_y_el_worker_sigue",
    ),
    de_worker(
        que="no ve que el broker cerró su canal",
        texto="if not channel.is_open:  # lo cerró",
        otro="if False:  # lo cerró",
        prueba="integration/test_canal.py::"
        "test_el_worker_lo_nota_sin_que_le_llegue_nada_y_se_suscribe_otra_vez",
    ),
    de_worker(
        que="al parar sigue con otra tarea",
        texto="while not self.parada.pedida:",
        otro="while True:",
        prueba="integration/test_senales.py::"
        "test_una_senal_deja_terminar_la_tarea_y_no_empieza_otra[15]",
    ),
    de_worker(
        que="al parar, la que iba a recibir pierde un intento",
        texto="if self.parada.pedida:  # antes de responder",
        otro="if False:  # antes de responder",
        prueba="integration/test_senales.py::"
        "test_una_senal_deja_terminar_la_tarea_y_no_empieza_otra[15]",
    ),
    de_worker(
        que="lo hecho sin conexión no se dice",
        texto="self._contar_sin_ack(tarea, segundos, fallo)\n            raise",
        otro="raise",
        prueba="integration/test_senales.py::test_sin_broker_una_senal_termina_la_tarea_en_mano",
    ),
    de_worker(
        que="un consumo cancelado se da por bueno",
        texto="raise exceptions.ConsumerCancelled",
        otro="return",
        prueba="integration/test_canal.py::test_el_worker_sigue_si_le_borran_la_cola",
    ),
    de_worker(
        que="las copias que se pierden al parar no se dicen",
        texto="if self.entregas and self.modo.auto_ack:",
        otro="if False:",
        prueba="integration/test_senales.py::"
        "test_en_pub_sub_una_senal_termina_la_copia_en_mano_y_dice_las_que_se_pierden",
    ),
    de_worker(
        que="FALLOS no hace nada",
        texto="fallar_a_veces(self.ajustes, tarea, intento)",
        otro="pass",
        prueba="integration/test_pub_sub.py::test_lo_fallido_se_dice_y_no_se_repite",
    ),
    de_entrega(
        que="no hay ack",
        texto="self.channel.basic_ack(self.tag)",
        otro="pass",
        prueba="integration/test_eventos.py::test_cuentan_la_vida_de_cada_tarea",
    ),
    de_entrega(
        que="lo fallido no se repite",
        texto="self.channel.basic_reject(self.tag, requeue=True)",
        otro="self.channel.basic_reject(self.tag, requeue=False)",
        prueba=SIEMPRE_FALLA,
    ),
    de_entrega(
        que="lo fallido se repite para siempre",
        texto="self.channel.basic_reject(self.tag, requeue=True)",
        otro="self.channel.basic_nack(self.tag, requeue=True)",
        prueba=SIEMPRE_FALLA,
    ),
    de_entrega(
        que="el último intento no se dice",
        texto="ultimo = self.intento >= modo.intentos",
        otro="ultimo = self.intento > modo.intentos",
        prueba=SIEMPRE_FALLA,
    ),
    de_entrega(
        que="lo que no es una tarea se repite",
        texto="self.channel.basic_reject(self.tag, requeue=False)",
        otro="self.channel.basic_reject(self.tag, requeue=True)",
        prueba="integration/test_mensajes.py::test_lo_malo_se_rechaza_a_la_primera_entrega[hola]",
    ),
    de_entrega(
        que="un x-delivery-count ajeno cuenta como intentos",
        texto="if self.metodo.redelivered and isinstance(veces, int)",
        otro="if isinstance(veces, int)",
        prueba="integration/test_mensajes.py::"
        "test_un_x_delivery_count_ajeno_no_cuenta_como_intentos",
    ),
    de_entrega(
        que="en pub_sub lo fallido rechaza una entrega que ya no es de nadie",
        texto="if modo.auto_ack:\n            return eventos.contar(Que.FALLIDA",
        otro="if False:\n            return eventos.contar(Que.FALLIDA",
        prueba="integration/test_pub_sub.py::test_lo_fallido_se_dice_y_no_se_repite",
    ),
    Mutante(
        que="de muchas en muchas: quien está libre no recibe nada",
        fichero="comun/modo.py",
        texto="prefetch_count=1",
        otro="prefetch_count=0",
        prueba="integration/test_senales.py::"
        "test_una_senal_deja_terminar_la_tarea_y_no_empieza_otra[15]",
    ),
]
