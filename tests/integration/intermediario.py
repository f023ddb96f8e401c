"""Un intermediario entre un servicio y el broker de verdad, que calla o corta cuando se le dice."""

import select
import socket
import threading
import time
from contextlib import suppress

CANAL_CIERRA, CLOSE_OK = (20, 40), (10, 51)
CONSUME_OK = (60, 21)
START, TUNE = (10, 10), (10, 30)  # los métodos del saludo tras los que se puede cortar
CONFIRMARA = (85, 11)  # Confirm.SelectOk: desde aquí, a cada publicación le sigue su confirm
CONFIRMADA = (60, 80)  # Basic.Ack del broker
PUBLICA = b"\0\x3c\0\x28"  # Basic.Publish, dentro de su frame
CANAL_ABIERTO = (20, 11)  # el primero con la conexión ya abierta
# Frames enteros de Connection.Blocked (con su motivo, «alarma») y Unblocked: tipo, canal 0, tamaño…
BLOQUEADA = b"\x01\0\0\0\0\0\x0b\0\x0a\0\x3c\x06alarma\xce"
DESBLOQUEADA = b"\x01\0\0\0\0\0\x04\0\x0a\0\x3d\xce"
# Channel.Close del canal 1 con 406 y su motivo; Basic.Cancel, sin respuesta, del consumo «monitor»
SIN_ACK_A_TIEMPO = b"\x01\0\1\0\0\0\x23\0\x14\0\x28\1\x96\x18delivery acknowledgement\0\0\0\0\xce"
MONITOR_CANCELADO = b"\x01\0\1\0\0\0\x0d\0\x3c\0\x1e\x07monitor\1\xce"


class Intermediario:
    """Reenvía en los dos sentidos.

    Con `mudo`, acepta y no dice nada; con `quieto`, lo que llega espera; con `fuera`, corta lo que
    haya y lo que venga. Con `corta`, `calla` o `frena`, corta o enmudece esa conexión, o se queda
    quieto con todas, en cuanto ha pasado ese método; con `traga`, corta en lugar de pasarlo, y con
    `retiene` se queda quieto antes.
    """

    def __init__(self, puerto, donde="127.0.0.1", propio=0):
        self.mudo, self.quieto, self.fuera, self.veces = False, False, False, 0
        self.corta = self.calla = self.frena = self.traga = self.retiene = None
        self._frenado, self._retenido = threading.Event(), threading.Event()
        self._clientes, self._calladas, self._diarios = [], set(), set()
        self._parado = None
        self._broker = ("127.0.0.1", puerto)
        self._escucha = socket.create_server((donde, int(propio)))
        self.puerto = str(self._escucha.getsockname()[1])
        threading.Thread(target=self._aceptar, daemon=True).start()

    def espera_frenado(self, limite=20):
        """Vuelve cuando ha pasado y el cliente ha escrito ya algo más, que no pasa."""
        assert self._frenado.wait(limite), f"en {limite} s no ha pasado {self.frena}"
        assert select.select([self._parado], [], [], limite)[0]

    def espera_al_diario(self, limite=20):
        """Quieto, vuelve cuando el servicio ha publicado en su diario un lote que no pasa."""
        fin = time.monotonic() + limite
        while not any(PUBLICA in llegado(diario) for diario in self._diarios):
            assert time.monotonic() < fin, f"en {limite} s no ha publicado nada en su diario"
            time.sleep(0.01)

    def espera_retenido(self, limite=20):
        """Vuelve cuando ha llegado lo que retiene, y no pasa."""
        assert self._retenido.wait(limite), f"en {limite} s no ha llegado {self.retiene}"

    def dice(self, entero):
        """Manda un frame a todos los clientes como si fuera del broker, que ahora ha de callar."""
        for cliente in self._clientes:
            with suppress(OSError):  # uno que ya se fue
                cliente.sendall(entero)

    def cerrar(self):
        """Y sus hilos terminan: cada uno que quedara seguiría mirando."""
        self.fuera, self.quieto = True, False
        self._escucha.shutdown(socket.SHUT_RDWR)  # despierta al que espera en accept
        self._escucha.close()

    def _aceptar(self):
        while True:
            try:
                cliente, _ = self._escucha.accept()
            except OSError:
                return
            self.veces += 1
            threading.Thread(target=self._atender, args=(cliente,), daemon=True).start()

    def _atender(self, cliente):
        # quien corta sin despedirse no es un error de la prueba
        with suppress(OSError), cliente, socket.create_connection(self._broker) as broker:
            self._clientes.append(cliente)
            while not self.fuera:
                if self.quieto:
                    time.sleep(0.01)
                    continue
                for lado in select.select([cliente, broker], [], [], 0.1)[0]:
                    if self.quieto:  # desde hace menos de lo que ha esperado
                        break
                    datos = lado.recv(65536)
                    if not datos or not self._pasar(datos, lado is broker, cliente, broker):
                        return

    def _pasar(self, datos, de_vuelta, cliente, broker):
        """Si la conexión sigue."""
        que = metodo(datos)
        if self.mudo or (self.calla and cliente in self._calladas):
            return True
        if de_vuelta and self.traga == que:
            return False
        if self.retiene == que:
            self.quieto, self.retiene = True, None
            self._retenido.set()
            while self.quieto:
                time.sleep(0.01)
        (cliente if de_vuelta else broker).sendall(datos)
        if self.calla == que:
            self._calladas.add(cliente)
        if not de_vuelta and b"-diario" in datos:  # el nombre de la conexión, en el saludo
            self._diarios.add(cliente)
        if self.frena == que and cliente not in self._diarios:
            self.quieto, self._parado = True, cliente
            self._frenado.set()
        return self.corta != que


def llegado(cliente):
    """Lo que ha llegado de un cliente y espera: un latido, o lo que haya escrito."""
    try:
        return cliente.recv(65536, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return b""


def metodo(datos):
    """Clase y método del primer frame: tipo (1), canal (2), tamaño (4), clase (2), método (2)."""
    return int.from_bytes(datos[7:9], "big"), int.from_bytes(datos[9:11], "big")
