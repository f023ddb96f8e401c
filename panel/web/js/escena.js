// La escena: dibuja el patrón una vez y, a cada cambio, pone en él los números y las fichas.
import { ahora, datos } from "./datos.js";
import { colocar, preparar } from "./fichas.js";
import { disponer, FICHA } from "./geometria.js";
import { lengua, numero, segundos, t } from "./textos.js";
import { clase, corto, quieto, recorte, svg, texto } from "./util.js";

const raiz = document.getElementById("escena");
const SITIO = 8; // workers que caben
let plan, hecho = "", piezas, capa, primera = true;

// worker1 y worker2 tienen siempre el suyo; los demás, por orden de llegada.
const tonos = new Map([["worker1", 0], ["worker2", 1]]);
export function color(nombre) {
  if (!tonos.has(nombre)) tonos.set(nombre, tonos.size);
  return `var(--w${tonos.get(nombre) % 6})`;
}

export function visibles() { // primero los que viven; si hay más, se dice cuántos
  const vivos = [...datos.workers].sort((a, b) => (a.estado === "callado") - (b.estado === "callado"));
  return vivos.slice(0, SITIO).sort((a, b) => a.nombre.localeCompare(b.nombre, "es", { numeric: true }));
}

let letra = 1, ancho = 0;

export function medir() { // solo cuando cambia el tamaño: preguntarlo obliga a recolocar la página
  const antes = `${letra} ${ancho}`;
  letra = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  ancho = Math.round(raiz.clientWidth / letra);
  return antes !== `${letra} ${ancho}`;
}

export function pintarEscena() {
  if (ancho < 200) return; // todavía no está a la vista
  const lista = visibles(), nombres = lista.length ? lista.map((w) => w.nombre) : ["worker1", "worker2"];
  const llave = [ancho, letra, lengua, datos.modo.nombre, ...nombres].join();
  if (llave !== hecho) {
    hecho = llave;
    plan = disponer(ancho, datos.modo, nombres);
    raiz.setAttribute("viewBox", `0 0 ${ancho} ${plan.alto}`);
    raiz.style.height = `${plan.alto * letra}px`;
    dibujar(nombres);
  }
  actualizar(lista);
  primera = false;
}

const rotulo = (x, y, frase, cual = "", ancla = "start") => {
  const nodo = svg("text", { x, y, class: cual, "text-anchor": ancla });
  nodo.textContent = frase;
  return nodo;
};
const marco = (c, cual = "") => svg("rect", { x: c.x, y: c.y, width: c.w, height: c.h, rx: 10, class: `caja ${cual}` });

function dibujar(nombres) {
  const { cajas, modo } = plan;
  capa ??= svg("g");
  piezas = { workers: {}, colas: {} };
  const fondo = svg("g");
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
  if (cajas.cola) dibujarCola(fondo, cajas);
  for (const nombre of nombres) {
    if (cajas.colas[nombre]) {
      const q = cajas.colas[nombre];
      const n = rotulo(q.x + 14, q.cy + 9, "", "mayor"), mas = rotulo(0, q.cy + 5, "", "suave", "end");
      const dice = rotulo(q.x + 2, q.y - 7, "", "suave");
      fondo.append(marco(q, "hueco"), dice, n, mas);
      piezas.colas[nombre] = { n, mas, dice };
    }
    fondo.append(dibujarWorker(nombre, cajas.workers[nombre]));
  }
  const h = cajas.hechas, f = cajas.fallidas, muere = !modo.auto_ack;
  piezas.hechas = rotulo(h.x + 12, h.y + 34, "", "mayor");
  piezas.fallidas = rotulo(f.x + 12, f.y + 30, "", "medio");
  fondo.append(marco(h, "hechas"), piezas.hechas, rotulo(h.x + 12, h.y + 54, "✓ " + t(modo.auto_ack ? "copias_hechas" : "completadas"), "suave"));
  fondo.append(marco(f, "fallidas"), piezas.fallidas, rotulo(f.dx - 10, f.y + 28, muere ? t("fallidas_dice", { n: modo.intentos }) : t("no_se_repite_dice"), "suave", "end"));
  fondo.append(rotulo(f.x + 2, f.y - 7, muere ? datos.fallidas : t("no_se_repite"), muere ? "mono" : "suave"));
  const titulo = raiz.querySelector("title");
  raiz.replaceChildren(titulo, fondo, capa);
  preparar(capa, plan);
}

