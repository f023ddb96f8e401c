import ast
import json
import re
from pathlib import Path

import pytest
from pika import DeliveryMode

from comun import modos
from comun.campos import TareaInvalida
from comun.familias.de_copias import DeCopias
from comun.familias.de_trabajo import POR_COLA, DeTrabajo
from comun.familias.modo import FALLIDAS
from comun.tarea import Tarea

RAIZ = Path(__file__).parents[2]
ARCHIVOS = [f for f in (RAIZ / "comun/modos").glob("*.py") if f.name != "__init__.py"]
DEFINICIONES = json.loads((RAIZ / "rabbitmq/definiciones.json").read_text())
SERVICIOS = ["comun", "producer", "worker", "seguimiento", "monitor", "panel"]
CODIGO = {
    str(f.relative_to(RAIZ)): f.read_text() for s in SERVICIOS for f in (RAIZ / s).rglob("*.py")
}
MODOS = modos.todos()
DE_TRABAJO = {nombre: modo for nombre, modo in MODOS.items() if isinstance(modo, DeTrabajo)}
# Los únicos que saben de qué clase es un modo: quienes las definen, y quien lleva sus cuentas
SABEN = re.compile(r"comun/(familias|modos)/\w+\.py|seguimiento/por_familia\.py")


@pytest.mark.parametrize("nombre", MODOS)
def test_un_modo_se_llama_como_su_archivo(nombre):
    assert MODOS[nombre].nombre == nombre


@pytest.mark.parametrize("archivo", ARCHIVOS, ids=lambda f: f.stem)
def test_un_modo_es_un_dibujo_y_datos(archivo):
    dibujo, *resto = ast.parse(archivo.read_text()).body

    assert "──▶" in ast.literal_eval(dibujo.value)
    assert [type(parte) for parte in resto] == [ast.ImportFrom, ast.Assign]


@pytest.mark.parametrize("archivo", ARCHIVOS, ids=lambda f: f.stem)
def test_el_dibujo_de_un_modo_nombra_lo_que_declara(archivo):
    dibujo = ast.get_docstring(ast.parse(archivo.read_text()))
    modo = MODOS[archivo.stem]

    assert not modo.exchange or f"({modo.exchange})" in dibujo
    assert all(f"[{cola}]" in dibujo for cola in modo.colas)


def politica(cola):
    """La que el broker aplica a una cola: de las que casan con su nombre, la de más prioridad."""
    casan = [
        p
        for p in DEFINICIONES["policies"]
        if p["apply-to"] in {"queues", "quorum_queues", "all"} and re.search(p["pattern"], cola)
    ]
    return max(casan, key=lambda p: p["priority"])["definition"]


@pytest.mark.parametrize(
    ("modo", "cola"), [(modo, cola) for modo in DE_TRABAJO for cola in DE_TRABAJO[modo].colas]
)
def test_los_intentos_del_modo_son_los_de_la_politica_de_cada_cola_suya(modo, cola):
    suya = politica(cola)

    assert DE_TRABAJO[modo].intentos == suya["delivery-limit"] + 1
    assert suya["dead-letter-routing-key"] == FALLIDAS


def test_lo_que_esta_en_tareas_fallidas_se_queda_en_ella():
    assert politica(FALLIDAS) == {"delivery-limit": -1}


def test_de_dos_politicas_que_casan_con_una_cola_manda_una():
    for cola in (FALLIDAS, *(cola for modo in DE_TRABAJO.values() for cola in modo.colas)):
        casan = [p for p in DEFINICIONES["policies"] if re.search(p["pattern"], cola)]

        assert len({p["priority"] for p in casan}) == len(casan)


@pytest.mark.parametrize("modo", DE_TRABAJO)
def test_los_nombres_de_un_modo_de_trabajo_son_los_de_los_permisos(modo):
    suyo = DE_TRABAJO[modo]

    assert suyo.colas
    assert not suyo.exchange or suyo.exchange.startswith("tareas_por_")
    assert suyo.exchange != POR_COLA
    for cola in suyo.colas:
        assert re.match("tareas_(?!por_)", cola)
        assert cola != FALLIDAS


def test_dos_modos_no_declaran_lo_mismo():
    declarado = [
        nombre for modo in MODOS.values() for nombre in (modo.exchange, *modo.colas) if nombre
    ]

    assert len(set(declarado)) == len(declarado)


def test_el_exchange_por_el_que_vuelve_lo_fallido_lo_crea_el_broker():
    assert POR_COLA in {suyo["name"] for suyo in DEFINICIONES["exchanges"]}


@pytest.mark.parametrize("modo", MODOS)
def test_cada_tipo_que_se_envia_lo_recibe_alguien(modo):
    suyo = MODOS[modo]

    assert all(suyo.conoce(tipo) for tipo in suyo.tipos)
    assert suyo.exchange_type == "topic" or set(suyo.claves) >= set(suyo.tipos)


def test_nadie_pregunta_por_el_nombre_del_modo():
    pregunta = re.compile(r"modo(\.nombre)? (==|!=|in) [({\[]?[\"']\w")

    assert [f for f, texto in CODIGO.items() if pregunta.search(texto)] == []


def test_nadie_escribe_el_nombre_de_un_modo_salvo_el_modo_y_el_defecto_de_ajustes():
    nombres = {archivo.stem for archivo in ARCHIVOS}
    escrito = {
        archivo
        for archivo, texto in CODIGO.items()
        for parte in ast.walk(ast.parse(texto))
        if isinstance(parte, ast.Constant) and parte.value in nombres
    }

    assert escrito == {
        "comun/servicio/ajustes.py",
        *(f"comun/modos/{nombre}.py" for nombre in nombres),
    }


