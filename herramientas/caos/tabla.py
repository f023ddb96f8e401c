"""La matriz dice qué fallos se provocan, en qué modo y con qué carga."""

from functools import partial

from herramientas.caos import alarma, de_nodos, de_tareas, de_workers, del_broker
from herramientas.caos.de_un_suscriptor import pierde_su_nodo
from herramientas.caos.fallo import Fallo

SEGUIDAS = {"TAREAS": "8", "INTERVALO": "0", "COMPLEJIDAD": "1"}  # siempre hay una en mano
POCO_A_POCO = {"TAREAS": "30", "INTERVALO": "0.3", "COMPLEJIDAD": "0.4"}  # la tanda dura el fallo
DESBORDA = {"TAREAS": "60", "INTERVALO": "0.05", "COMPLEJIDAD": "0.2"}  # la cola crece
ESPACIADAS = {"TAREAS": "6", "INTERVALO": "1.5", "COMPLEJIDAD": "1"}  # la cola se vacía cada vez
RAFAGA = {"TAREAS": "0", "INTERVALO": "0", "COMPLEJIDAD": "0"}
SIN_FIN = {"TAREAS": "0", "INTERVALO": "0.1", "COMPLEJIDAD": "0.25"}  # hasta que se pare
DESPACIO = {**POCO_A_POCO, "TAREAS": "0"}
ACUMULA = {**SIN_FIN, "INTERVALO": "0.05", "COMPLEJIDAD": "0.2"}  # llega el doble de lo que se hace
VENENOSA = DESBORDA | {"TRABAJO": "venenosa"}
DESIGUAL = DESBORDA | {"TRABAJO": "desigual"}
PUB_SUB = {"MODO": "pub_sub"}
ROUTING = {"MODO": "routing"}
DOS_TIPOS = SEGUIDAS | ROUTING | {"ATIENDE": "chevere,reflexiva"}
VELOZ = {"TAREAS": "0", "INTERVALO": "0.02", "COMPLEJIDAD": "0.01"}
COPIAS = SIN_FIN | PUB_SUB | {"COMPLEJIDAD": "0.05"}

DE_UN_CORTE = 4  # una en manos de cada worker, y dos que el productor tuviera sin confirmar
# Las que el productor tuviera sin confirmar de cada nodo que muere, y una en manos de cada worker
UN_NODO = 6
DNS = 5  # s que espera glibc si su pregunta se pierde: sin red a mitad de una, tarda eso en volver
# s; de once veces que murió el líder, nueve se paró 0,4 s y dos, 7,1: de los propios nodos (los
# otros ya tienen líder, pero uno no atiende: Erlang da 7 s a conectar con quien no contesta)
PARON = 20

SE_REINICIA = partial(del_broker.se_va, golpe="restart")
MUERE = partial(del_broker.se_va, golpe="kill")
# En 30 s se pasa de las pausas cortas a las largas, que son las mismas en los dos modos
MEDIO_MINUTO = partial(del_broker.se_va, golpe="stop", segundos=30)
UN_MOMENTO = partial(del_broker.se_va, golpe="stop", segundos=3)
MEMORIA = partial(
    alarma.salta,
    pone="set_vm_memory_high_watermark absolute 1MB",
    quita="set_vm_memory_high_watermark 0.6",
)
DISCO = partial(alarma.salta, pone="set_disk_free_limit 1000GB", quita="set_disk_free_limit 50MB")

