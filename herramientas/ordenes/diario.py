"""`make diario > corrida.jsonl` escribe el diario de la última tanda, un mensaje por línea."""

import os
import sys
import urllib.error
import urllib.request
from http.client import HTTPException

from herramientas.sistema.docker import ajuste


def main() -> None:
    """Pide el diario al panel y lo escribe en stdout; acaba con 1 si el panel no contesta."""
    url = f"http://127.0.0.1:{ajuste('PUERTO_PANEL', '8080')}/diario"
    try:
        with urllib.request.urlopen(url, timeout=60) as respuesta:  # al panel propio
            for linea in respuesta:
                sys.stdout.buffer.write(linea)
            sys.stdout.buffer.flush()
    except urllib.error.HTTPError as error:
        sys.exit(f"✗ {error.read().decode(errors='replace')}")
    except BrokenPipeError:  # quien lo leía, como head, no quiere más
        os._exit(0)
    except (OSError, HTTPException) as error:
        porque = str(getattr(error, "reason", error))
        sys.exit(f"✗ el panel no contesta en {url} ({porque}): docker start panel")


if __name__ == "__main__":
    main()
