"""La matriz: qué fallos se provocan, en qué modo y con qué carga."""

from herramientas.caos import azar, de_tareas, de_workers, del_broker
from herramientas.caos.azar import DE_UN_CORTE
from herramientas.caos.de_workers import alcanza
from herramientas.caos.fallo import Fallo

SEGUIDAS = {"TAREAS": "8", "INTERVALO": "0", "COMPLEJIDAD": "1"}  # siempre hay una en mano
POCO_A_POCO = {"TAREAS": "30", "INTERVALO": "0.3", "COMPLEJIDAD": "0.4"}  # la tanda dura el fallo
DESBORDA = {"TAREAS": "60", "INTERVALO": "0.05", "COMPLEJIDAD": "0.2"}  # la cola crece
ESPACIADAS = {"TAREAS": "6", "INTERVALO": "1.5", "COMPLEJIDAD": "1"}  # la cola se vacía cada vez
RAFAGA = {"TAREAS": "0", "INTERVALO": "0", "COMPLEJIDAD": "0"}
SIN_FIN = {"TAREAS": "0", "INTERVALO": "0.1", "COMPLEJIDAD": "0.25"}  # hasta que se pare
DESPACIO = {**POCO_A_POCO, "TAREAS": "0"}
ACUMULA = {**SIN_FIN, "INTERVALO": "0.05", "COMPLEJIDAD": "0.2"}  # llega el doble de lo que se hace
CARGA = {**SIN_FIN, "INTERVALO": "0.05", "COMPLEJIDAD": "0.05-0.12"}  # casi siempre hay una en mano

LARGO = 30  # s: se pasa de las pausas cortas a las largas, que son las mismas en los dos modos
CORTO = 3  # s
DNS = 5  # s que espera glibc si su pregunta se pierde: sin red a mitad de una, tarda eso en volver

MEMORIA = del_broker.alarma("set_vm_memory_high_watermark", "absolute", "1MB", quita="0.6")
DISCO = del_broker.alarma("set_disk_free_limit", "1000GB", quita="50MB")

FALLOS = [
    Fallo(
        "F1",
        "worker muerto en plena tarea",
        alcanza(de_workers.muere),
        SEGUIDAS,
        repetidas=1,
        recuperacion=6,
    ),
    Fallo("F3", "worker parado en plena tarea", alcanza(de_workers.se_para), SEGUIDAS),
    Fallo("F4", "worker congelado", alcanza(de_workers.se_congela), SEGUIDAS, repetidas=1),
    Fallo("F5", "broker reiniciado", del_broker.se_reinicia, POCO_A_POCO, repetidas=DE_UN_CORTE),
    Fallo("F6", "broker muerto", del_broker.muere, POCO_A_POCO, repetidas=DE_UN_CORTE),
    Fallo(
        "F9",
        "broker parado medio minuto",
        del_broker.se_para(LARGO),
        POCO_A_POCO,
        repetidas=DE_UN_CORTE,
        recuperacion=12,
    ),
    # Sin tope: cuántas escribió el productor al broker congelado, y se repiten, depende de cuándo
    # lo nota; y por qué, en la nota de los resultados.
    Fallo("F26", "broker congelado", del_broker.se_congela, POCO_A_POCO, repetidas=None),
    Fallo(
        "F10",
        "worker sin red",
        alcanza(de_workers.se_queda_sin_red),
        SEGUIDAS,
        repetidas=1,
        recuperacion=3 + DNS,
    ),
    Fallo(
        "F15",
        "cola borrada bajo los workers",
        del_broker.borra_la_cola,
        ESPACIADAS,
    ),
    Fallo(
        "F16",
        "conexiones cerradas",
        del_broker.cierra_las_conexiones,
        SIN_FIN,
        repetidas=DE_UN_CORTE,
    ),
    Fallo("F17", "alarma de memoria", MEMORIA, ACUMULA),
    Fallo("F18", "alarma de disco", DISCO, ACUMULA),
    Fallo(
        "F20",
        "productor muerto en plena ráfaga",
        de_tareas.muere_el_productor,
        RAFAGA,
        recuperacion=4,  # arranca otro contenedor
    ),
    Fallo(
        "F14",
        "tarea venenosa",
        de_tareas.es_venenosa,
        DESBORDA,
        trabajo="venenosa.py",
        recuperacion=None,
    ),
    Fallo(
        "F25",
        "un worker lento",
        de_tareas.es_lento,
        DESBORDA,
        trabajo="desigual.py",
        recuperacion=None,
    ),
    Fallo("F8", "broker el último", del_broker.llega_el_ultimo, POCO_A_POCO, arranca=False),
    Fallo(
        "F2",
        "worker muerto",
        de_workers.muere_con_sus_copias,
        DESPACIO,
        "pub_sub",
        recuperacion=4,
    ),
    Fallo("F7", "broker reiniciado", del_broker.se_reinicia, POCO_A_POCO, "pub_sub"),
    Fallo("F9", "broker parado un momento", del_broker.se_para(CORTO), POCO_A_POCO, "pub_sub"),
    Fallo("F16", "conexiones cerradas", del_broker.cierra_las_conexiones, SIN_FIN, "pub_sub"),
    Fallo("F17", "alarma de memoria", MEMORIA, ACUMULA, "pub_sub"),
    Fallo("F18", "alarma de disco", DISCO, ACUMULA, "pub_sub"),
    Fallo(
        "F24",
        "suscriptor tardío",
        de_tareas.llega_tarde,
        DESPACIO,
        "pub_sub",
        recuperacion=None,
    ),
    Fallo(
        "F8", "broker el último", del_broker.llega_el_ultimo, POCO_A_POCO, "pub_sub", arranca=False
    ),
    Fallo(
        "F1",
        "worker muerto en plena tarea",
        alcanza(de_workers.muere),
        {**SEGUIDAS, "ATIENDE": "chevere,reflexiva"},
        "routing",
        repetidas=1,
        recuperacion=6,
    ),
    Fallo(
        "F5",
        "broker reiniciado",
        del_broker.se_reinicia,
        POCO_A_POCO,
        "routing",
        repetidas=DE_UN_CORTE,
    ),
    Fallo("F24", "worker tardío", de_tareas.falta_uno, POCO_A_POCO, "routing", recuperacion=None),
]
AZAR = Fallo("F23", "cinco minutos de golpes al azar", azar.cinco_minutos, CARGA, recuperacion=None)
CORTOS = ("F1", "F5", "F6")  # van también en make test
