// La escena en estrecho: de arriba abajo, con los caminos por los márgenes.
import { abajo, caja, camino, codo_v } from "./formas.js";

export function de_pie(W, modo, nombres, bajas) {
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
  const ancho_h = Math.max((util - 14) / 2, 122);
  cajas.fallidas = caja(m, y + 40, util - 14 - ancho_h, 112);
  cajas.hechas = caja(W - m - ancho_h, y + 40, ancho_h, 112);
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
    caminos.push(camino("fin:" + nombre, [[w.dx, w.cy + 18], [W - 17, w.cy + 18], [W - 17, y + 24], [cajas.fallidas.dx - 6, y + 24], [cajas.fallidas.dx - 6, y + 40]], "vuelve"));
  }
  return { alto: cajas.hechas.by + 6, cajas, caminos, vertical: true };
}
