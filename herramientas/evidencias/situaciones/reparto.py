"""`make demo` con tareas iguales: cinco y cinco."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ

from herramientas.evidencias.estudio.escenario import Camara, Vista, dicho, nuevos
from herramientas.evidencias.estudio.imagen import Imagen, Terminal, comprobar
from herramientas.evidencias.estudio.texto import estable
from herramientas.sistema.docker import RAIZ, orden
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import Taller

AJUSTES = {"MODO": "work_queue", "TAREAS": "10", "INTERVALO": "1", "COMPLEJIDAD": "2"}
WORKERS = ("worker1", "worker2")
FORMATO = r"table {{.Names}}\t{{.Status}}\t{{.Command}}"
CONEXIONES = {
    "monitor",
    "panel",
    *(s + e for s in ("producer", *WORKERS) for e in ("", "-diario")),
}
VISTA = Vista(
    ruta="/connections",
    hasta=r"All connections \(8\)",
    ancho=870,
    oculta=("#main .pagination", "#main :is(h3, .filter, .hider > form)", "#main th.plus-minus"),
    marca=("#main td sub",),
)


def reparto(taller: Taller, camara: Camara) -> list[Imagen]:
    """Diez ids, repartidos sin repetir; en marcha y sanos todos mientras el productor envía."""
    nuevos(taller, *WORKERS, **AJUSTES)
    disparar = camara.mirar(taller, VISTA)
    with demo(taller) as proceso:
        taller.esperar(lambda: orden("docker", "ps", "-q", "-f", f"name={taller.prefijo}producer"))
        taller.esperar(lambda: len(ids("enviada", taller.dice("producer"))) >= 3)
        taller.sano("panel")
        contenedores = ps(taller)
        taller.esperar(lambda: conexiones(taller) == CONEXIONES)
        foto = disparar()
        resumen, _ = proceso.communicate(timeout=120)
    comprobar(proceso.returncode == 0, f"make demo acaba bien:\n{resumen}")
    registros = {s: dicho(taller, s) for s in ("producer", *WORKERS)}
    hechas = [ids("completada", registros[worker]) for worker in WORKERS]
    enviadas = ids("enviada", registros["producer"])
    comprobar(len(set(enviadas)) == 10, "el productor envía y confirma 10 ids")
    comprobar(sorted(hechas[0] + hechas[1]) == enviadas, "entre los dos las hacen todas, una vez")
    comprobar([len(h) for h in hechas] == [5, 5], "con tareas iguales, cinco cada uno")
    return [
        Imagen("ps", [[Terminal(f"docker ps --no-trunc --format '{FORMATO}'", contenedores)]]),
        Imagen("demo", [[Terminal("make demo", lo_esencial(estable(resumen)), "perdidas")]]),
        Imagen("producer_logs", [[Terminal("docker logs producer", registros["producer"])]]),
        *(Imagen(w, [[Terminal(f"docker logs {w}", registros[w])]]) for w in WORKERS),
        Imagen(
            "conexiones", texto_propio=f"conexiones: {', '.join(sorted(CONEXIONES))}\n", foto=foto
        ),
    ]


@contextmanager
def demo(taller: Taller) -> Iterator[subprocess.Popen[str]]:
    """`make demo` en marcha sobre este taller."""
    with subprocess.Popen(
        [sys.executable, "-m", "herramientas.ordenes.demo"],
        cwd=RAIZ,
        env={**environ, **taller.entorno, **AJUSTES},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as proceso:
        try:
            yield proceso
        finally:
            proceso.kill()


def lo_esencial(resumen: str) -> str:
    """Lo que dice la demo, con «…» donde van sus líneas de progreso y, al final, la ayuda."""
    principio = [linea for linea in resumen.splitlines() if linea.startswith("·")]
    cuentas = resumen.split("\n\n")[1].splitlines()
    return "\n".join([*principio, "    …", *cuentas, "    …"])


def ps(taller: Taller) -> str:
    """Los contenedores del taller, por orden alfabético; comprueba que todos están bien."""
    filtro = ("--filter", f"name={taller.prefijo}", "--no-trunc")
    tabla = estable(orden("docker", "ps", *filtro, "--format", FORMATO), taller.prefijo)
    cabecera, *filas = [re.split(r" {2,}", fila) for fila in tabla.splitlines()]
    sanos = {nombre for nombre, estado, _ in filas if estado.endswith("(healthy)")}
    comprobar(len(filas) == 6, "hay seis servicios en marcha")
    comprobar(sanos == {"rabbitmq", "panel", *WORKERS}, "broker, workers y panel están sanos")
    # Las columnas se alinean de nuevo: medían lo que los nombres y los tiempos de esta ejecución.
    return "\n".join(f"{a:<11}{b:<25}{c}" for a, b, c in [cabecera, *sorted(filas)])


def conexiones(taller: Taller) -> set[str]:
    """Los nombres con que se presentan las conexiones abiertas."""
    return {conexion["de"] for conexion in taller.conexiones()}
