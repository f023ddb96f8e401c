"""despliegue/k8s, contra los esquemas de Kubernetes, de KEDA y de los operadores. No se ejecuta."""

import copy
import json
import re
import subprocess

import jsonschema
import kubernetes_validate
import pytest
import yaml

from herramientas.sistema.docker import RAIZ
from tests.unit.esquemas import ESQUEMAS

CARPETA = RAIZ / "despliegue/k8s"
VERSION = "1.31"  # la más antigua de Kubernetes con la que han de valer
VALIDA_KEDA = """
import * as keda from "@kubernetes-models/keda/keda.sh/v1alpha1";
import {readFileSync} from "node:fs";
const recurso = JSON.parse(readFileSync(0));
new keda[recurso.kind](recurso).validate();
"""


KUSTOMIZE = CARPETA / "kustomization.yaml"
ARCHIVOS = sorted({*CARPETA.glob("*.yaml")} - {KUSTOMIZE})


def recursos():
    textos = [archivo.read_text() for archivo in ARCHIVOS]
    textos.append(subprocess.check_output([CARPETA / "claves.sh"], text=True))
    return [recurso for texto in textos for recurso in yaml.safe_load_all(texto) if recurso]


RECURSOS = recursos()


def de(tipo):
    return {r["metadata"]["name"]: r for r in RECURSOS if r["kind"] == tipo}


def pods():
    return [r["spec"]["template"]["spec"] for t in ("Deployment", "Job") for r in de(t).values()]


def sin_comentarios(texto, marca):
    return [linea for linea in texto.splitlines() if linea and not linea.startswith(marca)]


def conf(texto):
    """Un rabbitmq.conf, como diccionario."""
    return dict(linea.split(" = ") for linea in sin_comentarios(texto, "#"))


def es_de_rabbitmq(recurso):
    return recurso["apiVersion"].startswith("rabbitmq.com/")


def validar(recurso):
    """El recurso cumple su esquema.

    Raises:
        ValidationError: de jsonschema o de kubernetes_validate, según de quién sea.
        CalledProcessError: de KEDA; lo que falla está en su stderr.
    """
    if es_de_rabbitmq(recurso):
        jsonschema.validate(recurso, ESQUEMAS[recurso["kind"]])
    elif recurso["apiVersion"].startswith("keda.sh/"):
        subprocess.run(
            ["node", "--input-type=module", "-e", VALIDA_KEDA],
            cwd=RAIZ / ".cache/keda",  # lo instala herramientas/preparar/pruebas.sh
            input=json.dumps(recurso),
            text=True,
            check=True,
        )
    else:
        kubernetes_validate.validate(recurso, VERSION, strict=True)


def objetos(valor):
    """Los objetos de un recurso, a cualquier profundidad, salvo los que su CRD deja libres."""
    if isinstance(valor, dict):
        yield valor
        hijos = [v for k, v in valor.items() if k != "definition"]
    else:
        hijos = valor if isinstance(valor, list) else []
    for hijo in hijos:
        yield from objetos(hijo)


def titulo(recurso):
    return f"{recurso['kind']} {recurso['metadata']['name']}"


@pytest.mark.parametrize("recurso", RECURSOS, ids=titulo)
def test_cada_recurso_cumple_su_esquema(recurso):
    validar(recurso)


@pytest.mark.parametrize("recurso", [*filter(es_de_rabbitmq, RECURSOS)], ids=titulo)
def test_un_campo_de_mas_o_de_menos_es_un_error_en_los_esquemas_escritos_a_mano(recurso):
    malos = [{k: v for k, v in recurso.items() if k != campo} for campo in recurso]
    for i, _ in enumerate(objetos(recurso)):
        malos.append(copy.deepcopy(recurso))
        [*objetos(malos[-1])][i]["de_mas"] = 1

    for malo in malos:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(malo, ESQUEMAS[recurso["kind"]])


def test_los_esquemas_de_los_paquetes_no_lo_dan_todo_por_bueno():
    with pytest.raises(kubernetes_validate.ValidationError):
        validar({**de("Job")["producer"], "spec": {}})
    with pytest.raises(subprocess.CalledProcessError):
        validar({**de("ScaledObject")["worker"], "spec": {"triggers": []}})


def test_el_readme_dice_cuantos_esquemas_estan_escritos_a_mano():
    readme = " ".join((RAIZ / "despliegue/README.md").read_text().split())

    cuantos = sum(map(es_de_rabbitmq, RECURSOS))
    assert f"{cuantos} de los {len(RECURSOS)} recursos" in readme


def test_el_broker_lleva_la_misma_configuracion_que_en_el_taller_y_en_su_cluster():
    taller = conf((RAIZ / "rabbitmq/90-taller.conf").read_text())
    cluster = conf((RAIZ / "despliegue/cluster/92-cluster.conf").read_text())
    compose = (RAIZ / "despliegue/cluster/compose.yml").read_text()
    taller["consumer_timeout"] = re.search(r"PLAZO_ACK:-(\d+)", compose)[1] + "000"
    de_otros = ("load_definitions", "default_users.", "cluster_formation.")

    suya = de("RabbitmqCluster")["broker"]["spec"]["rabbitmq"]
    assert conf(suya["additionalConfig"]) == {
        k: v for k, v in (taller | cluster).items() if not k.startswith(de_otros)
    }
    avanzada = (RAIZ / "rabbitmq/advanced.config").read_text()
    assert suya["advancedConfig"].splitlines() == sin_comentarios(avanzada, "%%")


