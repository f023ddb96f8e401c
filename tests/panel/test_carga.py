"""Doscientas tareas por segundo durante un minuto: la página no se atasca ni crece."""

import json

import pytest

from taller.docker import orden

pytestmark = [pytest.mark.largo, pytest.mark.timeout(300)]

FOTOGRAMAS = """() => {
    window.fotogramas = [];
    let antes = performance.now();
    const mide = (t) => {
        window.fotogramas.push(t - antes);
        antes = t;
        requestAnimationFrame(mide);
    };
    requestAnimationFrame(mide);
}"""
# De la completada en el worker a la fila de la tabla o la ficha en el dibujo.
RETRASOS = """() => {
    window.retrasos = [];
    const fuente = new EventSource("mensajes");
    fuente.addEventListener("cambio", (m) => {
        const { workers, ahora } = JSON.parse(m.data);
        if (!workers) return;
        const instantes = workers.filter((w) => w.en_mano).map((w) => w.desde);
        requestAnimationFrame(() => requestAnimationFrame(() => {
            for (const t of instantes) window.retrasos.push(Date.now() - t * 1000);
        }));
    });
}"""


def p95(valores):
    return sorted(valores)[int(len(valores) * 0.95)]


def memoria(pagina):
    pagina.evaluate("window.gc && gc()")
    return pagina.evaluate("performance.memory.usedJSHeapSize") / 2**20


def uso(taller):
    """CPU (%) y memoria (MiB) del contenedor del panel."""
    dicho = orden(
        "docker", "stats", "--no-stream", "--format", "{{json .}}", taller.prefijo + "panel"
    )
    datos = json.loads(dicho)
    return float(datos["CPUPerc"].rstrip("%")), float(datos["MemUsage"].split("MiB")[0])


def test_un_minuto_a_200_tareas_por_segundo(taller, abrir, cuenta, hasta, foto):
    taller.arrancar(TAREAS="0", INTERVALO="0.005", COMPLEJIDAD="0.002")
    pagina = abrir()
    hasta(pagina, lambda: cuenta(pagina, "completadas"))
    pagina.wait_for_timeout(15_000)
    pagina.evaluate(FOTOGRAMAS)
    nodos = pagina.evaluate("document.querySelectorAll('*').length")
    antes, hechas, usos = memoria(pagina), _completadas(taller), []

    for _ in range(6):
        pagina.wait_for_timeout(8_000)
        usos.append(uso(taller))

    fotogramas = pagina.evaluate("window.fotogramas")
    ritmo = (_completadas(taller) - hechas) / (sum(fotogramas) / 1000)
    despues = memoria(pagina)
    cpu, mem = max(c for c, _ in usos), max(m for _, m in usos)
    print(
        f"\n{ritmo:.0f} tareas/s · fotograma p95 {p95(fotogramas):.0f} ms ({len(fotogramas)})"
        f" · página {antes:.1f} → {despues:.1f} MiB · panel {cpu:.0f} % de CPU, {mem:.0f} MiB"
    )
    foto(pagina, "carga", full_page=True)
    assert ritmo > 120
    assert p95(fotogramas) <= 50
    assert despues < antes * 1.5 + 5
    assert pagina.evaluate("document.querySelectorAll('*').length") < nodos + 400
    assert mem < 60


def test_diez_mil_en_la_cola_son_un_numero_y_una_muestra(taller, abrir, hasta, foto):
    taller.arrancar("--force-recreate", "producer", TAREAS="10000", INTERVALO="0", COMPLEJIDAD="2")
    pagina = abrir()

    hasta(pagina, lambda: (_texto(pagina) or 0) > 9000, 60)

    assert pagina.locator(".ficha").count() < 40
    foto(pagina, "diez-mil", full_page=True)
    hasta(pagina, lambda: json.loads(_estado(taller))["libro"]["enviadas"] >= 10_000, 60)


def test_del_evento_al_pixel(taller, abrir, hasta, cuenta):
    taller.dentro("rabbitmq", "rabbitmqctl", "-q", "purge_queue", "tareas_distribuidas")
    taller.arrancar("--force-recreate", TAREAS="0", INTERVALO="0.4", COMPLEJIDAD="0.5")
    pagina = abrir()
    hasta(pagina, lambda: cuenta(pagina, "completadas"))
    pagina.evaluate(RETRASOS)

    hasta(pagina, lambda: pagina.evaluate("window.retrasos.length") > 60, 90)

    # El worker junta eventos 100 ms antes de publicarlos: no es tiempo del panel.
    retraso = p95(pagina.evaluate("window.retrasos")) - 100
    print(f"\ndel broker al píxel, p95: {retraso:.0f} ms")
    assert retraso < 250


def test_una_pestana_cerrada_no_deja_nada(taller, abrir, hasta):
    paginas = [abrir() for _ in range(3)]
    conexiones = "import os; print(len(os.listdir('/proc/1/fd')))"
    abiertas = int(taller.dentro("panel", "python", "-c", conexiones))

    for pagina in paginas[1:]:
        pagina.context.close()

    hasta(
        paginas[0], lambda: int(taller.dentro("panel", "python", "-c", conexiones)) <= abiertas - 2
    )


def _texto(pagina):
    texto = pagina.text_content('#libro [data-c="esperan"] dd').replace(".", "")
    return int(texto) if texto.isdigit() else None


def _estado(taller):
    codigo = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/estado').read().decode())"
    return taller.dentro("panel", "python", "-c", codigo)


def _completadas(taller):
    return json.loads(_estado(taller))["libro"]["completadas"]
