"""Topics en la página: una tarea va a varias colas, y cada copia se cuenta por su lado."""

import pytest

pytestmark = pytest.mark.largo

PATRONES = ["norte.#", "*.urgente.*", "#.correo"]
UNA = {"MODO": "topics", "TIPOS": "norte.urgente.correo", "TAREAS": "1", "COMPLEJIDAD": "1"}


@pytest.fixture(autouse=True, scope="module")
def en_marcha(taller):
    taller.arrancar(**UNA)
    taller.esperar(lambda: "todo hecho: 3 completadas" in taller.dice("monitor"))


def test_cada_cola_se_dibuja_con_su_patron(abrir, foto):
    pagina = abrir()

    assert pagina.locator("#escena .clave").all_text_contents() == PATRONES
    foto(pagina, "topics", full_page=True)


def test_el_libro_dice_cuantas_copias_salen_de_las_enviadas(abrir, hasta):
    pagina = abrir()

    def cuenta(cual):
        return pagina.inner_text(f"#libro [data-c={cual}] dd")

    hasta(pagina, lambda: (cuenta("enviadas"), cuenta("completadas")) == ("1 → 3", "3"))
    assert "copias" in pagina.inner_text("#libro [data-c=completadas] dt").lower()


def test_la_tabla_tiene_una_fila_por_copia_con_su_cola(abrir):
    pagina = abrir()

    copias = {texto.split(" · ")[1] for texto in pagina.locator("td.id").all_text_contents()}
    assert copias == {"del_norte", "urgentes", "de_correo"}
