// Este módulo dibuja cada cola duradera: su nombre, cuántas tareas esperan, las primeras y las que
// están en pausa.
import { ahora, datos } from "./datos.js";
import { FICHA } from "./geometria.js";
import { ficha } from "./muestra.js";
import { sinWorkers } from "./reparto.js";
import { numero, segundos, t } from "./textos.js";
import { ancho, distintivo } from "./tipos.js";
import { marco, rotulo } from "./trazos.js";
import { clase, recorte, texto } from "./util.js";

const LETRA = 7.85; // px que ocupa una letra monoespaciada de 13

export function dibujarCola(fondo, plan, nombre) {
  const q = plan.cajas.colas[nombre], p = plan.cajas.pausas[nombre];
  fondo.append(marco(q, "hueco"), marco(p, "pausa"));
  const piezas = plan.varias ? deVarias(fondo, plan, nombre, q, p) : sola(fondo, plan, nombre, q, p);
  piezas.mas = rotulo(0, q.cy + (plan.varias ? 5 : 10), "", "suave", "end");
  fondo.append(piezas.mas, piezas.n, piezas.cuantas, piezas.aviso);
  return piezas;
}

function sola(fondo, plan, nombre, q, p) {
  const estrecho = plan.ancho < 500; // no hay sitio a los lados de la flecha
  fondo.append(rotulo(q.x + (estrecho ? 16 : 2), q.y + (estrecho ? 23 : -8), nombre, "mono fuerte"));
  fondo.append(rotulo(q.x + 16, q.cy + (estrecho ? 28 : 26), t("listas"), "suave"), rotulo(p.x + 14, p.cy + 17, t("pausa_dice"), "suave"));
  return {
    n: rotulo(q.x + 16, q.cy + (estrecho ? 9 : 4), "", "mayor"), cuantas: rotulo(p.x + 14, p.cy - 2, "", "medio"),
    aviso: estrecho ? rotulo(q.dx - 12, q.by - 8, "", "suave", "end") : rotulo(q.dx - 4, q.y - 8, "", "suave", "end"),
    dice: t("prefetch") + (plan.vertical ? "" : " →"),
  };
}

function deVarias(fondo, plan, nombre, q, p) {
  const claves = datos.modo.colas[nombre], suya = claves.find((clave) => datos.modo.tipos.includes(clave)), x = q.x + 2 + (suya ? ancho(suya) + 5 : 0);
  if (suya) fondo.append(distintivo(suya, q.x + 2, q.y - 22));
  // El aviso del prefetch va al lado del nombre, si cabe.
  const cabe = plan.vertical || nombre.length * LETRA < q.dx - 100 - x;
  fondo.append(rotulo(x, q.y - 8, recorte(nombre, Math.floor(((plan.vertical ? p.dx : q.dx) - x) / LETRA)), "mono fuerte"));
  const [desde, hasta] = plan.clave(q); // la binding key va sobre su flecha
  fondo.append(rotulo((desde + hasta) / 2, q.cy - 8, recorte(claves.join(" "), Math.floor((hasta - desde) / LETRA)), "mono clave", "middle"));
  fondo.append(rotulo(q.x + 14, q.cy + 22, t("listas"), "suave"));
  return {
    n: rotulo(q.x + 14, q.cy + 5, "", "mayor"), cuantas: rotulo(p.x + 14, p.cy + 5, "", "suave"),
    aviso: plan.vertical ? rotulo(q.dx + 8, q.cy + 24, "", "suave") : rotulo(q.dx - 2, cabe ? q.y - 8 : q.by + 13, "", "suave", "end"),
    dice: cabe ? t("prefetch_corto") + (plan.vertical ? "" : " →") : "",
  };
}

export function actualizarCola(nombre, p, plan) { // devuelve sus fichas
  const cola = datos.colas[nombre], q = plan.cajas.colas[nombre], deja = plan.varias ? 39 + 26 * numero(cola.listas).length : 150, caben = plan.huecos(q, deja);
  const nadie = sinWorkers(nombre);
  texto(p.n, numero(cola.listas));
  texto(p.aviso, nadie ? `▲ ${t("sin_workers")}` : p.dice);
  clase(p.aviso, nadie ? "nadie" : "suave");
  const visibles = [...Array(Math.min(cola.anonimas, caben)).keys()].map((i) => ({ clave: `${nombre}?${i}`, como: "anonima", n: "?", zona: "cola", cola: nombre, i }));
  for (const [id, c] of cola.cabeza.slice(0, caben - visibles.length)) visibles.push(ficha(id, c, { zona: "cola", cola: nombre, i: visibles.length, como: "espera" }));
  sobran(p.mas, deja + FICHA.w > q.w ? 0 : cola.listas - visibles.length, plan.sitio({ zona: "cola", cola: nombre, i: visibles.length }));
  texto(p.cuantas, `‖ ${numero(cola.en_pausa)} ${t("en_pausa")}`);
  const pausas = cola.pausas.slice(0, plan.huecos(plan.cajas.pausas[nombre], plan.varias ? 110 : 150)).map(([id, , intento, hasta], i) => {
    const queda = hasta - ahora();
    return ficha(id, null, { zona: "pausa", cola: nombre, i, como: "pausa", d: queda > 0.05 ? segundos(Math.max(0.1, queda)) : "…", vez: intento + 1 });
  });
  return [...visibles, ...pausas];
}

export function sobran(nodo, n, [x]) {
  texto(nodo, n > 0 ? t("mas", { n: numero(n) }) : "");
  nodo.setAttribute("x", x + FICHA.w);
}
