// Este módulo decide dónde va cada cosa: con el patrón y el ancho calcula cajas, caminos y sitios.
// No dibuja nada.
import { de_pie } from "./de_pie.js";
import { tumbado } from "./tumbado.js";

export const FICHA = { w: 46, h: 38 };
const PASO = FICHA.w + 6;
const MUCHOS = 4; // con más workers, las cajas son bajas

export function disponer(ancho, modo, nombres) {
  const colas = Object.keys(modo.colas), varias = colas.length > (modo.exchange ? 0 : 1);
  const minimo = varias ? 1190 : modo.exchange ? 1180 : 1100;
  const plan = (ancho >= minimo ? tumbado : de_pie)(ancho, modo, colas, varias, nombres, nombres.length > MUCHOS);
  return terminar(Object.assign(plan, { ancho, modo, varias }));
}

function terminar(plan) {
  const { cajas, caminos } = plan;
  const tramo = new Map(caminos.map((c) => [c.id, c.puntos]));
  const ida = (id) => tramo.get(id) ?? [];
  const par = ({ cola = "", worker }) => `${cola}:${worker}`;
  plan.huecos = (c, deja) => Math.max(1, Math.floor((c.w - deja) / PASO));
  plan.sitio = ({ zona, cola, worker, i }) => {
    const c = { cola: cajas.colas[cola], copia: cajas.copias[worker], pausa: cajas.pausas[cola], mano: cajas.workers[worker], hechas: cajas.hechas, fallidas: cajas.fallidas }[zona];
    // Con varias colas la ficha va más abajo, porque su tipo asoma por arriba.
    if (zona === "mano") return plan.baja(c) ? [c.x + 92, c.cy - FICHA.h / 2] : [c.x + 13, c.y + (plan.varias ? 39 : 35)];
    if (zona === "hechas" || zona === "fallidas") return [c.x + 8 + i * (FICHA.w + 3), c.by - FICHA.h - 8];
    return [c.dx - (plan.varias ? 8 : 12) - FICHA.w - i * PASO, c.cy - FICHA.h / 2 + (zona === "cola" && !plan.varias ? 6 : 0)];
  };
  plan.baja = (c) => c.h < 60;
  // Da los puntos por donde pasa el centro de una ficha que va de una zona a otra.
  plan.ruta = (de, a) => {
    const entra = [...ida("entrada"), ...ida("reparto:" + (a.cola ?? a.worker))];
    const toma = ida("a:" + par(a));
    const salir = { nada: entra, cola: [], copia: [], pausa: ida("regreso:" + de.cola), mano: plan.vuelta(de) }[de.zona] ?? [];
    if (a.zona === "cola" || a.zona === "copia") return salir;
    if (a.zona === "mano") return [...salir, ...toma];
    const fin = { hechas: "de:" + a.worker, fallidas: "fin:" + a.worker, pausa: "vuelta:" + par({ cola: a.cola, worker: de.worker ?? a.worker }) }[a.zona];
    return de.zona === "mano" ? ida(fin) : [...salir, ...toma, ...ida(fin)];
  };
  plan.vuelta = (q) => [...ida("a:" + par(q))].reverse();
  return plan;
}
