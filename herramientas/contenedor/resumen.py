"""Este módulo escribe el resumen de una tanda y dónde seguir mirando."""

from comun.servicio.ajustes import Ajustes
from comun.texto import id_visible
from comun.verbo import Verbo
from herramientas.contenedor.seguida import Seguida


def resumen(tanda: Seguida, ajustes: Ajustes, ahora: float) -> str:
    """Devuelve el resumen de una tanda; `ahora`, en época Unix."""
    libro = tanda.libro
    reparto = " · ".join(f"{id_visible(w)} {n}" for w, n in tanda.reparto(ahora).items())
    sumas = libro.sumas
    hechas = "copias completadas" if libro.copias or libro.copias_de_mas else "completadas"
    panel, interfaz = (
        f"http://127.0.0.1:{puerto}" for puerto in (ajustes.puerto_panel, ajustes.puerto_ui)
    )
    de_antes = f", con {tanda.de_antes} de antes: aquella tanda no había acabado"
    perdidas, sin_noticia = tanda.faltan(ahora)
    dudosas = f" · sin noticia {sin_noticia}: las tenía quien se fue de golpe"
    registro = f"docker logs {ajustes.prefijo}worker1"
    return f"""
    enviadas           {sumas[Verbo.ENVIADA]}{de_antes if tanda.de_antes else ""}
    {hechas:<18} {libro.completadas}  ({reparto})
    intentos fallidos  {sumas[Verbo.FALLIDA]} · descartadas {sumas[Verbo.DESCARTADA]}
    repetidas          {libro.repetidas}
    {"quedan" if tanda.queda(ahora) else "perdidas":<18} {perdidas}{dudosas if sin_noticia else ""}
    segundos           {max(0, tanda.acabo - libro.desde):.0f}, desde que empezó el productor

    El taller sigue en marcha. Para mirar:
      {panel:<24} el panel, en vivo
      {registro:<24} lo que hizo un worker
      {interfaz:<24} la interfaz de RabbitMQ (usuario admin; clave admin, o CLAVE_ADMIN)
      {"docker compose down":<24} lo para
"""