def en_definiciones(recurso):
    """Lo que el operador crea de un recurso de topología, como lo escribe definiciones.json."""
    spec = recurso["spec"]
    if recurso["kind"] == "Binding":
        ruta = {"destination_type": spec["destinationType"], "routing_key": "", "arguments": {}}
        return {k: spec[k] for k in ("vhost", "source", "destination")} | ruta
    comun = {k: spec[k] for k in ("vhost", "name")}
    if recurso["kind"] == "Policy":
        propio = {k: spec[k] for k in ("pattern", "priority", "definition")}
        return comun | propio | {"apply-to": spec["applyTo"]}
    comun |= {"durable": spec["durable"], "auto_delete": spec["autoDelete"]}
    if recurso["kind"] == "Queue":
        return comun | {"arguments": {"x-queue-type": spec["type"]}}
    return comun | {"type": spec["type"], "internal": False, "arguments": {}}


def test_la_topologia_es_la_de_definiciones_json():
    broker = conf(de("RabbitmqCluster")["broker"]["spec"]["rabbitmq"]["additionalConfig"])
    hay = {
        clave: [en_definiciones(recurso) for recurso in de(tipo).values()]
        for clave, tipo in (
            ("exchanges", "Exchange"),
            ("queues", "Queue"),
            ("bindings", "Binding"),
            ("policies", "Policy"),
        )
    }
    # El vhost «/» lo crea el broker al nacer, con el tipo de cola de su configuración
    hay["vhosts"] = [{"name": "/", "default_queue_type": broker["default_queue_type"]}]

    assert hay == json.loads((RAIZ / "rabbitmq/definiciones.json").read_text())


@pytest.mark.parametrize("usuario", ["producer", "worker", "monitor", "panel"])
def test_cada_usuario_puede_lo_mismo_que_en_el_taller(usuario):
    conf = (RAIZ / "rabbitmq/90-taller.conf").read_text()
    suyo = rf"^default_users\.{usuario}\.(\w+) = (.*)$"
    en_el_taller = dict(re.findall(suyo, conf, re.MULTILINE))

    permisos = de("Permission")[usuario]["spec"]["permissions"]
    assert permisos == {k: en_el_taller[k] for k in ("configure", "write", "read")}
    etiquetas = de("User")[usuario]["spec"].get("tags", [])
    assert etiquetas == ([en_el_taller["tags"]] if "tags" in en_el_taller else [])


def test_cada_secreto_de_un_usuario_lleva_la_etiqueta_que_pide_el_operador():
    importados = {u["spec"]["importCredentialsSecret"]["name"] for u in de("User").values()}

    assert importados == {*de("Secret")}
    for secreto in de("Secret").values():
        assert secreto["metadata"]["labels"] == {"rabbitmq.com/topology-operator": "true"}


def test_kustomize_aplica_cada_archivo_y_da_un_registro_a_cada_imagen():
    hay = yaml.safe_load(KUSTOMIZE.read_text())

    assert set(hay) == {"apiVersion", "kind", "resources", "images"}
    assert hay["kind"] == "Kustomization"
    assert hay["apiVersion"] == "kustomize.config.k8s.io/v1beta1"
    assert hay["resources"] == [archivo.name for archivo in ARCHIVOS]
    usadas = {c["image"].partition(":")[0] for pod in pods() for c in pod["containers"]}
    assert {i["name"] for i in hay["images"]} == usadas
    assert all(i["newName"].endswith("/" + i["name"]) for i in hay["images"])


def test_nadie_mas_pone_el_puerto_del_broker():
    assert all(pod["enableServiceLinks"] is False for pod in pods())
    assert not {"rabbit", "rabbit-port"} & {*de("Service"), *de("RabbitmqCluster")}


def test_nadie_sale_del_cluster():
    for politica in de("NetworkPolicy").values():
        for salida in politica["spec"].get("egress", []):
            assert all("ipBlock" not in destino for destino in salida["to"])


def test_la_tanda_espera_a_que_exista_su_usuario():
    tanda = de("Job")["producer"]["spec"]

    assert tanda["suspend"]
    assert tanda["backoffLimit"] == 0


def test_los_pods_corren_sin_root_y_con_el_disco_en_solo_lectura():
    for pod in pods():
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["terminationGracePeriodSeconds"]
        for contenedor in pod["containers"]:
            assert contenedor["securityContext"]["readOnlyRootFilesystem"]


def test_keda_cuenta_tambien_lo_que_esta_en_proceso():
    (disparo,) = de("ScaledObject")["worker"]["spec"]["triggers"]

    assert disparo["metadata"]["protocol"] == "http"
    assert disparo["metadata"]["excludeUnacknowledged"] == "false"
    assert disparo["metadata"]["queueName"] == "tareas_distribuidas"


def test_las_claves_son_al_azar_cada_vez():
    otra_vez = {r["metadata"]["name"]: r for r in recursos() if r["kind"] == "Secret"}

    for nombre, secreto in de("Secret").items():
        clave = secreto["stringData"]["password"]
        assert len(clave) == 32
        assert clave != otra_vez[nombre]["stringData"]["password"]
