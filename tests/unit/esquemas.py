"""Los esquemas de los recursos de RabbitMQ, solo con los campos que usa despliegue/k8s.

Escritos a mano según los CRD del Cluster Operator 2.22.3 y del Messaging Topology Operator 1.20.1:
ningún paquete de PyPI o npm los trae. Un campo que no esté aquí es un error de escritura, o pide
añadirlo tras comprobar que existe.
"""


def objeto(obligatorios, **campos):
    return {
        "type": "object",
        "properties": campos,
        "required": obligatorios.split(),
        "additionalProperties": False,
    }


def lista(elemento):
    return {"type": "array", "items": elemento}


def recurso(tipo, spec):
    return objeto(
        "apiVersion kind metadata spec",
        apiVersion={"const": "rabbitmq.com/v1beta1"},
        kind={"const": tipo},
        metadata=objeto("name namespace", name=ID, namespace=ID),
        spec=spec,
    )


TEXTO, ENTERO, SI_O_NO, LIBRE = (
    {"type": tipo} for tipo in ("string", "integer", "boolean", "object")
)
NATURAL = {"type": "integer", "minimum": 0}
ID = {"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}  # sin guiones bajos
CANTIDAD = {"type": "string", "pattern": r"^\d+(\.\d+)?(m|[kMGT]|[KMGT]i)?$"}
RECURSOS = objeto("", cpu=CANTIDAD, memory=CANTIDAD)
NOMBRE = objeto("name", name=ID)
COMUNES = {"vhost": TEXTO, "rabbitmqClusterReference": NOMBRE}

ESQUEMAS = {
    tipo: recurso(tipo, spec)
    for tipo, spec in {
        "RabbitmqCluster": objeto(
            "",
            replicas={"enum": [1, 3, 5]},  # impares: una mayoría clara
            image=TEXTO,
            persistence=objeto("", storage=CANTIDAD),
            resources=objeto("", requests=RECURSOS, limits=RECURSOS),
            terminationGracePeriodSeconds=NATURAL,
            affinity=objeto(
                "",
                podAntiAffinity=objeto(
                    "",
                    requiredDuringSchedulingIgnoredDuringExecution=lista(
                        objeto(
                            "topologyKey",
                            topologyKey=TEXTO,
                            labelSelector=objeto(
                                "", matchLabels={"type": "object", "additionalProperties": TEXTO}
                            ),
                        )
                    ),
                ),
            ),
            rabbitmq=objeto("", additionalConfig=TEXTO, advancedConfig=TEXTO, envConfig=TEXTO),
        ),
        "Exchange": objeto(
            "name rabbitmqClusterReference",
            **COMUNES,
            name=TEXTO,
            type={"enum": ["direct", "fanout", "topic", "headers"]},
            durable=SI_O_NO,
            autoDelete=SI_O_NO,
        ),
        "Queue": objeto(
            "name rabbitmqClusterReference",
            **COMUNES,
            name=TEXTO,
            type={"enum": ["quorum", "classic", "stream"]},
            durable=SI_O_NO,
            autoDelete=SI_O_NO,
        ),
        "Binding": objeto(
            "rabbitmqClusterReference",
            **COMUNES,
            source=TEXTO,
            destination=TEXTO,
            destinationType={"enum": ["exchange", "queue"]},
        ),
        "Policy": objeto(
            "name pattern definition rabbitmqClusterReference",
            **COMUNES,
            name=TEXTO,
            pattern=TEXTO,
            applyTo={
                "enum": ["queues", "classic_queues", "quorum_queues", "streams", "exchanges", "all"]
            },
            priority=ENTERO,
            definition=LIBRE,  # también en su CRD; una prueba la compara con definiciones.json
        ),
        "User": objeto(
            "rabbitmqClusterReference",
            rabbitmqClusterReference=NOMBRE,
            tags=lista({"enum": ["management", "policymaker", "monitoring", "administrator"]}),
            importCredentialsSecret=NOMBRE,
        ),
        "Permission": objeto(
            "vhost permissions rabbitmqClusterReference",
            **COMUNES,
            userReference=NOMBRE,
            permissions=objeto("", configure=TEXTO, write=TEXTO, read=TEXTO),
        ),
    }.items()
}
