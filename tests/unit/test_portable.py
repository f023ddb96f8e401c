"""Lo que los documentos mandan teclear vale, con el mismo texto, en PowerShell, cmd, bash y zsh."""

import re

import pytest

from herramientas.sistema.docker import RAIZ
from tests.unit.portable import antes_de_acabar, ordenes, reparos

LECTURAS = ("README.md", "README.en.md")
DOCUMENTOS = [
    *(RAIZ / lectura for lectura in LECTURAS),
    *sorted((RAIZ / "docs").glob("*.md")),
    *sorted((RAIZ / "ejemplos").rglob("*.md")),
]
DE_1_29 = "docker-compose up -d --build"  # se nombra una vez, para quien tiene Debian 12
MALA = "docker logs worker1 | grep completada"
NO_VALEN = [
    MALA,
    "MODO=pub_sub docker compose up -d",
    "docker logs monitor | uniq",
    "docker compose up -d && docker ps",
    "docker compose up -d; docker ps",
    "docker start worker1 &",
    "docker logs -f worker1 # Ctrl-C para salir",
    "# arranca",
    "docker ps --format 'table {{.Names}}'",
    "docker ps --format {{.Names}}",
    "docker compose run --rm -T herramientas diario > corrida.jsonl",
    "docker compose run --rm -T herramientas mirar < ids",
    "docker compose up -d \\",
    "docker compose up -d `",
    "docker compose up -d ^",
    "docker kill $WORKER",
    "docker kill %WORKER%",
    'docker kill "$WORKER"',
    'docker kill "%WORKER%"',
    'docker exec worker1 echo "dice \\"hola\\""',
    "docker compose run --rm herramientas reintentar [ID]",
    "docker rm taller-*",
    "docker logs worker?",
    "docker cp worker1:/resultados ~/miniaturas",
    "docker compose logs worker1,worker2",
    "docker exec rabbitmq echo (hola)",
    "docker-compose up -d",
    "docker.exe ps",
    "pip install pika",
    "sleep 8",
    "sudo docker ps",
    "curl -s http://127.0.0.1:8080/estado",
    "python3 -m producer",
    "export MODO=pub_sub",
    "herramientas/preparar/compose.sh up -d",
    "make fallidas",
]
VALEN = [
    "docker compose up -d --build",
    "docker compose -f docker-compose.yml -f ejemplos/pub_sub.yml up -d --build",
    "docker compose up -d --scale worker=4",
    "docker logs --tail 1 monitor",
    r'docker ps --no-trunc --format "table {{.Names}}\t{{.Status}}\t{{.Command}}"',
    "docker compose run --rm herramientas reintentar 7f3a9c-0001",
    "docker run -p 127.0.0.1:8081:8080 panel",
    "docker cp worker1:/resultados miniaturas",
    "docker exec rabbitmq rabbitmqctl set_vm_memory_high_watermark absolute 1MB",
    'docker exec rabbitmq rabbitmqctl set_permissions herramientas "^$" "^eventos$" "^(a|b)$"',
    "git clone https://github.com/alguien/taller.git",
    "cd taller",
]


@pytest.mark.parametrize("orden", NO_VALEN)
def test_una_orden_que_no_vale_en_alguna_terminal_se_nota(orden):
    assert reparos(orden)


@pytest.mark.parametrize("orden", VALEN)
def test_una_orden_que_vale_en_todas_no_se_toma_por_mala(orden):
    assert reparos(orden) == []


@pytest.mark.parametrize(
    "texto",
    [
        f"```bash\n{MALA}\n```",
        f"```sh\ndocker ps\n{MALA}\n```",
        f"```\n[worker1] listo\n{MALA}\n```",
        f"- así:\n  ```bash\n  {MALA}\n  ```",
        f"corre `{MALA}` y mira",
        f"| `{MALA}` | lo que se ve |",
        "corre `docker kill\n$WORKER`",
        "`MODO=routing docker compose up -d`",
        "`APUNTA=1 .venv/bin/python -m pytest`",
        "corre `make -s diario > corrida.jsonl`",
        f"```bash\n{MALA}\n```\n\ny en Windows\n\n```powershell\ndocker ps\n```",
        "```powershell\ndocker ps\n```",
        f"<!-- no se prueba: razón -->\n```bash\n{MALA}\n```",
        f"<!-- solo bash: razón -->\n```bash\ndocker ps\n```\n```bash\n{MALA}\n```",
    ],
)
def test_esta_donde_este_en_el_documento(texto):
    assert [orden for orden, malas in ordenes(texto) if malas]


