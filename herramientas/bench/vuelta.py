"""Una vuelta mide todos los pares, uno tras otro."""

import time
from collections.abc import Iterator
from functools import partial

from pika.exceptions import AMQPError

from herramientas.bench import ritmos
from herramientas.bench.broker import Broker
from herramientas.bench.carga import con_carga
from herramientas.bench.lista import PARES
from herramientas.bench.medida import Medida, maquina


def medir(broker: Broker, numero: int, *, rapida: bool) -> Iterator[Medida]:
    """Da cada medida cuando está hecha; si un par falla, lo dice y sigue con lo demás."""
    comienzo = time.strftime("%Y-%m-%dT%H:%M:%S")
    visto = broker.api("overview")
    del_broker = f"RabbitMQ {visto['rabbitmq_version']}, Erlang {visto['erlang_version']}"
    pid = broker.estado("rabbitmq")["State"]["Pid"]
    segundos, tareas = (1.0, 2500) if rapida else (2.0, 5000)
    giro = numero % len(PARES)
    for par in PARES[giro:] + PARES[:giro]:  # cada vuelta empieza por otro
        versiones = f"{del_broker}, {par.versiones()}"
        for accion, ritmo in (
            ("publicar", partial(ritmos.publicar, broker, par, segundos)),
            ("consumir", partial(ritmos.consumir, broker, par, tareas)),
        ):
            que = f"  {accion:9} {par.nombre:26}"
            try:
                valor, ajena = con_carga(pid, ritmo)
            except (RuntimeError, TimeoutError, AMQPError) as error:
                print(f"{que} no se pudo: {str(error)[:200]}", flush=True)
                continue
            nueva = Medida(
                vuelta=comienzo,
                accion=accion,
                par=par.nombre,
                valor=round(valor, 3),
                ajena=round(ajena, 3),
                versiones=versiones,
                maquina=maquina(),
            )
            aviso = "" if nueva.vale else f"  no cuenta: otros gastaron el {ajena:.0%} de la CPU"
            print(f"{que} {valor:10.0f} por segundo{aviso}", flush=True)
            yield nueva
