"""Los scripts y el Makefile valen con las herramientas de macOS, no solo con las de Debian."""

import re
import subprocess

import pytest

from herramientas.sistema.docker import RAIZ

CARPETAS = (".ci", "comun", "despliegue", "ejemplos", "herramientas", "panel")
SCRIPTS = [
    RAIZ / "Makefile",
    RAIZ / ".ci/run",
    *(script for carpeta in CARPETAS for script in sorted((RAIZ / carpeta).rglob("*.sh"))),
]
NO_VALE = {  # una forma que solo entienden las de GNU, y con qué se encuentra
    "timeout 30 sh -c x": r"\btimeout [\d$]",
    "cat x | sha256sum": r"\b(sha\d+|md5)sum\b",
    "ls | xargs -r rm": r"\bxargs\b.* (-\w*r|--no-run)",
    r"grep -q '^v\?2'": r"\bgrep\b[^|]*\\[?+|]",
    "grep -oP x": r"\bgrep -\w*P",
    r"sed 's/x/\t/'": r"\bsed\b[^|]*\\[tn+?|]",
    "sed -i s/x/y/ z": r"\bsed\b.* -i\b",
    "readlink -f x": r"\breadlink -f|\brealpath\b",
    "mktemp -d -p /var/tmp": r"\bmktemp\b.* (-p|--)",
    "date -d ayer": r"\bdate (-d|--)",
    "stat -c %a x": r"\bstat (-c|--)",
    "base64 -w0": r"\bbase64 -w",
    "sort -V x": r"\bsort -\w*V",
    "head -n -1 x": r"\b(head|tail) -n -",
    "find . -printf %p": r" -printf\b",
    "make -j $(nproc)": r"\bnproc\b",
    "tac x": r"\b(tac|flock|mapfile|readarray)\b",
    "echo -e x": r"\becho -[en]",
    '[[ "$x" == y ]]': r"\[\[ ",
    "declare -A x": r"\bdeclare -A",
}
MAKE_4 = {  # macOS trae make 3.81
    ".ONESHELL:": r"^\.(ONESHELL|RECIPEPREFIX)",
    "AHORA != date": r"^\w+ *!=",
    "AHORA ::= x": r"^\w+ *::",
    "a b &: c": r"^[^#\t]*&:",
    "$(file >x,y)": r"\$\((file|guile) ",
}


def lineas(script):
    """Lo que corre en esta máquina: ni comentarios ni lo de dentro de un contenedor."""
    todas = script.read_text().splitlines()
    return [x for x in todas if not x.lstrip().startswith("#") and "docker exec" not in x]


@pytest.mark.parametrize(("forma", "patron"), [*NO_VALE.items(), *MAKE_4.items()])
def test_cada_forma_se_encontraria(forma, patron):
    assert re.search(patron, forma)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda s: str(s.relative_to(RAIZ)))
def test_ningun_script_usa_una_forma_que_macos_no_entiende(script):
    assert [x for x in lineas(script) for forma in NO_VALE.values() if re.search(forma, x)] == []


def test_el_makefile_vale_con_make_3_81():
    makefile = lineas(RAIZ / "Makefile")

    assert [x for x in makefile for forma in MAKE_4.values() if re.search(forma, x)] == []


def test_make_help_lista_cada_orden_con_lo_que_hace():
    dicho = subprocess.check_output(["make", "-s", "help"], cwd=RAIZ, text=True)
    esperado = re.findall(r"^([a-z-]+):.*?## (.*)", (RAIZ / "Makefile").read_text(), re.MULTILINE)

    assert [tuple(linea.split(maxsplit=1)) for linea in dicho.splitlines()] == esperado
