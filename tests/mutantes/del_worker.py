"""Estos mutantes son del worker: pierde tareas, las repite o no para."""

from functools import partial

from tests.mutantes.mutante import Mutante

de_worker = partial(Mutante, archivo="worker/worker.py")
de_entregas = partial(Mutante, archivo="worker/entregas.py")
de_trabajo = partial(Mutante, archivo="comun/familias/de_trabajo.py")
PARAR = "integration/test_senales.py::test_una_senal_deja_terminar_la_tarea_y_no_empieza_otra[15]"
PLAZO = "test_el_que_pasa_de_plazo_ack_no_esta_completado_y_se_dice_que_cambiar"
LLEGA_AL_PARAR = (
    "integration/test_despedida.py::test_la_que_llega_mientras_para_no_gasta_un_intento"
)
SIEMPRE_FALLA = (
    "integration/test_work_queue.py::"
    "test_lo_que_siempre_falla_acaba_en_tareas_fallidas_tras_4_intentos"
)

MUTANTES = [
    de_trabajo(
        que="el broker la da por hecha antes del trabajo",
        texto='"""No responde todavía: el ack sale después del trabajo."""',
        otro="entrega.ack()",
        prueba="integration/test_senales.py::test_una_segunda_senal_sale_con_130_y_la_tarea_vuelve",
    ),
    Mutante(
        que="un sys.exit() del trabajo acaba con el worker",
        archivo="worker/trabajo.py",
        texto="except BaseException as error:",
        otro="except Exception as error:",
        prueba="integration/test_trabajo.py::"
        "test_un_trabajo_que_llama_a_sys_exit_falla_y_el_worker_sigue",
    ),
    Mutante(
        que="FALLOS no hace nada",
        archivo="worker/trabajo.py",
        texto="        fallar_a_veces(ajustes, tarea, intento)",
        otro="        pass",
        prueba="integration/test_pub_sub.py::test_lo_fallido_se_dice_y_no_se_repite",
    ),
    de_worker(
        que="mientras trabaja no atiende la conexión",
        texto="self.esperar_al_trabajo(entregas.atender)",
        otro="self.esperar_al_trabajo()",
        prueba="integration/test_trabajo.py::"
        "test_si_borran_la_cola_con_una_tarea_en_mano_no_se_culpa_a_plazo_ack",
    ),
    de_worker(
        que="al parar, la que iba a recibir pierde un intento",
        texto="if self.parada.pedida:  # antes de responder",
        otro="if False:  # antes de responder",
        prueba=PARAR,
    ),
    de_worker(
        que="al parar espera para siempre a un broker congelado",
        texto="        with self.parada.interrumpible():\n            entregas.cancelar()",
        otro="        entregas.cancelar()",
        prueba="integration/test_despedida.py::"
        "test_con_el_broker_congelado_se_para_en_menos_de_3_s[worker]",
    ),
    de_worker(
        que="lo hecho sin conexión no se dice",
        texto="lambda: self.respuestas.registrar(entrega, tarea, trabajo.result(), corte)",
        otro="trabajo.result",
        prueba="integration/test_senales.py::test_sin_broker_una_senal_termina_la_tarea_en_mano",
    ),
    de_worker(
        que="las copias que se pierden al parar no se dicen",
        texto="if quedan := self.modo.despedirse(channel, colas):",
        otro="if quedan := 0:",
        prueba="integration/test_senales.py::"
        "test_en_pub_sub_una_senal_termina_la_copia_en_mano_y_dice_las_que_se_pierden",
    ),
    de_entregas(
        que="un consumo cancelado se da por bueno",
        texto="        raise ConsumerCancelled",
        otro="        return",
        prueba="integration/test_canal.py::test_el_worker_sigue_si_le_borran_la_cola",
    ),
    de_entregas(
        que="lo que llega mientras para pierde un intento",
        texto="        while self._libres() and (queda := limite - time.monotonic()) > 0:\n"
        "            self.atender(queda)\n",
        otro="",
        prueba=LLEGA_AL_PARAR,
    ),
    de_worker(
        que="la que llega cuando ya se ha pedido parar se empieza",
        texto="if entregas.esperar(MIRA_SI_PARAR) and not self.parada.pedida:",
        otro="if entregas.esperar(MIRA_SI_PARAR):",
        prueba=LLEGA_AL_PARAR,
    ),
    de_worker(
        que="de una cola borrada se culpa a PLAZO_ACK",
        texto="if entrega.vencida(plazo - MARGEN):",
        otro="if True:",
        prueba="integration/test_trabajo.py::"
        "test_si_borran_la_cola_con_una_tarea_en_mano_no_se_culpa_a_plazo_ack",
    ),
    de_worker(
        que="mientras espera al trabajo de la conexión anterior, una señal lo interrumpe",
        texto="self.esperar_al_trabajo(lambda: conexion.process_data_events(0))",
        otro="with self.parada.interrumpible():\n                self.esperar_al_trabajo()",
        prueba="integration/test_senales.py::"
        "test_en_pub_sub_tras_un_corte_una_senal_tambien_dice_las_copias_que_se_pierden",
    ),
    de_entregas(
        que="un x-delivery-count ajeno cuenta como intentos",
        texto="if self.metodo.redelivered and isinstance(veces, int)",
        otro="if isinstance(veces, int)",
        prueba="integration/test_mensajes.py::"
        "test_un_x_delivery_count_ajeno_no_cuenta_como_intentos",
    ),
    de_entregas(
        que="lo fallido se repite para siempre",
        texto="self.channel.basic_reject(",
        otro="self.channel.basic_nack(",
        prueba=SIEMPRE_FALLA,
    ),
    de_trabajo(
        que="no hay ack",
        texto="        if bien:\n            entrega.ack()",
        otro="        if bien:\n            pass",
        prueba="integration/test_diario.py::test_quien_llega_tarde_lo_lee_todo",
    ),
    de_trabajo(
        que="lo fallido no se repite",
        texto="entrega.rechazar(vuelve=True)",
        otro="entrega.rechazar(vuelve=False)",
        prueba=SIEMPRE_FALLA,
    ),
    de_trabajo(
        que="el último intento no se dice",
        texto="if intento < self.intentos:",
        otro="if intento <= self.intentos:",
        prueba=SIEMPRE_FALLA,
    ),
    de_trabajo(
        que="lo que no es una tarea se repite",
        texto="entrega.rechazar(vuelve=False)",
        otro="entrega.rechazar(vuelve=True)",
        prueba="integration/test_mensajes.py::test_lo_malo_se_rechaza_a_la_primera_entrega[hola]",
    ),
    de_trabajo(
        que="lo que pasó de PLAZO_ACK se da por completado",
        texto="return (Verbo.SIN_ACK, corte) if corte",
        otro="return (Verbo.COMPLETADA, corte) if corte",
        prueba=f"integration/test_trabajo.py::{PLAZO}",
    ),
    Mutante(
        que="en pub_sub lo fallido rechaza una entrega que ya no es de nadie",
        archivo="comun/familias/de_copias.py",
        texto='"""No responde: el ack ya salió al recibir la entrega."""',
        otro="bien or entrega.rechazar(vuelve=True)",
        prueba="integration/test_pub_sub.py::test_lo_fallido_se_dice_y_no_se_repite",
    ),
    de_trabajo(
        que="de muchas en muchas: quien está libre no recibe nada",
        texto="prefetch_count=1",
        otro="prefetch_count=0",
        prueba=PARAR,
    ),
    Mutante(
        que="sin donde decir que está listo, gasta los intentos de las tareas",
        archivo="worker/salud.py",
        texto="except OSError as error:\n        log.warning",
        otro="except ZeroDivisionError as error:\n        log.warning",
        prueba="integration/test_trabajo.py::"
        "test_sin_donde_decir_que_esta_listo_trabaja_igual_y_lo_dice",
    ),
    de_worker(
        que="una señal en plena suscripción le cuesta un intento a la que ya venía",
        texto="interrumpible(al_momento=False)",
        otro="interrumpible()",
        prueba="integration/test_despedida.py::"
        "test_una_senal_en_plena_suscripcion_no_gasta_un_intento",
    ),
    de_worker(
        que="lo que dejó un worker muerto dice que este está listo",
        texto="    quitar()\n    with Diario",
        otro="    with Diario",
        prueba="integration/test_trabajo.py::"
        "test_lo_que_dejo_un_worker_muerto_no_dice_que_esta_listo",
    ),
    Mutante(
        que="sin conexión, el health check lo da por bueno",
        archivo="worker/salud.py",
        texto="    finally:\n        quitar()",
        otro="    finally:\n        pass",
        prueba="integration/test_trabajo.py::test_sin_conexion_el_health_check_lo_sabe",
    ),
]
