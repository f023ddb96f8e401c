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
# El chmod está en cada etapa porque los servicios corren como nobody, y lo que se clonó con umask
# 077 solo lo puede leer su dueño. Va antes de hacer el bytecode, que hereda los permisos; y este se
# deja hecho aquí porque corren con el disco en solo lectura.
RUN chmod -R a+rX comun && python -m compileall -q comun

FROM base AS producer
COPY producer/ producer/
RUN chmod -R a+rX producer
USER nobody
CMD ["python", "-m", "producer"]

FROM base AS worker
# Aquí puede dejar archivos un trabajo propio: un volumen que se monte en esta carpeta nace con este
# dueño, y nobody puede escribir en él (ejemplos/miniaturas).
RUN install -d -o nobody /resultados
COPY worker/ worker/
RUN chmod -R a+rX worker
USER nobody
CMD ["python", "-m", "worker"]

FROM base AS monitor
COPY seguimiento/ seguimiento/
COPY monitor/ monitor/
RUN chmod -R a+rX seguimiento monitor
USER nobody
CMD ["python", "-m", "monitor"]

# Las órdenes que se dan a mano, con el taller en marcha: lo que va detrás de la imagen es la orden.
FROM base AS herramientas
COPY seguimiento/ seguimiento/
COPY herramientas/__init__.py herramientas/
COPY herramientas/contenedor/ herramientas/contenedor/
RUN chmod -R a+rX seguimiento herramientas
USER nobody
ENTRYPOINT ["python", "-m", "herramientas.contenedor"]
CMD ["ayuda"]

# El panel es el único con más dependencias: por eso va el último, y no pesan en los demás.
FROM base AS panel
COPY panel/requirements.txt panel/
RUN pip install --no-cache-dir --root-user-action=ignore -r panel/requirements.txt
COPY seguimiento/ seguimiento/
COPY panel/ panel/
RUN chmod -R a+rX seguimiento panel && python -m compileall -q seguimiento panel
USER nobody
CMD ["python", "-m", "panel"]
