// Este par es amqplib, el cliente de Node: hasta 1000 mensajes sin confirmar.
"use strict";
const amqp = require(process.env.AMQPLIB);
const { version } = require(`${process.env.AMQPLIB}/package.json`);

const { BENCH_URL } = process.env;
const COLA = "tareas_distribuidas";
const VENTANA = 1000;

async function publicar(cuantas) {
  const conexion = await amqp.connect(BENCH_URL);
  const channel = await conexion.createConfirmChannel();
  await channel.assertQueue(COLA, { durable: true });
  let enviadas = 0;
  let confirmadas = 0;
  await new Promise((acabar, fallar) => {
    const seguir = () => {
      while (enviadas < cuantas && enviadas - confirmadas < VENTANA) {
        enviadas += 1;
        const id = `bench1-${String(enviadas).padStart(4, "0")}`;
        const tarea = { id, complejidad: 0, timestamp: Date.now() / 1000 };
        const opciones = { persistent: true, mandatory: true, contentType: "application/json" };
        channel.sendToQueue(COLA, Buffer.from(JSON.stringify(tarea)), opciones, (error) => {
          if (error) return fallar(error);
          confirmadas += 1;
          if (confirmadas === cuantas) return acabar();
          return seguir();
        });
      }
    };
    seguir();
  });
  await conexion.close();
}

async function consumir() {
  const conexion = await amqp.connect(BENCH_URL);
  const channel = await conexion.createChannel();
  await channel.assertQueue(COLA, { durable: true });
  await channel.prefetch(1);
  await channel.consume(COLA, (mensaje) => {
    const tarea = JSON.parse(mensaje.content);
    if (tarea.complejidad < 0) process.stdout.write(`recibida ${tarea.id}\n`);
    channel.ack(mensaje);
  });
}

const [, , que, cuantas] = process.argv;
// Si una promesa falla, Node lo dice y acaba con estado 1
if (que === "version") console.log(`Node ${process.versions.node}, amqplib ${version}`);
else if (que === "publicar") publicar(Number(cuantas));
else consumir();
