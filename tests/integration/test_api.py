"""Los números de la API, y cuándo dice que no.

Dice que no a un usuario que aún no existe: al arrancar el broker, abre antes que él."""

import time

import pytest

from comun.modos.work_queue import MODO
from comun.servicio.ajustes import Ajustes
from comun.servicio.errores import Irrecuperable
from comun.tarea import Tarea
from seguimiento import cliente_http
from seguimiento.api import Api, Cola

(COLA,) = MODO.colas


@pytest.fixture
def mirar(broker, monkeypatch):
    """Pregunta por una cola como `tardio`, que empieza sin existir."""
    monkeypatch.setattr(cliente_http, "PUERTO", int(broker.entorno["PUERTO_UI"]))
    entorno = {"RABBIT_HOST": "127.0.0.1", "RABBIT_USER": "tardio", "RABBIT_PASS": "tardio"}
    preguntas = Api(Ajustes.de_entorno(entorno))
    yield lambda: preguntas.cola("tareas_fallidas")
    broker.api("users/bulk-delete", "POST", {"users": ["tardio"]})


def test_un_401_pasajero_se_espera(broker, mirar):
    with pytest.raises(cliente_http.SinRespuesta, match="responde 401"):
        mirar()

    broker.api("users/tardio", "PUT", {"password": "tardio", "tags": "monitoring"})

    assert broker.esperar(mirar) == Cola()


def test_un_401_que_dura_no_tiene_arreglo(broker, mirar, monkeypatch):
    monkeypatch.setattr(cliente_http, "INSISTE", 1)
    broker.api("users/tardio", "PUT", {"password": "otra", "tags": "monitoring"})

    def se_rinde():
        try:
            mirar()
        except cliente_http.SinRespuesta:
            return None
        except Irrecuperable as error:
            return str(error)

    assert "necesita la etiqueta monitoring y su clave" in broker.esperar(se_rinde, 5)


def test_dos_401_separados_no_son_seguidos(mirar, monkeypatch):
    """El de cuando el broker se para y el de cuando arranca: entretanto nadie pregunta."""
    monkeypatch.setattr(cliente_http, "INSISTE", 0.4)
    with pytest.raises(cliente_http.SinRespuesta, match="responde 401"):
        mirar()
    time.sleep(0.5)  # más que INSISTE

    with pytest.raises(cliente_http.SinRespuesta, match="responde 401"):
        mirar()


def test_la_que_espera_en_su_pausa_esta_en_cola_y_se_cuenta_aparte(
    broker, vhost, conectar, monkeypatch
):
    monkeypatch.setattr(cliente_http, "PUERTO", int(broker.entorno["PUERTO_UI"]))
    quien = dict.fromkeys(("RABBIT_USER", "RABBIT_PASS"), "monitor")
    ajustes = Ajustes.de_entorno({"RABBIT_HOST": "127.0.0.1", "RABBIT_VHOST": vhost, **quien})
    # una pausa más larga que lo que va la API por detrás
    politica = broker.api(f"policies/{vhost}/tareas")
    politica["definition"] |= {"delayed-retry-min": 5000}
    broker.api(f"policies/{vhost}/tareas", "PUT", politica)
    admin = conectar("admin")
    MODO.declarar(admin)
    MODO.publicar(admin, Tarea(id="a-1", complejidad=0))
    metodo, _, _ = admin.basic_get(COLA)
    admin.basic_reject(metodo.delivery_tag, requeue=True)

    esperada = Cola(en_cola=1, en_pausa=1, pausa=5)
    broker.esperar(lambda: Api(ajustes).cola(COLA) == esperada, 5)
