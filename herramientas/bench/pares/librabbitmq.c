/* Este par es librabbitmq, el cliente en C, con el que se comparan los demás.
 * Al publicar, hasta 1000 mensajes sin confirmar; al consumir, ack después de leer la tarea. */
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
    char *url = strdup(getenv("BENCH_URL"));
    struct amqp_connection_info donde;
    exige(amqp_parse_url(url, &donde) == 0, "BENCH_URL");
    COLA = amqp_cstring_bytes("tareas_distribuidas");
    conexion = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(conexion);
    exige(amqp_socket_open(socket, donde.host, donde.port) == 0, "no se llega al broker");
    exige(amqp_login(conexion, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, donde.user,
                     donde.password).reply_type == AMQP_RESPONSE_NORMAL, "login");
    exige(amqp_channel_open(conexion, 1) != NULL, "channel");
    exige(amqp_queue_declare(conexion, 1, COLA, 0, 1, 0, 0, amqp_empty_table) != NULL, "cola");
}

/* Espera un confirm, que con `multiple` vale por todos los anteriores, y devuelve cuántos van. */
static uint64_t confirm(char *confirmado) {
    static uint64_t van, primero = 1;
    amqp_frame_t trama;
    do {
        exige(amqp_simple_wait_frame(conexion, &trama) == AMQP_STATUS_OK, "sin confirm");
    } while (trama.frame_type != AMQP_FRAME_METHOD);
    exige(trama.payload.method.id == AMQP_BASIC_ACK_METHOD, "no es un ack");
    amqp_basic_ack_t *ack = trama.payload.method.decoded;
    for (uint64_t tag = ack->multiple ? primero : ack->delivery_tag; tag <= ack->delivery_tag; tag++)
        if (!confirmado[tag]) van += confirmado[tag] = 1;
    while (confirmado[primero]) primero++;
    amqp_maybe_release_buffers(conexion);
    return van;
}

static void publicar(unsigned long cuantas) {
    char cuerpo[128];
    amqp_basic_properties_t propiedades = {0};
    propiedades._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_CONTENT_TYPE_FLAG;
    propiedades.delivery_mode = 2;
    propiedades.content_type = amqp_cstring_bytes("application/json");
    exige(amqp_confirm_select(conexion, 1) != NULL, "confirm_select");
    uint64_t enviadas = 0, confirmadas = 0;
    char *confirmado = calloc(cuantas + 2, 1);
    while (confirmadas < cuantas) {
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
        confirmadas = confirm(confirmado);
    }
}

static void consumir(void) {
    amqp_basic_qos(conexion, 1, 0, 1, 0);
    exige(amqp_basic_consume(conexion, 1, COLA, NADA, 0, 0, 0, amqp_empty_table) != NULL,
          "consume");
    for (;;) {
        amqp_envelope_t entrega;
        amqp_maybe_release_buffers(conexion);
        if (amqp_consume_message(conexion, &entrega, NULL, 0).reply_type != AMQP_RESPONSE_NORMAL)
            return;
        amqp_bytes_t cuerpo = entrega.message.body;
        if (memmem(cuerpo.bytes, cuerpo.len, "\"complejidad\": -", 16)) {
            printf("recibida %.*s\n", (int)cuerpo.len, (char *)cuerpo.bytes);
            fflush(stdout);
        }
        amqp_basic_ack(conexion, 1, entrega.delivery_tag, 0);
        amqp_destroy_envelope(&entrega);
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
