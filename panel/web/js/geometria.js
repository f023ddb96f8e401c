// Dónde va cada cosa: del patrón y el ancho, cajas, caminos y sitios. No dibuja nada.
export const FICHA = { w: 46, h: 38 };
const PASO = FICHA.w + 6;
const MUCHOS = 4; // con más workers, cajas bajas

const caja = (x, y, w, h) => ({ x, y, w, h, cx: x + w / 2, cy: y + h / 2, dx: x + w, by: y + h });

export function disponer(ancho, modo, nombres) {
  const minimo = modo.exchange ? 1180 : 1100;
  const plan = (ancho >= minimo ? tumbado : de_pie)(ancho, modo, nombres, nombres.length > MUCHOS);
  return Object.assign(plan, { ancho, bajas: nombres.length > MUCHOS });
}

// Ancho de sobra: de izquierda a derecha.
function tumbado(W, modo, nombres, bajas) {
  const alto_w = bajas ? 50 : 106, hueco = bajas ? 10 : 20, arriba = 28;
  const columna = nombres.length * (alto_w + hueco) - hueco;
  const alto = Math.max(columna, 256);
  const y0 = arriba + (alto - columna) / 2;
  const x_w = W - 160 - 76 - 262;
  const cajas = { workers: {}, colas: {} }, caminos = [];
  const y_cola = modo.cola ? arriba + (alto - 256) / 2 : 0;
  const medio = modo.cola ? y_cola + 60 : arriba + alto / 2;
  cajas.producer = caja(1, medio - 38, 122, 76);
  let x = cajas.producer.dx + 76, salida = cajas.producer;
  if (modo.exchange) {
    cajas.exchange = caja(x, medio - 40, 178, 80);
    caminos.push(camino("entrada", recto(salida, cajas.exchange)));
    x = cajas.exchange.dx + 60;
    salida = cajas.exchange;
  }
  if (modo.cola) {
    cajas.cola = caja(x, y_cola, x_w - 92 - x, 120);
    cajas.pausa = caja(cajas.cola.dx - Math.min(cajas.cola.w, 440), cajas.cola.by + 70, Math.min(cajas.cola.w, 440), 66);
    caminos.push(camino(modo.exchange ? "reparto" : "entrada", recto(salida, cajas.cola)));
    caminos.push(camino("regreso", [[cajas.pausa.cx, cajas.pausa.y], [cajas.pausa.cx, cajas.cola.by]], "vuelve"));
  }
  const x_fin = W - 161;
  cajas.hechas = caja(x_fin, arriba, 160, 116);
  cajas.fallidas = caja(x_fin, arriba + alto - 92, 160, 92);
  nombres.forEach((nombre, i) => {
    const w = (cajas.workers[nombre] = caja(x_w, y0 + i * (alto_w + hueco), 262, alto_w));
    if (modo.cola) {
      caminos.push(camino("a:" + nombre, codo(cajas.cola.dx, cajas.cola.cy, w.x, w.cy - 8, cajas.cola.dx + 30)));
      caminos.push(camino("vuelta:" + nombre, codo(w.x, w.cy + 18, cajas.pausa.dx, cajas.pausa.cy, cajas.cola.dx + 58), "vuelve"));
    } else {
      const q = (cajas.colas[nombre] = caja(x, w.cy - (bajas ? 23 : 32), x_w - 60 - x, bajas ? 46 : 64));
      caminos.push(camino("reparto:" + nombre, codo(salida.dx, salida.cy, q.x, q.cy, salida.dx + 30)));
      caminos.push(camino("a:" + nombre, [[q.dx, q.cy], [w.x, q.cy]]));
    }
    caminos.push(camino("de:" + nombre, codo(w.dx, w.cy - 8, x_fin, cajas.hechas.cy, w.dx + 34)));
    caminos.push(camino("fin:" + nombre, codo(w.dx, w.cy + 18, x_fin, cajas.fallidas.cy, w.dx + 50), "vuelve"));
  });
  return terminar({ alto: arriba + alto + 8, cajas, caminos, modo, vertical: false });
}

