"""Estos mutantes son de comun/: espera mal, no para, o se fía de lo que llega de fuera."""

from functools import partial

from tests.mutantes.mutante import Mutante

HOSTIL = "integration/test_mensajes.py::test_un_message_id_hostil_no_falsifica_lineas"
de_errores = partial(Mutante, archivo="comun/servicio/errores.py")

MUTANTES = [
    Mutante(
        que="tarda en reconectarse",
        archivo="comun/servicio/espera.py",
        texto="pausa = (0.1, 0.5) if",
        otro="pausa = (1, 5) if",
        prueba="integration/test_reconexion.py::"
        "test_al_principio_se_prueba_varias_veces_por_segundo",
    ),
    Mutante(
        que="llena el registro mientras espera",
        archivo="comun/servicio/avisos.py",
        texto="AVISO = 5.0",
        otro="AVISO = 0.5",
        prueba="integration/test_espera.py::"
        "test_si_se_abre_y_se_corta_al_momento_se_dice_como_mucho_cada_5_s[worker]",
    ),
    de_errores(
        que="un vhost parado se toma por uno que no existe",
        texto='(?!.*connection limit).*NOT_ALLOWED"',
        otro='"',
        prueba="integration/test_reconexion.py::test_un_vhost_parado_se_espera",
    ),
    de_errores(
        que="un corte en pleno saludo se toma por una clave mala",
        texto='"ProbableAuthentication.*ACCESS_REFUSED"',
        otro='"ProbableAuthentication"',
        prueba="integration/test_saludo.py::"
        "test_un_corte_en_pleno_saludo_no_se_toma_por_un_rechazo[producer-tras Start]",
    ),
    de_errores(
        que="sin permiso, se insiste para siempre",
        texto="\\(403\\)",
        otro="\\(999\\)",
        prueba="integration/test_acceso.py::test_un_permiso_que_falta[worker]",
    ),
    Mutante(
        que="una segunda señal no sale al momento",
        archivo="comun/servicio/parada.py",
        texto="os._exit(FORZADA)",
        otro="return",
        prueba="integration/test_productor.py::"
        "test_una_segunda_senal_sale_con_130_sin_esperar_confirms",
    ),
    Mutante(
        que="Ctrl-C no para",
        archivo="comun/servicio/parada.py",
        texto="signal.signal(signal.SIGINT, self._recibir)",
        otro="signal.signal(signal.SIGINT, signal.SIG_IGN)",
        prueba="integration/test_senales.py::"
        "test_una_senal_deja_terminar_la_tarea_y_no_empieza_otra[2]",
    ),
    Mutante(
        que="un ajuste malo sale con 1",
        archivo="comun/servicio/arranque.py",
        texto="return MAL_AJUSTE",
        otro="return 1",
        prueba="integration/test_acceso.py::test_un_ajuste_malo_acaba_con_2_y_una_linea_sin_conectarse",
    ),
    Mutante(
        que="en un servidor, un ajuste malo vuelve a empezar sin fin",
        archivo="comun/servicio/arranque.py",
        texto="while espera and not parada.pedida:",
        otro="while False:",
        prueba="unit/test_arranque.py::"
        "test_con_ajuste_malo_espera_se_dice_una_vez_y_se_espera_a_que_se_pida_parar",
    ),
    Mutante(
        que="una petición sin respuesta no se puede interrumpir",
        archivo="comun/servicio/parada.py",
        texto="        if self._espera:\n            sys.exit()",
        otro="        if False:\n            sys.exit()",
        prueba="integration/test_peticion.py::test_una_senal_interrumpe_una_peticion_sin_respuesta",
    ),
    Mutante(
        que="un texto ajeno escribe líneas enteras en el registro",
        archivo="comun/texto.py",
        texto="c if c.isprintable() else repr(c)[1:-1]",
        otro="c",
        prueba=HOSTIL,
    ),
    Mutante(
        que="un id con espacios se hace pasar por otro",
        archivo="comun/texto.py",
        texto=".translate(FIN_DE_ID)",
        otro="",
        prueba=HOSTIL,
    ),
    Mutante(
        que="se admite una complejidad negativa",
        archivo="comun/campos.py",
        texto="0 <= complejidad <= COMPLEJIDAD_MAXIMA",
        otro="complejidad <= COMPLEJIDAD_MAXIMA",
        prueba="integration/test_mensajes.py::"
        "test_los_malos_quedan_enteros_en_tareas_fallidas_y_el_worker_sigue",
    ),
    Mutante(
        que="true vale como número",
        archivo="comun/campos.py",
        texto="NUMEROS, IDS = frozenset({int, float}),",
        otro="NUMEROS, IDS = frozenset({int, float, bool}),",
        prueba="integration/test_mensajes.py::"
        "test_los_malos_quedan_enteros_en_tareas_fallidas_y_el_worker_sigue",
    ),
    Mutante(
        que="lo último que se contó no sale al parar",
        archivo="comun/servicio/diario.py",
        texto="while lote or not acabado:",
        otro="while not acabado:",
        prueba="integration/test_diario.py::test_al_parar_sale_lo_ultimo_que_se_conto",
    ),
    Mutante(
        que="un lote por hecho",
        archivo="comun/servicio/diario.py",
        texto="ENTRE_LOTES = 0.1",
        otro="ENTRE_LOTES = 0.01",
        prueba="integration/test_diario.py::test_salen_como_mucho_cada_100_ms",
    ),
    Mutante(
        que="tras un corte se salta un lote",
        archivo="comun/servicio/diario.py",
        texto="            try:\n                with abierta(",
        otro='            lote = b""\n            try:\n                with abierta(',
        prueba="integration/test_diario.py::test_tras_un_corte_sigue_el_mismo_lote",
    ),
    de_errores(
        que="un límite de conexiones se toma por un vhost que no existe",
        texto="(?!.*connection limit)",
        otro="",
        prueba="integration/test_reconexion.py::"
        "test_si_no_caben_mas_conexiones_se_espera_a_que_quepan",
    ),
    Mutante(
        que="un hilo muere y el servicio parece sano",
        archivo="comun/servicio/arranque.py",
        texto="            os._exit(IRRECUPERABLE)",
        otro="            return",
        prueba="integration/test_trabajo.py::"
        "test_si_muere_un_hilo_el_servicio_sale_con_1_y_no_parece_sano",
    ),
]
