# Las órdenes del taller. `make` o `make help` las lista.
COMPOSE_SH := herramientas/preparar/compose.sh
CLUSTER := -f docker-compose.yml -f despliegue/cluster/compose.yml
EJEMPLO := -f ejemplos/miniaturas/compose.yml
HERRAMIENTAS := $(COMPOSE_SH) run --rm -T herramientas
PYTHON := .venv/bin/python
# Las que arrancan contenedores, las que más tardan primero; cada archivo, entero en un proceso.
DE_VERDAD := $(addprefix tests/,despliegue caos e2e panel integration)
CON_V2 = COMPOSE="$${COMPOSE:-$$(herramientas/preparar/compose-v2.sh)}"
PYTEST = $(CON_V2) $(PYTHON) -m pytest
VARIAS = $(PYTEST) -n 3 --dist loadfile --no-loadscope-reorder

help: ## esta lista
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-20s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

docker: # Docker y compose; instala solo lo que falte
	@herramientas/preparar/docker.sh

imagenes: docker # y las dos imágenes de las que parte todo
	@herramientas/preparar/imagenes.sh

pruebas: # lo que usan solo las pruebas
	@herramientas/preparar/pruebas.sh

python: # que sea un Python que valga: lo mira herramientas/__init__.py
	@python3 -c 'import herramientas'

.venv/listo: herramientas/requirements.txt panel/requirements.txt | python
	@echo "· se preparan las dependencias de Python en .venv"
	@python3 -m venv .venv
	@.venv/bin/pip install -q --require-hashes -r herramientas/requirements.txt -r panel/requirements.txt
	@touch $@

requisitos: python # fija otra vez, con hashes, lo que dicen los requirements.in y el grupo dev
	@python3 -m venv .cache/pip-tools
	@.cache/pip-tools/bin/pip install -q pip-tools
	@herramientas/preparar/requisitos.sh

demo: imagenes ## arranca el taller, sigue su tanda hasta el final y la resume
	@$(COMPOSE_SH) up -d --build
	@desde=$$(docker inspect -f '{{.State.StartedAt}}' $$($(COMPOSE_SH) ps -a -q producer) | \
		sort | tail -n 1) && $(HERRAMIENTAS) demo $$desde
	@. .cache/imagenes.env && echo "    Corre sobre $$IMAGEN_RABBITMQ y $$IMAGEN_PYTHON."

up: imagenes ## arranca el taller y lo deja en marcha
	@$(COMPOSE_SH) up -d --build

down: ## lo para; las colas se conservan en su volumen
	@$(COMPOSE_SH) down --remove-orphans

logs: ## sigue los registros de todos los servicios
	@$(COMPOSE_SH) logs -f

lint: .venv/listo ## ruff y mypy
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

test: imagenes pruebas lint ## las pruebas, sobre un RabbitMQ y un compose de verdad
	@$(PYTEST) tests/unit
	@$(VARIAS) -m "not largo" $(DE_VERDAD)

test-cluster: imagenes pruebas .venv/listo ## las del cluster, Swarm y el escalado (en test-largo)
	@$(PYTEST) -m largo tests/despliegue

test-largo: imagenes pruebas .venv/listo ## las pruebas que tardan
	@$(VARIAS) -m "largo and not sola" $(DE_VERDAD)
	@$(PYTEST) -m sola
	@case "$$(docker-compose version --short 2>&1)" in \
		1.*) echo "· otra vez, con docker-compose 1, las que dependen del compose" && \
			export COMPOSE=docker-compose && \
			$(VARIAS) -m "compose and not sola" tests/e2e tests/despliegue && \
			$(PYTEST) -m "compose and sola" ;; \
		*) echo "· aquí no hay docker-compose 1 con el que repetir las que dependen del compose" ;; esac

test-revuelto: imagenes pruebas .venv/listo ## todas, en un orden al azar (SEMILLA=7 lo repite)
	@semilla="-p randomly --randomly-seed=$${SEMILLA:-$$(date +%s)}" && echo "· $$semilla" && \
		$(VARIAS) $$semilla -m "not sola" && $(PYTEST) $$semilla -m sola

test-sueltas: imagenes pruebas .venv/listo ## cada archivo de pruebas, él solo
	@for f in $$(find tests -name 'test_*.py' | sort); do \
		echo "· $$f"; $(PYTEST) "$$f" || mal="$$mal $$f"; done; \
		[ -z "$$mal" ] || { echo "✗ solas, fallan:$$mal" >&2; exit 1; }

