"""Lo que se pide al broker y no contesta, como en un cluster sin mayoría, no retiene a nadie."""

from tests.integration.intermediario import CANAL_ABIERTO

SIN_RESPUESTA = "esperando a RabbitMQ: responde, pero no atiende"


def test_una_senal_interrumpe_una_peticion_sin_respuesta(servicio, otro_intermediario):
    procesos = []
    for quien in ("producer", "worker", "monitor"):
        intermediario = otro_intermediario()
        intermediario.calla = CANAL_ABIERTO  # lo siguiente ya no tiene respuesta
        procesos.append(servicio(quien, RABBIT_PORT=intermediario.puerto))

    for proceso in procesos:
        proceso.esperar(SIN_RESPUESTA)
        proceso.senal()

        assert proceso.estado(2) == 0
