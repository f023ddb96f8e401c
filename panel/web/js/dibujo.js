// El dibujo del patrón: lo que no cambia, y las piezas en las que la escena escribe después.
import { datos } from "./datos.js";
import { t } from "./textos.js";
import { marco, punta, rotulo, trazo } from "./trazos.js";
import { recorte, svg } from "./util.js";
import { dibujarWorker } from "./workers.js";

export function dibujar(plan, nombres) {
  const { cajas, modo } = plan, fondo = svg("g"), piezas = { fondo, workers: {}, colas: {} };
  for (const c of plan.caminos) fondo.append(svg("path", { d: trazo(c.puntos), class: `camino ${c.clase}` }), punta(c.puntos));
  const p = cajas.producer;
  piezas.producer = rotulo(p.cx, p.cy + (plan.vertical ? 17 : 20), "", "suave", "middle");
  fondo.append(marco(p), rotulo(p.cx, p.cy - 2, "producer", "medio", "middle"), piezas.producer);
  if (plan.vertical) fondo.append(rotulo(p.cx + 12, p.by + 20, t("publica"), "suave"));
  else fondo.append(rotulo(p.dx + 38, p.cy - 10, t("publica"), "suave", "middle"), rotulo(p.dx + 38, p.cy + 20, "← " + t("confirma"), "suave", "middle"));
  if (cajas.exchange) {
    const x = cajas.exchange;
    piezas.exchange = rotulo(x.cx, x.cy + 19, t("exchange_dice", { tipo: modo.exchange_type }), "suave", "middle");
    fondo.append(svg("ellipse", { cx: x.cx, cy: x.cy, rx: x.w / 2, ry: x.h / 2, class: "caja" }), rotulo(x.cx, x.cy + 1, recorte(modo.exchange, 21), "mono", "middle"), piezas.exchange);
  }
  if (cajas.cola) piezas.cola = dibujarCola(fondo, plan);
  for (const nombre of nombres) {
    if (cajas.colas[nombre]) {
      const q = cajas.colas[nombre];
      const n = rotulo(q.x + 14, q.cy + 9, "", "mayor"), mas = rotulo(0, q.cy + 5, "", "suave", "end");
      const dice = rotulo(q.x + 2, q.y - 7, "", "suave");
      fondo.append(marco(q, "hueco"), dice, n, mas);
      piezas.colas[nombre] = { n, mas, dice };
    }
    const c = cajas.workers[nombre];
    piezas.workers[nombre] = dibujarWorker(nombre, c, plan.baja(c));
    fondo.append(piezas.workers[nombre].g);
  }
  const h = cajas.hechas, f = cajas.fallidas, muere = !modo.auto_ack;
  piezas.hechas = rotulo(h.x + 12, h.y + 34, "", "mayor");
  piezas.fallidas = rotulo(f.x + 12, f.y + 30, "", "medio");
  fondo.append(marco(h, "hechas"), piezas.hechas, rotulo(h.x + 12, h.y + 54, "✓ " + t(modo.auto_ack ? "copias_hechas" : "completadas"), "suave"));
  const porque = f.w < 120 ? "" : muere ? t("fallidas_dice", { n: modo.intentos }) : t("no_se_repite_dice");
  fondo.append(marco(f, "fallidas"), piezas.fallidas, plan.vertical ? rotulo(f.x + 12, f.y + 52, porque, "suave") : rotulo(f.dx - 10, f.y + 28, porque, "suave", "end"));
  fondo.append(rotulo(f.x + 2, f.y - 7, muere ? recorte(datos.fallidas, Math.floor((f.w - 10) / 7.85)) : t("no_se_repite"), muere ? "mono" : "suave"));
  return piezas;
}

function dibujarCola(fondo, plan) {
  const q = plan.cajas.cola, p = plan.cajas.pausa, estrecho = plan.ancho < 500; // sin sitio a los lados de la flecha
  const n = rotulo(q.x + 16, q.cy + (estrecho ? 9 : 4), "", "mayor"), mas = rotulo(0, q.cy + 10, "", "suave", "end");
  const nombre = rotulo(q.x + (estrecho ? 16 : 2), q.y + (estrecho ? 23 : -8), plan.modo.cola, "mono fuerte");
  fondo.append(marco(q, "hueco"), nombre, n, rotulo(q.x + 16, q.cy + (estrecho ? 28 : 26), t("listas"), "suave"), mas);
  if (!estrecho) fondo.append(rotulo(q.dx - 4, q.y - 8, t("prefetch") + (plan.vertical ? "" : " →"), "suave", "end"));
  else fondo.append(rotulo(q.dx - 12, q.by - 8, t("prefetch"), "suave", "end"));
  const cuantas = rotulo(p.x + 14, p.cy - 2, "", "medio");
  fondo.append(marco(p, "pausa"), cuantas, rotulo(p.x + 14, p.cy + 17, t("pausa_dice"), "suave"));
  return { n, mas, cuantas };
}
