# Las órdenes del taller. `make` o `make help` las lista.
COMPOSE_SH := preparar/compose.sh
PYTHON := .venv/bin/python

help: ## esta lista
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

docker: # Docker, compose y las dos imágenes de base; instala solo lo que falte
	@preparar/docker.sh
	@preparar/imagenes.sh

.venv/listo: pyproject.toml requirements/base.txt requirements/panel.txt
	@echo "· se preparan las dependencias de Python en .venv"
	@python3 -m venv .venv
	@.venv/bin/pip install -q --upgrade pip
	@.venv/bin/pip install -q --group dev -r requirements/panel.txt
	@touch $@

navegador: # Chromium y axe-core, para las pruebas del panel; instala solo lo que falte
	@preparar/navegador.sh

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

test: docker navegador lint ## las pruebas, sobre un RabbitMQ y un compose de verdad
	@$(PYTHON) -m pytest -m "not largo"

test-largo: docker navegador .venv/listo ## las pruebas que tardan
	@$(PYTHON) -m pytest -m largo

mide: docker ## cuánto tarda en llegar la primera tarea desde que RabbitMQ abre su puerto
	@python3 -m taller.arranque

limpia: ## borra lo que el taller dejó: contenedores, volumen, imágenes, .venv
	@$(COMPOSE_SH) down -v --rmi local
	@docker images -q --filter label=taller.suplente | xargs -r docker rmi -f
	@rm -rf .venv .axe

.PHONY: help docker navegador demo up down logs lint test test-largo mide limpia
