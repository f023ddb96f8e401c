// Este módulo elige las tareas que se muestran como fichas, y lo que dice cada ficha.
import { datos } from "./datos.js";
import { colaDe, copiaDe, tareaDe, tipoDe } from "./reparto.js";
import { segundos, t } from "./textos.js";
import { corto } from "./util.js";
import { RESTO } from "./workers.js";

export function ficha(id, complejidad, mas) {
  const { copias } = datos.modo, tipo = tipoDe(id, mas.cola);
  return {
    clave: copias && mas.worker ? `${mas.de ?? mas.worker} ${id}` : id, id, tipo, n: corto(tareaDe(id), 4),
    d: complejidad === null ? "" : segundos(complejidad), titulo: [tareaDe(id), tipo && `${t("h_tipo")} ${tipo}`, copiaDe(id)].filter(Boolean).join(" · "), cola: colaDe(id), ...mas,
  };
}

export const casa = (worker, cajas) => (cajas.workers[worker] ? worker : RESTO);

// Devuelve los últimos turnos que acabaron así: de cada uno, su tarea y su worker.
export function ultimas(fin, cuantas, cajas) {
  const halladas = [];
  for (const f of [...datos.historias.values()].reverse()) {
    if (!datos.modo.copias && f.situacion !== fin) continue;
    for (const [worker, , como] of f.entregas) if (como === fin && cajas.workers[casa(worker, cajas)]) halladas.push([f, worker]);
    if (halladas.length >= cuantas) break;
  }
  return halladas.slice(0, cuantas);
}
