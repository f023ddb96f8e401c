"""El taller reparte tareas iguales, y la demo lo resume: cinco y cinco."""

import re

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, dibujada
from herramientas.evidencias.estudio.interfaz import Vista
from herramientas.evidencias.estudio.terminal import Terminal, estable
from herramientas.sistema.docker import orden
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import WORKERS

AJUSTES = {"TAREAS": "10", "INTERVALO": "1", "COMPLEJIDAD": "2"}
DEMO = "docker compose run --rm herramientas demo"
FORMATO = r"table {{.Names}}\t{{.Status}}\t{{.Command}}"
CONEXIONES = ["monitor", "panel", *(s + e for s in ("producer", *WORKERS) for e in ("", "-diario"))]
VISTA = Vista("conexiones", ruta="/connections", hasta=r"All connections \(8\)")


def reparto(taller: Escenario) -> list[Imagen]:
    """Diez ids se reparten sin repetir; mientras el productor envía, todos están sanos."""
    taller.poner_workers(**AJUSTES)
    disparar = taller.navegador.mirar(taller, VISTA)
    taller.arrancar(**AJUSTES)
    taller.esperar(lambda: sorted(c["servicio"] for c in taller.conexiones()) == CONEXIONES)
    taller.sano("panel")
    contenedores = ps(taller)
    foto = disparar()
    resumen = estable(taller.compose("run", "--rm", "-T", "herramientas", "demo"), taller.prefijo)
    producer, *workers = (taller.logs(servicio) for servicio in ("producer", *WORKERS))
    enviadas = ids("enviada", producer.salida)
    hechas = [ids("completada", worker.salida) for worker in workers]
    comprobar(len(set(enviadas)) == 10, "el productor envía y confirma 10 ids")
    comprobar(sorted(hechas[0] + hechas[1]) == enviadas, "entre los dos las hacen todas, una vez")
    comprobar([len(suyas) for suyas in hechas] == [5, 5], "con tareas iguales, cinco cada uno")
    return [
        dibujada("ps", Terminal(f'docker ps --no-trunc --format "{FORMATO}"', contenedores)),
        dibujada("demo", Terminal(DEMO, lo_esencial(resumen), "perdidas")),
        dibujada("producer_logs", producer),
        *map(dibujada, WORKERS, workers),
        Imagen("conexiones", f"conexiones: {', '.join(CONEXIONES)}\n", foto),
    ]


def lo_esencial(resumen: str) -> str:
    """Deja «…» en el sitio de las líneas de progreso de la demo y, al final, en el de la ayuda."""
    principio = [linea for linea in resumen.splitlines() if linea.startswith("·")]
    cuentas = resumen.split("\n\n")[1].splitlines()
    return "\n".join([*principio, "    …", *cuentas, "    …"])


def ps(taller: Escenario) -> str:
    """Lista los contenedores del taller, por orden alfabético; comprueba que todos están bien."""
    filtro = ("--filter", f"name={taller.prefijo}", "--no-trunc")
    tabla = estable(orden("docker", "ps", *filtro, "--format", FORMATO), taller.prefijo)
    cabecera, *filas = [re.split(r" {2,}", fila) for fila in tabla.splitlines()]
    sanos = {nombre for nombre, estado, _ in filas if estado.endswith("(healthy)")}
    comprobar(len(filas) == 6, "hay seis servicios en marcha")
    comprobar(sanos == {"rabbitmq", "panel", *WORKERS}, "broker, workers y panel están sanos")
    # Las columnas se alinean de nuevo: medían lo que los nombres y los tiempos de esta ejecución.
    return "\n".join(f"{a:<11}{b:<25}{c}" for a, b, c in [cabecera, *sorted(filas)])
