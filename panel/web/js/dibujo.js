// Este módulo dibuja lo que no cambia del patrón, y devuelve las piezas en que escribe la escena.
import { dibujarCola } from "./colas.js";
import { datos } from "./datos.js";
import { t } from "./textos.js";
import { desfase, marco, punta, rotulo, trazo } from "./trazos.js";
import { recorte, svg } from "./util.js";
import { dibujarWorker } from "./workers.js";

export function dibujar(plan, nombres) {
  const { cajas, modo } = plan, fondo = svg("g"), piezas = { fondo, workers: {}, copias: {}, colas: {}, pares: [] };
  for (const c of plan.caminos) {
    const g = svg("g", {}, svg("path", { d: trazo(c.puntos), class: `camino ${c.clase}`, "stroke-dashoffset": desfase(c.puntos) }), punta(c.puntos));
    if (plan.varias && c.par) piezas.pares.push([c.par, g]);
    fondo.append(g);
  }
  const p = cajas.producer;
  piezas.producer = rotulo(p.cx, p.cy + (plan.vertical ? 17 : 20), "", "suave", "middle");
  fondo.append(marco(p), rotulo(p.cx, p.cy - 2, "producer", "medio", "middle"), piezas.producer);
  if (plan.vertical) fondo.append(rotulo(p.cx + 12, p.by + 20, t("publica"), "suave"));
  else fondo.append(rotulo(p.dx + 38, p.cy - 10, t("publica"), "suave", "middle"), rotulo(p.dx + 38, p.cy + 20, "← " + t("confirma"), "suave", "middle"));
  if (cajas.exchange) {
    const x = cajas.exchange;
    piezas.exchange = rotulo(x.cx, x.cy + 19, t("exchange_dice", { tipo: modo.exchange_type }), "suave", "middle");
    fondo.append(svg("ellipse", { cx: x.cx, cy: x.cy, rx: x.w / 2, ry: x.h / 2, class: "caja" }), rotulo(x.cx, x.cy + 1, recorte(modo.exchange, Math.floor((x.w - 20) / 7.85)), "mono", "middle"), piezas.exchange);
  }
  for (const cola of Object.keys(cajas.colas)) piezas.colas[cola] = dibujarCola(fondo, plan, cola);
  for (const nombre of nombres) {
    if (cajas.copias[nombre]) {
      const q = cajas.copias[nombre];
      const n = rotulo(q.x + 14, q.cy + 9, "", "mayor"), mas = rotulo(0, q.cy + 5, "", "suave", "end");
      const dice = rotulo(q.x + 2, q.y - 7, "", "suave");
      fondo.append(marco(q, "hueco"), dice, n, mas);
      piezas.copias[nombre] = { n, mas, dice };
    }
    const c = cajas.workers[nombre];
    piezas.workers[nombre] = dibujarWorker(nombre, c, plan.baja(c));
    fondo.append(piezas.workers[nombre].g);
  }
  const h = cajas.hechas, f = cajas.fallidas, muere = !modo.copias;
  piezas.hechas = rotulo(h.x + 12, h.y + 34, "", "mayor");
  piezas.fallidas = rotulo(f.x + 12, f.y + 30, "", "medio");
  fondo.append(marco(h, "hechas"), piezas.hechas, rotulo(h.x + 12, h.y + 54, "✓ " + t(modo.copias ? "copias_hechas" : "completadas"), "suave"));
  const porque = f.w < 120 ? "" : muere ? t("fallidas_dice", { n: modo.intentos }) : t("no_se_repite_dice");
  fondo.append(marco(f, "fallidas"), piezas.fallidas, plan.vertical ? rotulo(f.x + 12, f.y + 52, porque, "suave") : rotulo(f.dx - 10, f.y + 28, porque, "suave", "end"));
  fondo.append(rotulo(f.x + 2, f.y - 7, muere ? recorte(datos.fallidas, Math.floor((f.w - 10) / 7.85)) : t("no_se_repite"), muere ? "mono" : "suave"));
  return piezas;
}