def test_nadie_mas_pregunta_de_que_clase_es_un_modo():
    pregunta = re.compile(
        r"\bDe(Trabajo|Copias)\b|isinstance\([^)]*modo\b|type\([^)]*modo\)|modo\.__class__"
    )

    assert [f for f, texto in CODIGO.items() if pregunta.search(texto) if not SABEN.match(f)] == []


@pytest.mark.parametrize("modo", MODOS)
def test_lo_que_se_guarda_va_al_disco_y_las_copias_no(modo):
    se_guarda = bool(MODOS[modo].colas)

    assert (MODOS[modo].persistencia is DeliveryMode.Persistent) == se_guarda


@pytest.mark.parametrize("modo", MODOS)
def test_a_una_tarea_solo_le_falta_el_tipo_en_un_modo_con_tipos(modo):
    tarea, suyo = Tarea(id=1), MODOS[modo]

    if suyo.tipos:
        with pytest.raises(TareaInvalida, match=f"^le falta el tipo .*«{suyo.tipos[0]}»"):
            suyo.leer(tarea.a_json())
    else:
        assert suyo.leer(tarea.a_json()) == tarea


def por_tema(*claves):
    colas = {f"tareas_{n}": [clave] for n, clave in enumerate(claves)}
    return DeTrabajo(
        nombre="x", exchange="tareas_por_tema", exchange_type="topic", tipos=("a.b",), colas=colas
    )


@pytest.mark.parametrize(
    ("clave", "tipo", "casa"),
    [
        ("a.b", "a.b", True),
        ("a.b", "a.b.c", False),
        ("a.b", "axb", False),  # el punto es un punto
        ("a+", "aa", False),  # y lo demás, lo que es
        ("a+", "a+", True),
        ("*", "a", True),
        ("*", "a.b", False),
        ("*", "", False),  # para el broker, en una vacía no hay ninguna palabra
        ("a.*", "a.b", True),
        ("a.*", "a", False),
        ("a.*", "a.b.c", False),
        ("*.b", "a.b", True),
        ("a.*.c", "a.b.c", True),
        ("a.*.c", "a.c", False),
        ("#", "", True),
        ("#", "a", True),
        ("#", "a.b.c", True),
        ("a.#", "a", True),
        ("a.#", "a.b.c", True),
        ("a.#", "ab", False),
        ("#.c", "c", True),
        ("#.c", "a.b.c", True),
        ("a.#.c", "a.c", True),
        ("a.#.c", "a.b.b.c", True),
        ("a.#.c", "a.b", False),
        ("*.#", "a", True),
        ("#.*", "a.b", True),
        ("a*", "ab", False),  # dentro de una palabra no es un comodín
        ("a*", "a*", True),
    ],
)
def test_una_binding_key_de_topic_casa_como_en_el_broker(clave, tipo, casa):
    assert por_tema(clave).colas_para(tipo) == (["tareas_0"] if casa else [])


def test_una_tarea_va_a_cada_cola_con_la_que_casa():
    assert por_tema("a.*", "#", "*.c").colas_para("a.b") == ["tareas_0", "tareas_1"]


def test_en_un_direct_los_comodines_son_letras():
    directo = DeTrabajo(
        nombre="x", exchange="tareas_por_x", tipos=("a",), colas={"tareas_a": ["*"]}
    )

    assert [directo.colas_para("a"), directo.colas_para("*")] == [[], ["tareas_a"]]


@pytest.mark.parametrize("comodin", ["*", "#", "a.*", "#.a", "a.#.b"])
def test_un_tipo_con_comodines_no_vale_en_un_topic(comodin):
    assert not por_tema("#").conoce(comodin)


@pytest.mark.parametrize("tipo", ["a.b", "a*", "#1", "c#.net"])
def test_un_asterisco_dentro_de_una_palabra_es_una_letra_mas(tipo):
    assert por_tema("#").conoce(tipo)


@pytest.mark.parametrize("clase", [DeTrabajo, DeCopias])
def test_dos_modos_iguales_son_iguales_y_se_pueden_buscar(clase):
    uno, otro = (clase(nombre="x", exchange="tareas_por_x", colas={"c": []}) for _ in range(2))

    assert uno == otro
    assert len({uno, otro}) == 1


@pytest.mark.parametrize(
    ("atiende", "dicho"),
    [
        ((), "colas tareas_chevere, tareas_reflexiva"),
        (("chevere",), "cola tareas_chevere"),
        (("reflexiva", "chevere"), "colas tareas_chevere, tareas_reflexiva"),
    ],
)
def test_un_worker_dice_las_colas_que_atiende(atiende, dicho):
    assert MODOS["routing"].destino(atiende) == dicho


def test_una_tarea_va_a_la_cola_de_su_tipo_y_a_ninguna_si_nadie_lo_recibe():
    de_tipo = MODOS["routing"].colas_para

    assert [de_tipo("chevere"), de_tipo("otro"), de_tipo(None)] == [["tareas_chevere"], [], []]


def test_el_tipo_que_nadie_recibe_sale_escapado():
    tarea = Tarea(id=1, tipo="a\u2028[worker1] completada b")

    assert MODOS["routing"].por_que_vuelve(tarea) == (
        r"ninguna cola recibe el tipo «a\u2028[worker1] completada b»"
    )