function dibujarCola(fondo, cajas) {
  const q = cajas.cola, p = cajas.pausa;
  const n = rotulo(q.x + 16, q.cy + 4, "", "mayor"), dice = rotulo(q.x + 16, q.cy + 26, t("esperan"), "suave"), mas = rotulo(0, q.cy + 10, "", "suave", "end");
  fondo.append(marco(q, "hueco"), rotulo(q.x + 2, q.y - 8, plan.modo.cola, "mono fuerte"), n, dice, mas);
  if (plan.ancho > 500) fondo.append(rotulo(q.dx - 4, q.y - 8, t("prefetch") + (plan.vertical ? "" : " →"), "suave", "end"));
  else fondo.append(rotulo(q.dx - 12, q.by - 8, t("prefetch"), "suave", "end"));
  const cuantas = rotulo(p.x + 14, p.cy - 2, "", "medio");
  fondo.append(marco(p, "pausa"), cuantas, rotulo(p.x + 14, p.cy + 17, t("pausa_dice"), "suave"));
  piezas.cola = { n, mas, cuantas };
}

function dibujarWorker(nombre, c) {
  const baja = plan.baja(c), x = baja ? c.x + 148 : c.x + 70;
  const g = svg("g", { class: "worker" });
  g.style.setProperty("--w", color(nombre));
  const estado = rotulo(c.dx - 12, c.y + (baja ? 19 : 24), "", "suave signo", "end");
  const id = rotulo(x, c.y + 50, "", "mono"), vez = rotulo(c.dx - 12, c.by - 11, "", "suave", "end");
  const tiempo = rotulo(c.dx - 12, c.y + (baja ? 38 : 69), "", "suave", "end");
  const largo = c.dx - x - 88, y = c.y + (baja ? 30 : 61);
  const barra = svg("rect", { x, y, width: largo, height: 7, rx: 3.5, class: "barra" });
  const avance = svg("rect", { x, y, width: largo, height: 7, rx: 3.5, class: "avance" });
  const cuentas = rotulo(c.x + 14, baja ? c.y + 40 : c.by - 11, "", "suave");
  g.append(marco(c), rotulo(c.x + 14, c.y + (baja ? 21 : 25), baja ? recorte(nombre.replace(/^worker-/, ""), 8) : recorte(nombre, 15), "nombre"), estado, id, vez, barra, avance, tiempo, cuentas);
  piezas.workers[nombre] = { g, estado, id, vez, barra, avance, tiempo, cuentas, baja };
  return g;
}

function actualizar(lista) {
  const { modo, cola, libro, broker } = datos, { cajas } = plan, fichas = [];
  raiz.classList.toggle("ausente", !broker.conectado);
  texto(piezas.producer, t(datos.productor.vivo ? "producer_si" : "producer_no"));
  if (cajas.cola) {
    const caben = plan.huecos(cajas.cola, 150);
    texto(piezas.cola.n, numero(cola.listas));
    const visibles = [...Array(Math.min(cola.anonimas, caben)).keys()].map((i) => ({ clave: `?${i}`, tipo: "anonima", n: "?", zona: "cola", i }));
    for (const [id, c] of cola.cabeza.slice(0, caben - visibles.length)) visibles.push(ficha(id, c, { zona: "cola", i: visibles.length, tipo: "espera" }));
    fichas.push(...visibles);
    sobran(piezas.cola.mas, cola.listas - visibles.length, plan.sitio("cola", "", visibles.length));
    texto(piezas.cola.cuantas, `‖ ${numero(cola.en_pausa)} ${t("en_pausa")}`);
    const sitios = plan.huecos(cajas.pausa, 150);
    cola.pausas.slice(0, sitios).forEach(([id, , intento, hasta], i) => {
      const queda = hasta - ahora();
      fichas.push(ficha(id, null, { zona: "pausa", i, tipo: "pausa", d: queda > 0.05 ? segundos(Math.max(0.1, queda)) : "…", vez: intento + 1 }));
    });
  }
  for (const w of lista) {
    const p = piezas.workers[w.nombre];
    if (w.en_mano) fichas.push(ficha(w.en_mano, w.complejidad, { zona: "mano", worker: w.nombre, i: 0, tipo: w.estado === "callado" ? "callado" : "mano", color: color(w.nombre), vez: w.intento }));
    if (piezas.colas[w.nombre]) {
      const caben = plan.huecos(cajas.colas[w.nombre], 100), suyas = w.cabeza.slice(0, caben);
      texto(piezas.colas[w.nombre].n, numero(w.copias));
      texto(piezas.colas[w.nombre].dice, t(w.estado === "callado" ? "exclusiva_muerta" : "exclusiva", { w: w.nombre }));
      suyas.forEach(([id, c], i) => fichas.push(ficha(id, c, { zona: "copia", worker: w.nombre, i, tipo: w.estado === "callado" ? "callado" : "espera" })));
      sobran(piezas.colas[w.nombre].mas, w.copias - suyas.length, plan.sitio("copia", w.nombre, suyas.length));
    }
    actualizarWorker(w, p);
  }
  texto(piezas.hechas, numero(libro.completadas));
  texto(piezas.fallidas, numero(modo.auto_ack ? libro.fallidas + libro.descartadas : broker.muertas));
  const ultimos = Math.min(3, Math.floor((cajas.hechas.w - 12) / (FICHA.w + 3)));
  ultimas("completada", ultimos).forEach(([f, worker], i) => fichas.push(ficha(f.id, null, { zona: "hechas", worker, i, tipo: "hecha", d: "✓", ack: !modo.auto_ack })));
  if (modo.auto_ack || broker.muertas)
    ultimas(modo.auto_ack ? "fallida" : "descartada", ultimos).forEach(([f, worker], i) => fichas.push(ficha(f.id, null, { zona: "fallidas", worker, i, tipo: "muerta", d: "✕" })));
  colocar(fichas, primera, deprisa());
  const quienes = lista.map((w) => `${w.nombre}: ${t(w.estado).slice(2)}${w.en_mano ? " " + corto(w.en_mano, 12) : ""}`).join(", ");
  texto(raiz.querySelector("title"), t("dice", { e: libro.enviadas, c: libro.completadas, q: libro.esperan, ws: quienes }));
}

