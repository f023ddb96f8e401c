"""Las órdenes que un documento manda teclear, y por qué una no valdría en todas las terminales.

Todas son PowerShell, cmd, bash y zsh. El bloque que es de una sola lo dice: tiene al lado a su
gemelo (```bash y ```powershell) o lleva delante `<!-- solo bash: por qué -->`.
"""

import re
from itertools import pairwise

PROGRAMAS = {"docker", "git", "cd"}  # los que se llaman igual en todas partes
DE_LA_MAQUINA = {"make"}  # se nombra en el texto, para quien lo tiene; en un bloque, no
BLOQUE = re.compile(
    r"(?P<marca>^<!-- solo \w+: [^\n]+ -->\n)?(?:^<!-- no se prueba: [^\n]+ -->\n)?"
    r"^ *```(?P<lengua>\w*)\n(?P<dentro>.*?)^ *```$",
    re.DOTALL | re.MULTILINE,
)
GEMELOS = {"bash", "powershell"}
DE_TODAS, DE_UNA = {"bash", "sh", "shell", "console"}, {"powershell", "cmd", "bat", "zsh"}
EN_EL_TEXTO = re.compile(r"`([^`]+)`")
ORDEN = re.compile(  # la que lleva un ajuste delante, o empieza por un programa conocido
    r"(\w+=\S* +)+[^=\s]+( |$)"
    r"|(docker|docker-compose|make|git|pip|curl|sudo|python3?|export|sleep|\S+\.sh) "
)
FORMAS = {  # en lo que no va entre comillas dobles
    "una variable delante": r"^\w+=",
    "un comentario": r"(^|\s)#",
    "comillas simples": r"'",
    "un tubo o dos órdenes": r"[|&;]",
    "una redirección": r"[<>]",
    "una variable": r"[$%]",
    "algo que alguna terminal cambia": r"[*?~!^`\\,@()\[\]{}]",
}
ENTRE_COMILLAS = re.compile(r'"[^"]*"')
CAMBIA = re.compile(r'\$(?!")|[%!`]|\\["\\$]')  # y entre ellas, esto; un $ al final, no
# De un bloque pegado entero: la que no acaba sola deja lo de debajo sin correr, y `run`, que lee la
# terminal, se lo come. `run -d` no la lee, y el registro del productor acaba con él.
OCUPA = re.compile(
    r"docker (compose (.* )?)?("
    r"logs (.* )?(-f|--follow)\b(?! producer$)"
    r"|(attach|events|stats)\b(?!.* --no-stream\b)"
    r"|(exec|run) (.* )?-(i|it|ti|-interactive)\b"
    r")|docker compose (?!.* (-d|--detach)\b)(.* )?(up|run|watch)( |$)"
)


def reparos(orden, programas=frozenset(PROGRAMAS)):
    """Por qué una orden no vale en todas las terminales; vacío, si vale."""
    fuera = ENTRE_COMILLAS.sub("", orden)
    halladas = [que for que, forma in FORMAS.items() if re.search(forma, fuera)]
    if any(map(CAMBIA.search, ENTRE_COMILLAS.findall(orden))):
        halladas.append("algo que cambia aun entre comillas")
    if (programa := orden.split()[0]) not in programas:
        halladas.append(f"un programa que no está en todas partes: {programa}")
    return halladas


def ordenes(texto):
    """Cada orden de un documento y sus reparos."""
    bloques = list(BLOQUE.finditer(texto))
    de_una = {b.start() for b in bloques if b["marca"]}
    for uno, otro in pairwise(bloques):
        juntos = not texto[uno.end() : otro.start()].strip()
        if juntos and {uno["lengua"], otro["lengua"]} == GEMELOS:
            de_una |= {uno.start(), otro.start()}
    for bloque in bloques:
        lineas = [linea.strip() for linea in bloque["dentro"].splitlines() if linea.strip()]
        if bloque.start() in de_una:
            continue
        if bloque["lengua"] in DE_UNA:
            yield from ((linea, ["le falta su gemelo, o decirlo"]) for linea in lineas)
        elif bloque["lengua"] in DE_TODAS:
            yield from ((linea, reparos(linea)) for linea in lineas)
        elif not bloque["lengua"]:
            yield from ((linea, reparos(linea)) for linea in lineas if ORDEN.match(linea))
    for dicho in EN_EL_TEXTO.findall(BLOQUE.sub("", texto)):
        if ORDEN.match(orden := " ".join(dicho.split())):
            yield orden, reparos(orden, PROGRAMAS | DE_LA_MAQUINA)


def antes_de_acabar(texto):
    """Las órdenes de un bloque que ocupan la terminal y tienen otra debajo."""
    for bloque in BLOQUE.finditer(texto):
        if bloque["lengua"] in DE_TODAS | DE_UNA:
            *antes, _ = bloque["dentro"].strip().splitlines() or [""]
            yield from (orden for orden in map(str.strip, antes) if OCUPA.match(orden))
