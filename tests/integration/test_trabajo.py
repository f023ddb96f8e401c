"""Lo que haga el trabajo de quien usa el taller es cosa de su tarea, y no tumba al worker."""


def test_un_trabajo_que_llama_a_sys_exit_falla_y_el_worker_sigue(servicio):
    worker = servicio("worker", "tests.integration.trabajos.sale")
    servicio("producer", TAREAS="2")

    dicho = worker.esperar("descartada")

    assert dicho.count("-0001 · no hay nada que hacer · intento ") == 4
    assert "-0002 · 0.0 s\n" in dicho
    worker.senal()
    assert worker.estado() == 0
