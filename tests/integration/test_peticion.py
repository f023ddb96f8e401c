"""Lo que se pide al broker y no contesta, como en un cluster sin mayoría, no retiene a nadie."""

import pytest

from tests.integration.intermediario import COLA_DECLARADA

SIN_RESPUESTA = "esperando a RabbitMQ: responde, pero no atiende"


@pytest.mark.parametrize("quien", ["producer", "worker", "monitor"])
def test_una_senal_interrumpe_una_peticion_sin_respuesta(servicio, intermediario, quien):
    intermediario.calla = COLA_DECLARADA  # lo siguiente ya no tiene respuesta
    proceso = servicio(quien, RABBIT_PORT=intermediario.puerto)
    proceso.esperar(SIN_RESPUESTA)

    proceso.senal()

    assert proceso.estado(2) == 0
