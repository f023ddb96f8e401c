// Este módulo dispone la escena cuando le sobra ancho: de izquierda a derecha.
import { caja, camino, codo, recto } from "./formas.js";

export function tumbado(W, modo, colas, varias, nombres, bajas) {
  const alto_w = bajas ? 50 : 106, hueco = bajas ? 10 : 20, arriba = 28;
  const de_cola = varias ? { cola: 64, entre: 16, pausa: 46, tras: 36 } : { cola: 120, entre: 70, pausa: 66, tras: 0 };
  const bloque = de_cola.cola + de_cola.entre + de_cola.pausa, paso = bloque + de_cola.tras;
  const columna = nombres.length * (alto_w + hueco) - hueco, columna_q = colas.length * paso - de_cola.tras;
  const alto = Math.max(columna, columna_q, 256);
  const y0 = arriba + (alto - columna) / 2, y_q = arriba + (alto - columna_q) / 2;
  // Anchos del exchange, de un worker y de lo acabado.
  const [ancho_x, ancho_w, ancho_fin] = varias ? [146, 232, 140] : [178, 262, 160];
  const x_w = W - ancho_fin - 76 - ancho_w;
  const cajas = { workers: {}, copias: {}, colas: {}, pausas: {} }, caminos = [];
  const medio = colas.length === 1 ? y_q + de_cola.cola / 2 : arriba + alto / 2;
  cajas.producer = caja(1, medio - 38, 122, 76);
  let x = cajas.producer.dx + 76, salida = cajas.producer;
  if (modo.exchange) {
    cajas.exchange = caja(x, medio - 40, ancho_x, 80);
    caminos.push(camino("entrada", recto(salida, cajas.exchange)));
    x = cajas.exchange.dx + (varias ? 122 : 60);
    salida = cajas.exchange;
  }
  const carril = Math.min(10, 30 / colas.length); // entre los caminos de dos colas
  colas.forEach((nombre, k) => {
    const q = (cajas.colas[nombre] = caja(x, y_q + k * paso, x_w - 92 - x, de_cola.cola));
    const ancho = varias ? q.w : Math.min(q.w, 440);
    const p = (cajas.pausas[nombre] = caja(q.dx - ancho, q.by + de_cola.entre, ancho, de_cola.pausa));
    caminos.push(camino(modo.exchange ? "reparto:" + nombre : "entrada", codo(salida.dx, salida.cy, q.x, q.cy, salida.dx + 16)));
    caminos.push(camino("regreso:" + nombre, [[p.cx, p.y], [p.cx, q.by]], "vuelve"));
  });
  const x_fin = W - ancho_fin - 1;
  cajas.hechas = caja(x_fin, arriba, ancho_fin, 116);
  cajas.fallidas = caja(x_fin, arriba + alto - 92, ancho_fin, 92);
  nombres.forEach((nombre, i) => {
    const w = (cajas.workers[nombre] = caja(x_w, y0 + i * (alto_w + hueco), ancho_w, alto_w));
    colas.forEach((cola, k) => {
      const q = cajas.colas[cola], p = cajas.pausas[cola], par = `${cola}:${nombre}`, [toma, vuelta] = varias ? [22, 60] : [30, 58];
      caminos.push(camino("a:" + par, codo(q.dx, q.cy, w.x, w.cy - 8, q.dx + toma + k * carril), "", par));
      caminos.push(camino("vuelta:" + par, codo(w.x, w.cy + 18, p.dx, p.cy, q.dx + vuelta + k * carril), "vuelve", par));
    });
    if (!colas.length) {
      const q = (cajas.copias[nombre] = caja(x, w.cy - (bajas ? 23 : 32), x_w - 60 - x, bajas ? 46 : 64));
      caminos.push(camino("reparto:" + nombre, codo(salida.dx, salida.cy, q.x, q.cy, salida.dx + 30)));
      caminos.push(camino("a::" + nombre, [[q.dx, q.cy], [w.x, q.cy]]));
    }
    caminos.push(camino("de:" + nombre, codo(w.dx, w.cy - 8, x_fin, cajas.hechas.cy, w.dx + 34)));
    caminos.push(camino("fin:" + nombre, codo(w.dx, w.cy + 18, x_fin, cajas.fallidas.cy, w.dx + 50), "vuelve"));
  });
  return { alto: arriba + alto + 8, cajas, caminos, vertical: false, clave: (q) => [salida.dx + 18, q.x - 8] };
}
