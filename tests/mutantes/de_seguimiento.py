"""Estos mutantes son de monitor y panel: cuentan mal, o dan por muerto a quien vive."""

from functools import partial

from tests.mutantes.mutante import Mutante

MONITOR = "integration/test_monitor.py"
CUENTAS, PANEL = "unit/test_seguimiento.py", "unit/test_panel.py"
de_api = partial(Mutante, archivo="seguimiento/api.py")
de_cliente = partial(Mutante, archivo="seguimiento/cliente_http.py")
de_libro = partial(Mutante, archivo="seguimiento/libro.py")

MUTANTES = [
    de_api(
        que="lo que está en proceso cuenta también como en cola",
        texto='en_cola = datos.get("messages", 0) - en_proceso',
        otro='en_cola = datos.get("messages", 0)',
        prueba=f"{MONITOR}::test_en_cola_no_cuenta_las_que_estan_en_proceso",
    ),
    de_cliente(
        que="si un servidor no responde, no pregunta a otro",
        texto="for base in self._bases:",
        otro="for base in self._bases[:1]:",
        prueba=f"{MONITOR}::test_si_un_servidor_no_responde_pregunta_a_otro",
    ),
    de_cliente(
        que="un 401 de un momento acaba con el monitor",
        texto="INSISTE = 10",
        otro="INSISTE = -1",
        prueba="integration/test_api.py::test_un_401_pasajero_se_espera",
    ),
    Mutante(
        que="el monitor habla cada tres segundos",
        archivo="monitor/monitor.py",
        texto="siguiente = time.monotonic() + 1",
        otro="siguiente = time.monotonic() + 3",
        prueba=f"{MONITOR}::test_dice_una_linea_cada_segundo",
    ),
    Mutante(
        que="la que vuelve de tareas_fallidas sigue descartada",
        archivo="seguimiento/libro.py",
        texto="historia.vida += 1",
        otro="pass",
        prueba=f"{CUENTAS}::test_la_que_vuelve_de_tareas_fallidas_se_hace_una_vez",
    ),
    de_cliente(
        que="dos 401 separados acaban con el monitor",
        texto="if ahora - self._negada > INSISTE / 2:",
        otro="if not self._negada:",
        prueba="integration/test_api.py::test_dos_401_separados_no_son_seguidos",
    ),
    de_cliente(
        que="la clave pasa por el proxy de la empresa",
        texto="urllib.request.ProxyHandler({})",
        otro="urllib.request.ProxyHandler()",
        prueba=f"{MONITOR}::test_no_pregunta_a_traves_de_un_proxy",
    ),
    de_libro(
        que="un lote repetido cuenta dos veces",
        texto="if lote.numero <= proceso.numero:",
        otro="if lote.numero < proceso.numero:",
        prueba=f"{CUENTAS}::test_en_cualquier_orden_y_con_repetidos_sale_el_mismo_libro",
    ),
    de_libro(
        que="las sumas salen de los detalles",
        texto="nuevos = Counter(lote.totales) - proceso.totales",
        otro="nuevos = Counter(h.verbo for h in lote.hechos)",
        prueba=f"{CUENTAS}::test_un_lote_que_falta_no_estropea_las_sumas_y_se_dice",
    ),
    de_libro(
        que="lo que un muerto no contó alarga la tanda para siempre",
        texto=" and (alguien or not self._quieto)",
        otro="",
        prueba=f"{CUENTAS}::test_lo_que_quedo_sin_noticia_no_alarga_la_tanda",
    ),
    de_libro(
        que="arrancar otra vez los workers junta dos tandas para siempre",
        texto=" - {Verbo.LISTA}",
        otro="",
        prueba=f"{CUENTAS}::test_suscribirse_no_es_trabajo_y_no_alarga_la_tanda",
    ),
    Mutante(
        que="quien se suscribe otra vez sigue con la tarea de antes",
        archivo="seguimiento/proceso.py",
        texto="            self.en_mano.soltado = True",
        otro="            pass",
        prueba=f"{CUENTAS}::test_quien_se_suscribe_otra_vez_ya_no_tiene_la_de_antes",
    ),
    Mutante(
        que="el último intento de un muerto no está en tareas_fallidas",
        archivo="seguimiento/historia.py",
        texto="ultimo.intento >= intentos > 1",
        otro="False",
        prueba=f"{PANEL}::test_quien_murio_en_el_ultimo_intento_no_pierde_la_tarea",
    ),
    Mutante(
        que="una sola foto sin su conexión da a alguien por muerto",
        archivo="seguimiento/presencia.py",
        texto="AUSENTE = 0.9",
        otro="AUSENTE = 0.0",
        prueba=f"{PANEL}::test_un_proceso_falta_al_segundo_sin_su_conexion_y_puede_volver",
    ),
    Mutante(
        que="se da por perdido lo que el broker aún no ha contado",
        archivo="seguimiento/panorama.py",
        texto="return self._mirado - self._cambio >= SIN_CAMBIOS",
        otro="return True",
        prueba=f"{PANEL}::test_las_perdidas_se_dicen_cuando_nada_cambia",
    ),
    Mutante(
        que="quien llega tarde lee solo lo nuevo",
        archivo="seguimiento/lector.py",
        texto='int | str = "first"',
        otro='int | str = "next"',
        prueba="integration/test_diario.py::test_quien_llega_tarde_lo_lee_todo",
    ),
    Mutante(
        que="la página de otro lee el panel con un nombre suyo",
        archivo="panel/web.py",
        texto="return nombre in self",
        otro="return True or nombre in self",
        prueba="unit/test_web.py::test_a_un_nombre_ajeno_no_se_le_contesta",
    ),
]
