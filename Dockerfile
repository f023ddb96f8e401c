# Este archivo hace una base con lo común y, de ella, una etapa pequeña por servicio.
ARG IMAGEN_PYTHON=python:3.13-slim
FROM ${IMAGEN_PYTHON} AS base
ARG IMAGEN_PYTHON
LABEL taller.base=${IMAGEN_PYTHON}
WORKDIR /app
ENV PYTHONUNBUFFERED=1
COPY comun/requirements.txt comun/
RUN pip install --no-cache-dir --root-user-action=ignore -r comun/requirements.txt
COPY comun/ comun/
# Los servicios corren con el disco en solo lectura, así que el bytecode se deja hecho aquí.
RUN python -m compileall -q comun
USER nobody

FROM base AS producer
COPY producer/ producer/
CMD ["python", "-m", "producer"]

FROM base AS worker
USER root
# Aquí puede dejar archivos un trabajo propio: un volumen que se monte en esta carpeta nace con este
# dueño, y nobody puede escribir en él (ejemplos/miniaturas).
RUN install -d -o nobody /resultados
USER nobody
COPY worker/ worker/
CMD ["python", "-m", "worker"]

FROM base AS monitor
COPY seguimiento/ seguimiento/
COPY monitor/ monitor/
CMD ["python", "-m", "monitor"]

# Las órdenes que se dan a mano, con el taller en marcha: lo que va detrás de la imagen es la orden.
FROM base AS herramientas
USER root
COPY seguimiento/ seguimiento/
COPY herramientas/__init__.py herramientas/
COPY herramientas/contenedor/ herramientas/contenedor/
RUN chmod -R a+rX seguimiento herramientas
USER nobody
ENTRYPOINT ["python", "-m", "herramientas.contenedor"]
CMD ["ayuda"]

# El panel es el único con más dependencias: por eso va el último, y no pesan en los demás.
FROM base AS panel
USER root
COPY panel/requirements.txt panel/
RUN pip install --no-cache-dir --root-user-action=ignore -r panel/requirements.txt
COPY seguimiento/ seguimiento/
COPY panel/ panel/
RUN python -m compileall -q seguimiento panel
USER nobody
CMD ["python", "-m", "panel"]
