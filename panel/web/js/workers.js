// Este módulo dibuja los workers: decide cuáles caben, de qué color es cada uno y qué dice su caja.
import { ahora, datos } from "./datos.js";
import { tareaDe } from "./reparto.js";
import { lengua, numero, segundos, t } from "./textos.js";
import { marco, rotulo } from "./trazos.js";
import { apodo, clase, quieto, recorte, svg, texto } from "./util.js";

const SITIO = 8; // workers que caben
export const RESTO = "+"; // nombre de la caja en que van juntos los demás

// worker1 y worker2 tienen siempre su color; los demás lo toman por orden de llegada.
const tonos = new Map([["worker1", 0], ["worker2", 1]]);
export function color(nombre) {
  if (!tonos.has(nombre)) tonos.set(nombre, tonos.size);
  return `var(--w${tonos.get(nombre) % 6})`;
}

export function visibles() { // primero van los que viven; si no caben todos, los demás van juntos
  if (datos.workers.length <= SITIO + 1) return datos.workers;
  const resto = [...datos.workers].sort((a, b) => (a.estado === "callado") - (b.estado === "callado")).slice(SITIO);
  return [...datos.workers.filter((w) => !resto.includes(w)), juntos(resto)];
}

function juntos(resto) {
  const suma = (dato) => resto.reduce((n, w) => n + w[dato], 0);
  const estados = ["ocupado", "libre", "callado", "sin_noticias"].map((e) => [e, resto.filter((w) => w.estado === e).length]).filter(([, n]) => n);
  return {
    nombre: RESTO, cuantos: resto.length, estado: estados[0][0], cabeza: [],
    dice: estados.map(([e, n]) => `${t(e).slice(0, 1)} ${numero(n)}`).join(" "),
    completadas: suma("completadas"), fallidas: suma("fallidas"), copias: suma("copias"),
  };
}

export function dibujarWorker(nombre, c, baja) {
  const x = baja ? c.x + 148 : c.x + 70;
  const g = svg("g", { class: "worker" });
  g.style.setProperty("--w", nombre === RESTO ? "var(--linea)" : color(nombre));
  const rotulado = nombre === RESTO ? t("y_mas", { n: datos.workers.length - SITIO }) : baja ? recorte(apodo(nombre), 8) : recorte(nombre, 15);
  const estado = rotulo(c.dx - 12, c.y + (baja ? 19 : 24), "", "suave signo", "end");
  const id = rotulo(x, c.y + 50, "", "mono"), vez = rotulo(c.dx - 12, c.by - 11, "", "suave", "end");
  const tiempo = rotulo(c.dx - 12, c.y + (baja ? 38 : 69), "", "suave", "end");
  const largo = c.dx - x - 88, y = c.y + (baja ? 30 : 61);
  const barra = svg("rect", { x, y, width: largo, height: 7, rx: 3.5, class: "barra" });
  const avance = svg("rect", { x, y, width: largo, height: 7, rx: 3.5, class: "avance" });
  const cuentas = rotulo(c.x + 14, baja ? c.y + 40 : c.by - 11, "", "suave");
  g.append(marco(c), rotulo(c.x + 14, c.y + (baja ? 21 : 25), rotulado, "nombre"), estado, id, vez, barra, avance, tiempo, cuentas);
  return { g, estado, id, vez, barra, avance, tiempo, cuentas, baja };
}

export function actualizarWorker(w, p) {
  // Entre una tarea y la siguiente pasan milisegundos: solo se dice que está libre si eso dura.
  if (w.en_mano || w.estado !== "libre") p.libre = 0;
  else p.libre ||= performance.now();
  const estado = p.libre && performance.now() - p.libre < 350 ? "ocupado" : w.estado;
  clase(p.g, `worker ${w.cuantos ? "resto" : estado}`);
  texto(p.estado, w.dice ?? t(w.parado ? "parado" : estado));
  texto(p.cuentas, `✓ ${numero(w.completadas)}${p.baja && !w.cuantos ? "" : `\u2003✕ ${numero(w.fallidas)}`}`);
  const hay = Boolean(w.en_mano);
  p.barra.style.display = p.avance.style.display = hay && w.estado !== "callado" ? "" : "none";
  texto(p.id, p.baja ? "" : hay ? recorte(tareaDe(w.en_mano), 18) : estado === "libre" ? t("espera_tarea") : "");
  if (!hay && w.estado !== "callado") texto(p.tiempo, "");
  clase(p.id, hay ? "mono" : "suave");
  texto(p.vez, hay && !p.baja && w.intento > 1 ? t("intento_de", { i: w.intento, n: datos.modo.intentos }) : "");
  if (estado === "callado" && !w.visto) texto(p.tiempo, "");
  const cual = `${w.en_mano} ${w.desde} ${w.estado}`;
  if (p.cual !== cual) {
    p.cual = cual;
    p.carrera?.cancel();
    p.avance.style.transform = "scaleX(0)";
    if (hay && w.complejidad && !quieto.matches && w.estado === "ocupado") {
      const lleva = Math.max(0, ahora() - w.desde), total = w.complejidad;
      p.carrera = p.avance.animate([{ transform: `scaleX(${Math.min(1, lleva / total)})` }, { transform: "scaleX(1)" }], { duration: Math.max(1, (total - lleva) * 1000), fill: "forwards" });
    }
  }
  p.w = w;
}

// Pone al día lo que corre con el reloj; se llama cuatro veces por segundo.
export function contarTiempo(p) {
  const { en_mano, desde, complejidad, estado, visto } = p.w, lleva = Math.max(0, ahora() - desde);
  if (p.libre) actualizarWorker(p.w, p);
  if (estado === "callado") texto(p.tiempo, visto && !p.baja ? t(p.w.parado ? "parado_dice" : "callado_dice", { s: segundos(Math.round(ahora() - visto)) }) : "");
  else texto(p.tiempo, en_mano && estado === "ocupado" ? (complejidad ? `${lleva.toLocaleString(lengua, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} / ${segundos(complejidad)}` : segundos(lleva)) : "");
  if (en_mano && quieto.matches && complejidad) p.avance.style.transform = `scaleX(${Math.min(1, Math.floor(lleva) / complejidad)})`;
}
