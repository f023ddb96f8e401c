"""Estos mutantes son de los permisos: los de cada usuario del broker y los de los archivos."""

from functools import partial

from tests.mutantes.mutante import Mutante

del_broker = partial(Mutante, archivo="rabbitmq/90-taller.conf")

MUTANTES = [
    del_broker(
        que="el worker puede vaciar tareas_fallidas",
        texto=r"worker.read = ^(distribuidor_tareas|amq\.gen-.*|tareas_(?!fallidas$).*)$",
        otro=r"worker.read = ^(distribuidor_tareas|amq\.gen-.*|tareas_.*)$",
        prueba="unit/test_k8s.py::test_cada_usuario_puede_lo_mismo_que_en_el_taller",
    ),
    del_broker(
        que="las herramientas pueden vaciar cualquier cola",
        texto="herramientas.read = ^(eventos|tareas_fallidas)$",
        otro="herramientas.read = .*",
        prueba="unit/test_herramientas.py"
        "::test_make_claves_sabe_de_todos_los_usuarios_y_de_sus_permisos",
    ),
    Mutante(
        que="de un clon con umask 077, el productor no puede leer su código",
        archivo="Dockerfile",
        texto="RUN chmod -R a+rX producer\n",
        otro="",
        prueba="unit/test_compose.py"
        "::test_lo_que_se_copia_de_un_clon_con_umask_077_lo_puede_leer_nobody",
    ),
    Mutante(
        que="de un clon con umask 077, el broker no arranca y nadie lo dice",
        archivo="herramientas/preparar/compose.sh",
        texto="! -perm -004 -o ",
        otro="",
        prueba="unit/test_compose_sh.py"
        "::test_lo_montado_que_no_se_puede_leer_se_dice_antes_de_arrancar_y_su_remedio_vale",
    ),
    Mutante(
        que="donde hay SELinux, el broker no puede leer sus definiciones",
        archivo="docker-compose.yml",
        texto="/etc/rabbitmq/definiciones.json:ro,z",
        otro="/etc/rabbitmq/definiciones.json:ro",
        prueba="unit/test_compose.py"
        "::test_lo_propio_se_monta_para_leer_tambien_donde_hay_selinux_y_lo_ajeno_no_se_toca",
    ),
]