// Estrecho: de arriba abajo, con los caminos por los márgenes.
function de_pie(W, modo, nombres, bajas) {
  const m = 26, util = W - 2 * m, cajas = { workers: {}, colas: {} }, caminos = [];
  cajas.producer = caja(W / 2 - 95, 1, 190, 50);
  let y = cajas.producer.by, salida = cajas.producer;
  if (modo.exchange) {
    cajas.exchange = caja(W / 2 - 105, y + 34, 210, 64);
    caminos.push(camino("entrada", abajo(salida, cajas.exchange)));
    salida = cajas.exchange;
    y = salida.by;
  }
  if (modo.cola) {
    cajas.cola = caja(m, y + 58, util, 104);
    cajas.pausa = caja(m, cajas.cola.by + 30, util, 58);
    caminos.push(camino(modo.exchange ? "reparto" : "entrada", abajo(salida, cajas.cola)));
    const x = cajas.pausa.dx - 30;
    caminos.push(camino("regreso", [[x, cajas.pausa.y], [x, cajas.cola.by]], "vuelve"));
    y = cajas.pausa.by;
  }
  const alto_w = bajas ? 50 : 106;
  for (const nombre of nombres) {
    y += bajas ? 12 : 20;
    if (!modo.cola) {
      y += 20;
      cajas.colas[nombre] = caja(m, y, util, 50);
      y += 50 + 18;
    }
    cajas.workers[nombre] = caja(m, y, util, alto_w);
    y += alto_w;
  }
  const mitad = (util - 14) / 2;
  cajas.fallidas = caja(m, y + 40, mitad, 104);
  cajas.hechas = caja(m + mitad + 14, y + 40, mitad, 104);
  for (const nombre of nombres) {
    const w = cajas.workers[nombre], q = cajas.colas[nombre];
    if (q) {
      caminos.push(camino("reparto:" + nombre, codo_v(salida.cx, salida.by, q.x, q.cy, salida.by + 14, 14)));
      caminos.push(camino("a:" + nombre, [[q.cx, q.by], [q.cx, w.y]]));
    } else {
      caminos.push(camino("a:" + nombre, [[m, cajas.cola.cy], [15, cajas.cola.cy], [15, w.cy - 8], [m, w.cy - 8]]));
      caminos.push(camino("vuelta:" + nombre, [[m, w.cy + 18], [5, w.cy + 18], [5, cajas.pausa.cy], [m, cajas.pausa.cy]], "vuelve"));
    }
    caminos.push(camino("de:" + nombre, [[w.dx, w.cy - 8], [W - 8, w.cy - 8], [W - 8, y + 12], [cajas.hechas.cx, y + 12], [cajas.hechas.cx, y + 40]]));
    caminos.push(camino("fin:" + nombre, [[w.dx, w.cy + 18], [W - 17, w.cy + 18], [W - 17, y + 24], [cajas.fallidas.dx - 16, y + 24], [cajas.fallidas.dx - 16, y + 40]], "vuelve"));
  }
  return terminar({ alto: cajas.hechas.by + 6, cajas, caminos, modo, vertical: true });
}

const camino = (id, puntos, clase = "") => ({ id, puntos, clase });
const recto = (a, b) => [[a.dx, a.cy], [b.x, b.cy]];
const abajo = (a, b) => [[a.cx, a.by], [a.cx, b.y]];
const codo = (x1, y1, x2, y2, x) => (y1 === y2 ? [[x1, y1], [x2, y2]] : [[x1, y1], [x, y1], [x, y2], [x2, y2]]);
const codo_v = (x1, y1, x2, y2, y, x) => [[x1, y1], [x1, y], [x, y], [x, y2], [x2, y2]];

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
