"""Cómo escala este taller: más workers, colas más largas y más suscriptores."""

import time

from herramientas.bench import consumir
from herramientas.bench.broker import Broker
from herramientas.bench.lista import Par

SEGUNDOS_POR_TAREA = 0.05
COPIAS = 16_000  # entre todos los suscriptores
EXCHANGE = "distribuidor_tareas"


def por_workers(broker: Broker, par: Par, workers: int) -> float:
    """Tareas de 50 ms por segundo entre varios workers, en proporción a lo ideal."""
    larga = consumir.con_complejidad(broker.muestra(par), SEGUNDOS_POR_TAREA)
    ritmo = consumir.medir(broker, par, 50 * workers, larga, procesos=workers, previas=10 * workers)
    return ritmo * SEGUNDOS_POR_TAREA / workers


def por_suscriptores(broker: Broker, par: Par, suscriptores: int) -> float:
    """Copias hechas por segundo, entre todos, en pub_sub."""
    normal = broker.muestra(par)
    una = consumir.marca(normal)
    tareas = COPIAS // suscriptores
    with consumir.lanzados(broker, par, suscriptores, MODO="pub_sub") as salidas:
        enlaces = f"exchanges/%2f/{EXCHANGE}/bindings/source"
        broker.taller.esperar(lambda: len(broker.taller.api(enlaces)) == suscriptores)
        inicio = time.monotonic()
        broker.publicar([(normal, tareas), (una, 1)], EXCHANGE)
        fin = consumir.contestadas(salidas, suscriptores)[-1]
    return tareas * suscriptores / (fin - inicio)


def cola_larga(broker: Broker, par: Par, tareas: int) -> float:
    """Tareas por segundo que se vacían de una cola que ya tenía tantas."""
    normal = broker.muestra(par)
    una = consumir.marca(normal)
    with consumir.consumidores(broker, par, 1):
        pass  # deja la cola declarada
    broker.publicar([(normal, 500), (una, 1), (normal, tareas), (una, 1)])
    with consumir.lanzados(broker, par, consumir.PROCESOS) as salidas:
        primera, segunda = consumir.contestadas(salidas, 2, limite=300)
    return tareas / (segunda - primera)
