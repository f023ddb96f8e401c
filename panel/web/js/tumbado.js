// La escena con ancho de sobra: de izquierda a derecha.
import { caja, camino, codo, recto } from "./formas.js";

export function tumbado(W, modo, nombres, bajas) {
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
  return { alto: arriba + alto + 8, cajas, caminos, vertical: false };
}
