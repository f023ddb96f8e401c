// Dónde va cada cosa: del patrón y el ancho, cajas, caminos y sitios. No dibuja nada.
import { de_pie } from "./de_pie.js";
import { tumbado } from "./tumbado.js";

export const FICHA = { w: 46, h: 38 };
const PASO = FICHA.w + 6;
const MUCHOS = 4; // con más workers, cajas bajas

export function disponer(ancho, modo, nombres) {
  const minimo = modo.exchange ? 1180 : 1100;
  const plan = (ancho >= minimo ? tumbado : de_pie)(ancho, modo, nombres, nombres.length > MUCHOS);
  return terminar(Object.assign(plan, { ancho, modo }));
}

function terminar(plan) {
  const { cajas, caminos } = plan;
  const tramo = new Map(caminos.map((c) => [c.id, c.puntos]));
  const ida = (id) => tramo.get(id) ?? [], vuelta = (id) => [...ida(id)].reverse();
  plan.huecos = (c, deja) => Math.max(1, Math.floor((c.w - deja) / PASO));
  plan.sitio = (zona, worker, i) => {
    const c = { cola: cajas.cola, copia: cajas.colas[worker], pausa: cajas.pausa, mano: cajas.workers[worker], hechas: cajas.hechas, fallidas: cajas.fallidas }[zona];
    if (zona === "mano") return plan.baja(c) ? [c.x + 92, c.cy - FICHA.h / 2] : [c.x + 13, c.y + 35];
    const y = zona === "cola" ? c.cy - FICHA.h / 2 + 6 : zona === "copia" || zona === "pausa" ? c.cy - FICHA.h / 2 : c.by - FICHA.h - 8;
    return zona === "hechas" || zona === "fallidas" ? [c.x + 8 + i * (FICHA.w + 3), y] : [c.dx - 12 - FICHA.w - i * PASO, y];
  };
  plan.baja = (c) => c.h < 60;
  // Por dónde pasa una ficha que va de una zona a otra; los puntos son de su centro.
  plan.ruta = (de, a) => {
    const entra = [...ida("entrada"), ...(cajas.cola ? ida("reparto") : ida("reparto:" + a.worker))];
    const toma = ida("a:" + a.worker);
    const salir = { nada: entra, cola: [], copia: [], pausa: ida("regreso"), mano: vuelta("a:" + de.worker) }[de.zona] ?? [];
    if (a.zona === "cola" || a.zona === "copia") return salir;
    if (a.zona === "mano") return [...salir, ...toma];
    const fin = { hechas: "de:", fallidas: "fin:", pausa: "vuelta:" }[a.zona] + a.worker;
    return de.zona === "mano" ? ida(fin) : [...salir, ...toma, ...ida(fin)];
  };
  plan.vuelta = vuelta;
  return plan;
}
