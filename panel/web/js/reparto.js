// Este módulo dice qué cola recibe cada tipo, quién atiende cada cola y cuáles no atiende nadie.
import { datos } from "./datos.js";

// Da el tipo de una tarea; si ya no se recuerda, solo se sabe si su cola recibe un único tipo.
export function tipoDe(id, cola) {
  const suyos = (datos.modo.colas[cola] ?? []).filter((clave) => datos.modo.tipos.includes(clave));
  return datos.historias.get(id)?.tipo ?? (suyos.length === 1 ? suyos[0] : "");
}

export const colaDe = (id) => datos.historias.get(id)?.cola || Object.keys(datos.modo.colas)[0];

// Da el id de la tarea: si fue a varias colas, el de la copia lleva además su cola, y se quita.
export const tareaDe = (id) => datos.historias.get(id)?.tarea ?? id.replace(/@tareas_\w+$/, "");

export const copiaDe = (id) => datos.historias.get(id)?.copia ?? "";

// Dice si una cola con tareas no tiene workers; solo se sabe si la API del broker contesta.
export function sinWorkers(cola) {
  const { broker } = datos, suya = broker.colas[cola];
  return Boolean(broker.conectado && broker.api && suya && !suya.workers && suya.listas + suya.en_pausa);
}

export const desatendidas = () => Object.keys(datos.colas).filter(sinWorkers);

// El panel no sabe de qué cola consume cada worker: se aprende de lo que se le ha visto recibir.
// De cada cola y worker se dice "visto"; "no", si ya se ha visto a todos los de la cola; o "quizá",
// si no se puede asegurar.
export function enlaces() {
  const vistos = new Set(), dicho = new Map();
  for (const f of datos.historias.values()) {
    if (f.cola) for (const [worker] of f.entregas) vistos.add(`${f.cola}:${worker}`);
  }
  const vivos = datos.workers.filter((w) => w.estado !== "callado");
  for (const [cola, { workers }] of Object.entries(datos.colas)) {
    const hay = vivos.filter((w) => vistos.has(`${cola}:${w.nombre}`)).length;
    // Si se ha visto a más de los que la atienden, alguno ya no la atiende.
    const si = workers && hay <= workers ? "visto" : "quizá", no = hay < workers ? "quizá" : "no";
    for (const { nombre } of datos.workers) dicho.set(`${cola}:${nombre}`, vistos.has(`${cola}:${nombre}`) ? si : no);
  }
  return dicho;
}
