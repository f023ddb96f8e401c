// Este módulo dispone la escena estrecha: de arriba abajo, con los caminos por los márgenes.
import { abajo, caja, camino, codo_v } from "./formas.js";

export function de_pie(W, modo, colas, varias, nombres, bajas) {
  const m = 26, util = W - 2 * m, cajas = { workers: {}, copias: {}, colas: {}, pausas: {} }, caminos = [];
  cajas.producer = caja(W / 2 - 95, 1, 190, 50);
  let y = cajas.producer.by, salida = cajas.producer;
  if (modo.exchange) {
    cajas.exchange = caja(W / 2 - 105, y + 34, 210, 64);
    caminos.push(camino("entrada", abajo(salida, cajas.exchange)));
    salida = cajas.exchange;
    y = salida.by;
  }
  for (const nombre of colas) {
    const q = (cajas.colas[nombre] = varias ? caja(m, y + 48, util - (W < 500 ? 92 : 220), 64) : caja(m, y + 58, util, 104));
    const p = (cajas.pausas[nombre] = varias ? caja(m, q.by + 16, util, 46) : caja(m, q.by + 30, util, 58));
    // Con varias colas el camino va por el margen derecho, y la clave sobre la flecha.
    const borde = W - 10, sale = salida.by + 14;
    const entra = varias ? [[salida.cx, salida.by], [salida.cx, sale], [borde, sale], [borde, q.cy], [q.dx, q.cy]] : abajo(salida, q);
    caminos.push(camino(modo.exchange ? "reparto:" + nombre : "entrada", entra));
    const x = q.dx - 30;
    caminos.push(camino("regreso:" + nombre, [[x, p.y], [x, q.by]], "vuelve"));
    y = p.by;
  }
  const alto_w = bajas ? 50 : 106;
  for (const nombre of nombres) {
    y += bajas ? 12 : 20;
    if (!colas.length) {
      y += 20;
      cajas.copias[nombre] = caja(m, y, util, 50);
      y += 50 + 18;
    }
    cajas.workers[nombre] = caja(m, y, util, alto_w);
    y += alto_w;
  }
  const ancho_h = Math.max((util - 14) / 2, 122);
  cajas.fallidas = caja(m, y + 40, util - 14 - ancho_h, 112);
  cajas.hechas = caja(W - m - ancho_h, y + 40, ancho_h, 112);
  for (const nombre of nombres) {
    const w = cajas.workers[nombre], c = cajas.copias[nombre];
    if (c) {
      caminos.push(camino("reparto:" + nombre, codo_v(salida.cx, salida.by, c.x, c.cy, salida.by + 14, 14)));
      caminos.push(camino("a::" + nombre, [[c.cx, c.by], [c.cx, w.y]]));
    }
    colas.forEach((cola, k) => {
      const q = cajas.colas[cola], p = cajas.pausas[cola], par = `${cola}:${nombre}`;
      const x = varias ? 20 - k * Math.min(6, 12 / colas.length) : 15;
      caminos.push(camino("a:" + par, [[m, q.cy], [x, q.cy], [x, w.cy - 8], [m, w.cy - 8]], "", par));
      caminos.push(camino("vuelta:" + par, [[m, w.cy + 18], [5, w.cy + 18], [5, p.cy], [m, p.cy]], "vuelve", par));
    });
    caminos.push(camino("de:" + nombre, [[w.dx, w.cy - 8], [W - 8, w.cy - 8], [W - 8, y + 12], [cajas.hechas.cx, y + 12], [cajas.hechas.cx, y + 40]]));
    caminos.push(camino("fin:" + nombre, [[w.dx, w.cy + 18], [W - 17, w.cy + 18], [W - 17, y + 24], [cajas.fallidas.dx - 6, y + 24], [cajas.fallidas.dx - 6, y + 40]], "vuelve"));
  }
  return { alto: cajas.hechas.by + 6, cajas, caminos, vertical: true, clave: (q) => [q.dx + 8, W - 12] };
}
