# Las órdenes del taller. `make` o `make help` las lista.
COMPOSE_SH := preparar/compose.sh
PYTHON := .venv/bin/python

help: ## esta lista
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

docker: # Docker, compose y las dos imágenes de base; instala solo lo que falte
	@preparar/docker.sh
	@preparar/imagenes.sh

pruebas: # lo que usan solo las pruebas
	@preparar/pruebas.sh

.venv/listo: pyproject.toml requirements/base.txt requirements/panel.txt
	@echo "· se preparan las dependencias de Python en .venv"
	@python3 -m venv .venv
	@.venv/bin/pip install -q --upgrade pip
	@.venv/bin/pip install -q --group dev -r requirements/panel.txt
	@touch $@

demo: docker ## arranca el taller, sigue su tanda hasta el final y la resume
	@python3 -m taller.demo

up: docker ## arranca el taller y lo deja en marcha
	@$(COMPOSE_SH) up -d --build

down: ## lo para; las colas se conservan en su volumen
	@$(COMPOSE_SH) down

logs: ## sigue los registros de todos los servicios
	@$(COMPOSE_SH) logs -f

lint: .venv/listo ## ruff y mypy
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

test: docker pruebas lint ## las pruebas, sobre un RabbitMQ y un compose de verdad
	@$(PYTHON) -m pytest -m "not largo"

test-largo: docker pruebas .venv/listo ## las pruebas que tardan
	@$(PYTHON) -m pytest -m largo
	@otro=$$(preparar/otro-compose.sh) && \
		if [ -z "$$otro" ]; then echo "· aquí no hay otro compose con el que probar"; else \
		echo "· de extremo a extremo otra vez, con $$($$otro version | head -n1)"; \
		COMPOSE=$$otro $(PYTHON) -m pytest tests/e2e; fi

fallidas: docker .venv/listo ## lista lo que hay en tareas_fallidas, sin cambiarlo
	@$(PYTHON) -m taller.fallidas mirar

reintentar: docker .venv/listo ## lo devuelve a la cola: todo, o la tarea de ID=…
	@$(PYTHON) -m taller.fallidas reintentar

claves: docker ## pone claves al azar en .env, y en el broker si está en marcha
	@python3 -m taller.claves

evidencias: docker .venv/listo ## hace de nuevo las imágenes de los README, de una ejecución real
	@preparar/evidencias.sh
	@$(PYTHON) -m evidencias

caos: docker ## provoca los fallos de uno en uno y cuadra las cuentas (FALLO=F5: solo ese)
	@python3 -m taller.caos $(FALLO)

caos-largo: docker ## cinco minutos de fallos al azar, con más de 2000 tareas
	@python3 -m taller.caos F23

mide: docker ## las cifras del README, medidas en esta máquina
	@python3 -m taller.mide

limpia: ## borra lo que el taller dejó: contenedores, volumen, imágenes, .venv
	@$(COMPOSE_SH) down -v --rmi local
	@docker images -q --filter label=taller.suplente | xargs -r docker rmi -f
	@rm -rf .venv .cache

.PHONY: help docker pruebas demo up down logs lint test test-largo fallidas reintentar claves evidencias caos caos-largo mide limpia
