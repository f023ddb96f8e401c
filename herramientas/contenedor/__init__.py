"""Lo que corre en el contenedor `herramientas`: docker compose run --rm herramientas."""