@pytest.mark.parametrize(
    "texto",
    [
        f"```bash\n{MALA}\n```\n```powershell\n{MALA}\n```",
        f"```powershell\n{MALA}\n```\n\n```bash\n{MALA}\n```",
        f"<!-- solo bash: razón -->\n```bash\n{MALA}\n```",
        f"<!-- solo bash: razón -->\n<!-- no se prueba: razón -->\n```bash\n{MALA}\n```",
        "```python\nprint('hola')\n```",
        "```\n[worker1] completada 7f3a9c-0001 · 1.0 s\n```",
        "`docker` y `docker-compose` son programas; `make caos`, lo que corre en la máquina",
        "con `TIPOS=reflexiva` y con `TAREAS=1 FALLOS=1`, que son ajustes",
    ],
)
def test_lo_que_es_de_una_terminal_y_lo_dice_no_es_una_falta(texto):
    assert [orden for orden, malas in ordenes(texto) if malas] == []


@pytest.mark.parametrize("documento", DOCUMENTOS, ids=lambda md: str(md.relative_to(RAIZ)))
def test_lo_que_se_manda_teclear_vale_en_todas(documento):
    dichas = ordenes(documento.read_text(encoding="utf-8"))

    assert [(orden, malas) for orden, malas in dichas if malas and orden != DE_1_29] == []


def test_tambien_lo_que_un_compose_dice_de_como_se_usa():
    composes = [*(RAIZ / "ejemplos").rglob("*.yml"), *(RAIZ / "despliegue").rglob("*.yml")]
    dichas = [o for c in composes for o in re.findall(r"(?m)^#   (docker.*)", c.read_text())]

    assert len(dichas) > 10
    assert [(orden, malas) for orden in dichas if (malas := reparos(orden))] == []


@pytest.mark.parametrize(
    "ocupa",
    [
        "docker logs -f worker1",
        "docker logs --tail 1 -f monitor",
        "docker compose logs -f",
        "docker compose run --rm herramientas fallidas",
        "docker compose -f docker-compose.yml -f ejemplos/pub_sub.yml run --rm panel",
        "docker compose up",
        "docker compose -f docker-compose.yml -f ejemplos/pub_sub.yml up --build",
        "docker logs --follow monitor",
        "docker stats",
        "docker compose stats worker1",
        "docker attach worker1",
        "docker compose events",
        "docker exec -it rabbitmq bash",
        "docker run --rm -ti python:3.13-slim",
    ],
)
@pytest.mark.parametrize("lengua", ["bash", "powershell"])
def test_la_que_ocupa_la_terminal_va_al_final_de_su_bloque(ocupa, lengua):
    assert list(antes_de_acabar(f"```{lengua}\n{ocupa}\ndocker ps\n```")) == [ocupa]
    assert list(antes_de_acabar(f"```{lengua}\ndocker ps\n{ocupa}\n```")) == []


@pytest.mark.parametrize(
    "acaba",
    [
        "docker logs worker1",
        "docker logs -f producer",
        "docker compose logs worker",
        "docker compose -f docker-compose.yml -f ejemplos/pub_sub.yml up -d --build",
        "docker compose -f docker-compose.yml run -d --rm --name panel2 panel",
        "docker compose up --detach",
        "docker stats --no-stream",
        "docker exec rabbitmq rabbitmqctl list_queues",
    ],
)
def test_la_que_acaba_sola_va_donde_se_quiera(acaba):
    assert list(antes_de_acabar(f"```bash\n{acaba}\ndocker ps\n```")) == []


@pytest.mark.parametrize("documento", DOCUMENTOS, ids=lambda md: str(md.relative_to(RAIZ)))
def test_un_bloque_pegado_entero_corre_hasta_su_ultima_orden(documento):
    assert list(antes_de_acabar(documento.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("texto", sorted((RAIZ / "img").glob("*.txt")), ids=lambda t: t.stem)
def test_la_orden_que_muestra_una_imagen_vale_en_todas(texto):
    dichas = re.findall(r"^\$ (.+)$", texto.read_text(encoding="utf-8"), re.MULTILINE)
    # Quita líneas repetidas, para que quepan: el README lo dice, y no se manda teclear
    suyas = [orden for orden in dichas if orden != "docker logs monitor | uniq"]

    assert [(orden, reparos(orden)) for orden in suyas if reparos(orden)] == []


@pytest.mark.parametrize("documento", DOCUMENTOS, ids=lambda md: str(md.relative_to(RAIZ)))
def test_el_compose_de_antes_se_nombra_una_vez_en_cada_readme(documento):
    dichas = [orden for orden, _ in ordenes(documento.read_text(encoding="utf-8"))]

    assert dichas.count(DE_1_29) == (documento.name in LECTURAS and documento.parent == RAIZ)


@pytest.mark.parametrize("lectura", LECTURAS)
def test_de_un_readme_se_leen_sus_ordenes(lectura):
    dichas = [orden for orden, _ in ordenes((RAIZ / lectura).read_text(encoding="utf-8"))]

    assert len(dichas) > 30
    assert "docker compose up -d --build" in dichas
    assert any(orden.startswith("docker restart rabbitmq") for orden in dichas)  # de una tabla