mutantes: imagenes pruebas .venv/listo ## pone fallos en una copia del código y mira que una prueba los note (QUIEN=envio: solo ahí)
	@$(CON_V2) $(PYTHON) -m tests.mutantes $(QUIEN)

escalar: docker ## pone y quita workers según lo pendiente, con la regla de KEDA, hasta Ctrl-C
	@python3 -m herramientas.ordenes.escalar

escalon: imagenes ## 500 tareas de golpe sobre un taller que se escala solo, y docs/escalon.svg
	@python3 -m herramientas.medidas.escalon

diario: ## escribe el diario de la última tanda, un mensaje por línea (make -s diario > corrida.jsonl)
	@$(HERRAMIENTAS) diario

fallidas: docker ## lista lo que hay en tareas_fallidas, sin cambiarlo
	@$(HERRAMIENTAS) fallidas

reintentar: docker ## lo devuelve a la cola: todo, o la tarea de ID=…
	@$(HERRAMIENTAS) reintentar $${ID:+"$$ID"}

claves: docker ## pone claves al azar en .env y en el broker
	@python3 -m herramientas.ordenes.claves

casa: ## dibuja otra vez qué sala importa de cuál, en .github/CONTRIBUTING.md
	@python3 -m herramientas.dibujo.casa

evidencias: imagenes .venv/listo ## hace de nuevo las imágenes de los README, de una ejecución real
	@herramientas/preparar/evidencias.sh
	@$(PYTHON) -m herramientas.evidencias

caos: imagenes ## provoca los fallos de uno en uno, y su tabla en docs/caos.md: 8 minutos (FALLO=F5: solo ese)
	@python3 -m herramientas.caos $(FALLO)

caos-largo: imagenes ## cinco minutos de fallos al azar, con más de 2000 tareas
	@python3 -m herramientas.caos F23

cluster: imagenes ## el taller con tres nodos de RabbitMQ (despliegue/cluster)
	@$(COMPOSE_SH) $(CLUSTER) up -d --build

cluster-actualizar: imagenes ## reinicia los tres nodos de uno en uno, sin parar el trabajo
	@despliegue/cluster/actualizar.sh

swarm: imagenes ## el taller en Docker Swarm (despliegue/swarm)
	@despliegue/swarm/desplegar.sh

swarm-fuera: ## quita de Swarm el taller, con sus claves y sus colas
	@despliegue/swarm/quitar.sh

caos-cluster: imagenes ## los fallos de un cluster, y su tabla en docs/cluster.md (FALLO=C1: solo ese)
	@python3 -m herramientas.caos $(or $(FALLO),resultados-cluster)

mide: imagenes ## las cifras de docs/cifras.md, medidas en esta máquina
	@python3 -m herramientas.medidas.mide

capacidad: imagenes ## las cifras de docs/capacidad.md, medidas en esta máquina
	@python3 -m herramientas.medidas.capacidad

medidas: imagenes pruebas .venv/listo ## todo lo que se publica, medido otra vez: unos 50 minutos
	@for semilla in 1 2 3; do SEMILLA=$$semilla python3 -m herramientas.caos || exit 1; done
	@python3 -m herramientas.caos F23
	@python3 -m herramientas.caos resultados-cluster
	@python3 -m herramientas.medidas.mide
	@python3 -m herramientas.medidas.capacidad
	@APUNTA=1 $(PYTHON) -m pytest tests/panel/test_carga.py

bench: imagenes .venv/listo ## este taller frente a otras colas de trabajo (RAPIDO=1: en 5 minutos)
	@herramientas/preparar/bench.sh
	@$(PYTHON) -m herramientas.bench

# .env y despliegue/servidor/secretos se quedan: son los ajustes y las claves de quien usa el taller
limpia: ## borra lo que el taller dejó: contenedores, volumen, imágenes, .venv… y no .env
	@$(COMPOSE_SH) -f docker-compose.yml $(EJEMPLO) down -v --rmi local --remove-orphans
	@$(COMPOSE_SH) $(CLUSTER) down -v # con el archivo del cluster, Compose v2 no ve el otro volumen
	@python3 -m herramientas.sistema.restos
	@rm -rf .venv .cache miniaturas .hypothesis .*_cache despliegue/tls/certs
	@find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help docker imagenes pruebas python requisitos demo up down logs lint test test-cluster test-largo diario fallidas reintentar claves casa evidencias cluster cluster-actualizar test-revuelto test-sueltas mutantes caos caos-largo caos-cluster swarm swarm-fuera escalar escalon mide capacidad medidas bench limpia