# De cada uno: código, qué es, qué lo provoca y con qué carga; y si no son 0 y 3, cuántas repetidas
# se admiten (None: no hay tope) y cuántos segundos en recuperarse (None: no hay de qué).
FALLOS = [
    Fallo("F1", "worker muerto en plena tarea", de_workers.muere, SEGUIDAS, 1, 6),
    Fallo("F3", "worker parado en plena tarea", de_workers.se_para, SEGUIDAS),
    Fallo("F4", "worker congelado", de_workers.se_congela, SEGUIDAS, 1),
    Fallo("F5", "broker reiniciado", SE_REINICIA, POCO_A_POCO, DE_UN_CORTE),
    Fallo("F6", "broker muerto", MUERE, POCO_A_POCO, DE_UN_CORTE),
    Fallo("F9", "broker parado medio minuto", MEDIO_MINUTO, POCO_A_POCO, DE_UN_CORTE, 12),
    # Sin tope: cuántas escribió el productor al broker congelado, y se repiten, depende de cuándo
    # lo nota; y por qué, en la nota de los resultados.
    Fallo("F26", "broker congelado", del_broker.se_congela, POCO_A_POCO, None),
    Fallo("F10", "worker sin red", de_workers.se_queda_sin_red, SEGUIDAS, 1, 3 + DNS),
    Fallo("F15", "cola borrada bajo los workers", del_broker.borra_la_cola, ESPACIADAS),
    Fallo("F16", "conexiones cerradas", del_broker.cierra_las_conexiones, SIN_FIN, DE_UN_CORTE),
    Fallo("F17", "alarma de memoria", MEMORIA, ACUMULA),
    Fallo("F18", "alarma de disco", DISCO, ACUMULA),
    # 4 s: arranca otro contenedor
    Fallo("F20", "productor muerto en plena ráfaga", de_tareas.muere_el_productor, RAFAGA, 0, 4),
    Fallo("F14", "tarea venenosa", de_tareas.es_venenosa, VENENOSA, 0, None),
    Fallo("F25", "un worker lento", de_tareas.es_lento, DESIGUAL, 0, None),
    Fallo("F8", "broker el último", del_broker.llega_el_ultimo, POCO_A_POCO, arranca=False),
    Fallo("F2", "worker muerto", de_workers.muere_con_sus_copias, DESPACIO | PUB_SUB, 0, 4),
    Fallo("F7", "broker reiniciado", SE_REINICIA, POCO_A_POCO | PUB_SUB),
    Fallo("F9", "broker parado un momento", UN_MOMENTO, POCO_A_POCO | PUB_SUB),
    Fallo("F16", "conexiones cerradas", del_broker.cierra_las_conexiones, SIN_FIN | PUB_SUB),
    Fallo("F17", "alarma de memoria", MEMORIA, ACUMULA | PUB_SUB),
    Fallo("F18", "alarma de disco", DISCO, ACUMULA | PUB_SUB),
    Fallo("F24", "suscriptor tardío", de_tareas.llega_tarde, DESPACIO | PUB_SUB, 0, None),
    Fallo(
        "F8", "broker el último", del_broker.llega_el_ultimo, POCO_A_POCO | PUB_SUB, arranca=False
    ),
    Fallo("F1", "worker muerto en plena tarea", de_workers.muere, DOS_TIPOS, 1, 6),
    Fallo("F5", "broker reiniciado", SE_REINICIA, POCO_A_POCO | ROUTING, DE_UN_CORTE),
    Fallo("F24", "worker tardío", de_tareas.falta_uno, POCO_A_POCO | ROUTING, 0, None),
]
DEL_CLUSTER = [
    Fallo("C1", "muere el nodo líder", de_nodos.muere_el_lider, VELOZ, UN_NODO, PARON),
    Fallo("C2", "muere el nodo del productor", de_nodos.muere_el_conectado, VELOZ, UN_NODO, PARON),
    Fallo("C3", "mueren los tres, por turno", de_nodos.mueren_por_turno, VELOZ, 3 * UN_NODO, PARON),
    # Sin tope de repetidas: lo que se publica sin mayoría, o a un líder congelado, no se confirma y
    # se publica otra vez al reconectarse; al volver, el broker tiene las dos.
    Fallo("C4", "queda uno de tres", de_nodos.queda_uno, VELOZ, None, 30),
    Fallo("C5", "mueren los tres a la vez", de_nodos.mueren_los_tres, VELOZ, None, 30),
    Fallo("C6", "se actualizan de uno en uno", de_nodos.se_actualizan, VELOZ, 3 * UN_NODO, PARON),
    # Con los latidos se nota a los 18 s; si al reconectarse se volviera al congelado, serían 10 más
    Fallo("C7", "se congela el líder, con el productor", de_nodos.se_congela, VELOZ, None, 25),
    # También 20 s: el que muere puede ser el líder
    Fallo("C8", "muere el nodo de un suscriptor", pierde_su_nodo, COPIAS, 0, PARON, arranca=False),
]
CORTOS = ("F1", "F5")  # van también en make test
# Solo van en make caos y make caos-cluster: tardan, y al broker le pasa lo mismo que en otro. F18
# es como F17; F8 y F9 en pub_sub, como F8 y F7; y en C3 mueren también los nodos de C1 y de C2
SOLO_EN_CAOS = ("F18", "F18 pub_sub", "F8 pub_sub", "F9 pub_sub", "C1", "C2")
