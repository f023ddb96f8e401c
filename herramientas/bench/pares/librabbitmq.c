/* Este par es librabbitmq, el cliente en C, con el que se comparan los demás.
 * Al publicar, hasta 1000 mensajes sin confirmar; al consumir, ack de cada tarea sin leerla, que en
 * C no se notaría. */
#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define VENTANA 1000
static amqp_bytes_t COLA, NADA = {0, NULL};
static amqp_connection_state_t conexion;

static void exige(int bien, const char *que) {
    if (!bien) {
        fprintf(stderr, "librabbitmq: %s\n", que);
        exit(1);
    }
}

static void conectar(void) {
    struct amqp_connection_info donde;
    exige(amqp_parse_url(strdup(getenv("BENCH_URL")), &donde) == 0, "BENCH_URL");
    COLA = amqp_cstring_bytes("tareas_distribuidas");
    conexion = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(conexion);
    exige(amqp_socket_open(socket, donde.host, donde.port) == 0, "no se llega al broker");
    exige(amqp_login(conexion, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, donde.user,
                     donde.password).reply_type == AMQP_RESPONSE_NORMAL, "login");
    exige(amqp_channel_open(conexion, 1) != NULL, "channel");
    exige(amqp_queue_declare(conexion, 1, COLA, 0, 1, 0, 0, amqp_empty_table) != NULL, "cola");
}

/* Espera un confirm y devuelve cuántos van: de una sola cola llegan en orden, y vale por todos los
 * anteriores. */
static uint64_t confirm(void) {
    amqp_frame_t trama;
    do {
        exige(amqp_simple_wait_frame(conexion, &trama) == AMQP_STATUS_OK, "sin confirm");
    } while (trama.frame_type != AMQP_FRAME_METHOD);
    exige(trama.payload.method.id == AMQP_BASIC_ACK_METHOD, "no es un ack");
    uint64_t van = ((amqp_basic_ack_t *)trama.payload.method.decoded)->delivery_tag;
    amqp_maybe_release_buffers(conexion);
    return van;
}

static void publicar(uint64_t cuantas) {
    char cuerpo[128];
    amqp_basic_properties_t propiedades = {
        ._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_CONTENT_TYPE_FLAG,
        .delivery_mode = 2,
        .content_type = amqp_cstring_bytes("application/json"),
    };
    exige(amqp_confirm_select(conexion, 1) != NULL, "confirm_select");
    for (uint64_t enviadas = 0, confirmadas = 0; confirmadas < cuantas; confirmadas = confirm()) {
        while (enviadas < cuantas && enviadas - confirmadas < VENTANA) {
            struct timespec ya;
            clock_gettime(CLOCK_REALTIME, &ya);
            int n = snprintf(cuerpo, sizeof cuerpo,
                             "{\"id\": \"bench1-%04lu\", \"complejidad\": 0, \"timestamp\": %.6f}",
                             (unsigned long)++enviadas, ya.tv_sec + ya.tv_nsec / 1e9);
            amqp_bytes_t mensaje = {(size_t)n, cuerpo};
            exige(amqp_basic_publish(conexion, 1, NADA, COLA, 1, 0, &propiedades, mensaje) == 0,
                  "publish");
        }
    }
}

static void consumir(void) {
    amqp_envelope_t entrega;
    amqp_basic_qos(conexion, 1, 0, 1, 0);
    exige(amqp_basic_consume(conexion, 1, COLA, NADA, 0, 0, 0, amqp_empty_table) != NULL,
          "consume");
    while (amqp_consume_message(conexion, &entrega, NULL, 0).reply_type == AMQP_RESPONSE_NORMAL) {
        amqp_basic_ack(conexion, 1, entrega.delivery_tag, 0);
        amqp_destroy_envelope(&entrega);
        amqp_maybe_release_buffers(conexion);
    }
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "version") == 0) {
        printf("librabbitmq %s\n", amqp_version());
        return 0;
    }
    conectar();
    if (argc > 2 && strcmp(argv[1], "publicar") == 0) publicar(strtoul(argv[2], NULL, 10));
    else consumir();
    return 0;
}
