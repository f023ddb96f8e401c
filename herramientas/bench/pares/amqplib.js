// Este par es amqplib, el cliente de Node: hasta 1000 mensajes sin confirmar.
"use strict";
const amqp = require(process.env.AMQPLIB);
const { version } = require(`${process.env.AMQPLIB}/package.json`);

const COLA = "tareas_distribuidas";
const VENTANA = 1000;

async function publicar(cuantas) {
  const conexion = await amqp.connect(process.env.BENCH_URL);
  const channel = await conexion.createConfirmChannel();
  await channel.assertQueue(COLA, { durable: true });
  await new Promise((acabar, fallar) => {
    const opciones = { persistent: true, mandatory: true, contentType: "application/json" };
    let enviadas = 0;
    let confirmadas = 0;
    const enviar = () => {
      enviadas += 1;
      const id = `bench1-${String(enviadas).padStart(4, "0")}`;
      const tarea = { id, complejidad: 0, timestamp: Date.now() / 1000 };
      channel.sendToQueue(COLA, Buffer.from(JSON.stringify(tarea)), opciones, (error) => {
        confirmadas += 1;
        if (error) fallar(error);
        else if (enviadas < cuantas) enviar();
        else if (confirmadas === cuantas) acabar();
      });
    };
    while (enviadas < Math.min(cuantas, VENTANA)) enviar();
  });
  await conexion.close();
}

async function consumir() {
  const conexion = await amqp.connect(process.env.BENCH_URL);
  const channel = await conexion.createChannel();
  await channel.assertQueue(COLA, { durable: true });
  await channel.prefetch(1);
  await channel.consume(COLA, (mensaje) => {
    JSON.parse(mensaje.content);
    channel.ack(mensaje);
  });
}

const [, , que, cuantas] = process.argv;
// Si una promesa falla, Node lo dice y acaba con estado 1
if (que === "version") console.log(`Node ${process.versions.node}, amqplib ${version}`);
else if (que === "publicar") publicar(Number(cuantas));
else consumir();