// Con muchas por segundo no se pueden seguir una a una: viajan unas pocas.
function deprisa() {
  const [antes, ultimo] = [datos.serie.at(-4), datos.serie.at(-1)];
  const total = (p) => Object.values(p.hechas).reduce((a, b) => a + b, 0);
  return Boolean(antes) && total(ultimo) - total(antes) > 12 * (ultimo.t - antes.t);
}

function ficha(id, complejidad, mas) {
  return { clave: datos.modo.auto_ack && mas.worker ? `${mas.worker} ${id}` : id, id, n: corto(id, 4), d: complejidad === null ? "" : segundos(complejidad), titulo: id, ...mas };
}

// Las entregas más recientes que acabaron así, cada una con su worker.
function ultimas(fin, cuantas) {
  const halladas = [];
  for (const f of [...datos.fichas.values()].reverse()) {
    if (!datos.modo.auto_ack && f.situacion !== fin) continue;
    for (const [worker, , como] of f.entregas) if (como === fin && plan.cajas.workers[worker]) halladas.push([f, worker]);
    if (halladas.length >= cuantas) break;
  }
  return halladas.slice(0, cuantas);
}

function sobran(nodo, n, [x]) {
  texto(nodo, n > 0 ? t("mas", { n: numero(n) }) : "");
  nodo.setAttribute("x", x + FICHA.w);
}

function actualizarWorker(w, p) {
  // Entre una tarea y la siguiente pasan milisegundos: libre se dice si dura.
  if (w.en_mano || w.estado !== "libre") p.libre = 0;
  else p.libre ||= performance.now();
  const estado = p.libre && performance.now() - p.libre < 350 ? "ocupado" : w.estado;
  clase(p.g, `worker ${estado}`);
  texto(p.estado, t(estado));
  texto(p.cuentas, p.baja ? `✓ ${numero(w.completadas)}` : `✓ ${numero(w.completadas)}   ✕ ${numero(w.fallidas)}`);
  const hay = Boolean(w.en_mano);
  p.barra.style.display = p.avance.style.display = hay && w.estado !== "callado" ? "" : "none";
  texto(p.id, p.baja ? "" : hay ? recorte(w.en_mano, 18) : estado === "libre" ? t("espera_tarea") : "");
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

// Lo que corre con el reloj, cuatro veces por segundo.
export function tic() {
  if (!piezas) return;
  for (const p of Object.values(piezas.workers)) {
    if (!p.w) continue;
    const { en_mano, desde, complejidad, estado, visto } = p.w;
    const lleva = Math.max(0, ahora() - desde);
    if (p.libre) actualizarWorker(p.w, p);
    if (estado === "callado") texto(p.tiempo, visto && !p.baja ? t("callado_dice", { s: segundos(Math.round(ahora() - visto)) }) : "");
    else texto(p.tiempo, en_mano && estado === "ocupado" ? (complejidad ? `${lleva.toLocaleString(lengua, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} / ${segundos(complejidad)}` : segundos(lleva)) : "");
    if (en_mano && quieto.matches && complejidad) p.avance.style.transform = `scaleX(${Math.min(1, Math.floor(lleva) / complejidad)})`;
  }
}

function trazo(puntos) { // esquinas redondas
  const r = 10;
  return puntos.map(([x, y], i) => {
    if (!i) return `M${x} ${y}`;
    if (i === puntos.length - 1) return `L${x} ${y}`;
    const acerca = ([a, b]) => {
      const d = Math.hypot(a - x, b - y) || 1, k = Math.min(r, d / 2) / d;
      return `${x + (a - x) * k} ${y + (b - y) * k}`;
    };
    return `L${acerca(puntos[i - 1])}Q${x} ${y} ${acerca(puntos[i + 1])}`;
  }).join("");
}

function punta(puntos) {
  const [[a, b], [x, y]] = puntos.slice(-2), giro = (Math.atan2(y - b, x - a) * 180) / Math.PI;
  return svg("path", { d: "M0 0l-8-4.5v9z", class: "punta", transform: `translate(${x} ${y}) rotate(${giro})` });
}
