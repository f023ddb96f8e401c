import pytest


@pytest.fixture(scope="module")
def construido(taller):
    """Un taller con sus imágenes hechas y sin arrancar: cada fallo lo arranca a su manera."""
    taller.compose("build", "-q")
    return taller
