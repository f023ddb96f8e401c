// La escena: hace dibujar el patrón una vez y, a cada cambio, pone en él los números y las fichas.
import { ahora, datos } from "./datos.js";
import { dibujar } from "./dibujo.js";
import { colocar, preparar } from "./fichas.js";
import { disponer, FICHA } from "./geometria.js";
import { lengua, numero, segundos, t } from "./textos.js";
import { corto, svg, texto } from "./util.js";
import { actualizarWorker, color, contarTiempo, RESTO, visibles } from "./workers.js";

const raiz = document.getElementById("escena"), capa = svg("g");
let plan, hecho = "", piezas, primera = true;
let letra = 1, ancho = 0;

export function medir() { // solo cuando cambia el tamaño: preguntarlo obliga a recolocar la página
  const antes = `${letra} ${ancho}`;
  letra = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  ancho = Math.round(raiz.clientWidth / letra);
  return antes !== `${letra} ${ancho}`;
}

export function pintarEscena(sinViajes) {
  if (ancho < 200) return; // todavía no está a la vista
  const lista = visibles(), nombres = lista.length ? lista.map((w) => w.nombre) : ["worker1", "worker2"];
  const llave = [ancho, letra, lengua, datos.modo.nombre, datos.workers.length, ...nombres].join();
  if (llave !== hecho) {
    hecho = llave;
    plan = disponer(ancho, datos.modo, nombres);
    raiz.setAttribute("viewBox", `0 0 ${ancho} ${plan.alto}`);
    raiz.style.height = `${plan.alto * letra}px`;
    piezas = dibujar(plan, nombres);
    raiz.replaceChildren(raiz.querySelector("title"), piezas.fondo, capa);
    preparar(capa, plan);
  }
  actualizar(lista, primera || sinViajes);
  primera = false;
}

function actualizar(lista, sinViajes) {
  const { modo, cola, libro, broker } = datos, { cajas } = plan, fichas = [];
  raiz.classList.toggle("ausente", !broker.conectado);
  texto(piezas.producer, t(!broker.conectado ? "sin_noticias" : datos.productor.vivo ? "producer_si" : "producer_no"));
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
      if (plan.vertical || !p.baja) texto(piezas.colas[w.nombre].dice, t(w.cuantos ? "sus_colas" : w.estado === "callado" ? "exclusiva_muerta" : "exclusiva", { w: w.nombre }));
      suyas.forEach(([id, c], i) => fichas.push(ficha(id, c, { zona: "copia", worker: w.nombre, i, tipo: w.estado === "callado" ? "callado" : "espera" })));
      sobran(piezas.colas[w.nombre].mas, w.cuantos ? 0 : w.copias - suyas.length, plan.sitio("copia", w.nombre, suyas.length));
    }
    actualizarWorker(w, p);
  }
  texto(piezas.hechas, numero(libro.completadas));
  const muertas = modo.auto_ack ? libro.fallidas + libro.descartadas : Math.max(broker.muertas, recienDescartadas());
  texto(piezas.fallidas, numero(muertas));
  const ultimos = Math.min(3, Math.floor((cajas.hechas.w - 12) / (FICHA.w + 3)));
  ultimas("completada", ultimos).forEach(([f, worker], i) => fichas.push(ficha(f.id, null, { zona: "hechas", worker: casa(worker), de: worker, i, tipo: "hecha", d: "✓", ack: !modo.auto_ack })));
  ultimas(modo.auto_ack ? "fallida" : "descartada", Math.min(ultimos, muertas)).forEach(([f, worker], i) => fichas.push(ficha(f.id, null, { zona: "fallidas", worker: casa(worker), de: worker, i, tipo: "muerta", d: "✕" })));
  colocar(fichas, sinViajes, deprisa());
  const quienes = lista.map((w) => `${w.cuantos ? t("y_mas", { n: w.cuantos }) : w.nombre}: ${w.dice ?? t(w.estado).slice(2)}${w.en_mano ? " " + corto(w.en_mano, 12) : ""}`).join(", ");
  texto(raiz.querySelector("title"), t("dice", { e: libro.enviadas, c: libro.completadas, q: libro.esperan, ws: quienes }));
}

// Con muchas por segundo no se pueden seguir una a una: viajan unas pocas.
function deprisa() {
  const [antes, ultimo] = [datos.serie.at(-4), datos.serie.at(-1)];
  const total = (p) => Object.values(p.hechas).reduce((a, b) => a + b, 0);
  return Boolean(antes) && total(ultimo) - total(antes) > 12 * (ultimo.t - antes.t);
}

// El broker tarda hasta 2 s en contarlas.
const recienDescartadas = () => datos.sucesos.filter((s) => s.clase === "descartada" && ahora() - s.instante < 4).length;

function ficha(id, complejidad, mas) {
  return { clave: datos.modo.auto_ack && mas.worker ? `${mas.de ?? mas.worker} ${id}` : id, id, n: corto(id, 4), d: complejidad === null ? "" : segundos(complejidad), titulo: id, ...mas };
}

const casa = (worker) => (plan.cajas.workers[worker] ? worker : RESTO);

// Las entregas más recientes que acabaron así, cada una con su worker.
function ultimas(fin, cuantas) {
  const halladas = [];
  for (const f of [...datos.fichas.values()].reverse()) {
    if (!datos.modo.auto_ack && f.situacion !== fin) continue;
    for (const [worker, , como] of f.entregas) if (como === fin && plan.cajas.workers[casa(worker)]) halladas.push([f, worker]);
    if (halladas.length >= cuantas) break;
  }
  return halladas.slice(0, cuantas);
}

function sobran(nodo, n, [x]) {
  texto(nodo, n > 0 ? t("mas", { n: numero(n) }) : "");
  nodo.setAttribute("x", x + FICHA.w);
}

// Lo que corre con el reloj, cuatro veces por segundo.
export function tic() {
  for (const p of Object.values(piezas?.workers ?? {})) if (p.w) contarTiempo(p);
}
