// La escena hace dibujar el patrón una vez y, a cada cambio, pone en él los números y las fichas.
import { actualizarCola, sobran } from "./colas.js";
import { ahora, datos } from "./datos.js";
import { dibujar } from "./dibujo.js";
import { colocar, preparar } from "./fichas.js";
import { disponer, FICHA } from "./geometria.js";
import { casa, ficha, ultimas } from "./muestra.js";
import { enlaces, sinWorkers, tareaDe } from "./reparto.js";
import { lengua, numero, t } from "./textos.js";
import { clase, corto, svg, texto } from "./util.js";
import { actualizarWorker, color, contarTiempo, visibles } from "./workers.js";

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
  const { modo, libro, broker } = datos, { cajas } = plan, fichas = [];
  raiz.classList.toggle("ausente", !broker.conectado);
  texto(piezas.producer, t(!broker.conectado ? "sin_noticias" : datos.productor.vivo ? "producer_si" : "producer_no"));
  for (const [nombre, p] of Object.entries(piezas.colas)) if (datos.colas[nombre]) fichas.push(...actualizarCola(nombre, p, plan));
  if (piezas.pares.length) {
    const dicho = enlaces();
    for (const [par, g] of piezas.pares) clase(g, dicho.get(par) ?? "quizá");
  }
  for (const w of lista) {
    const p = piezas.workers[w.nombre];
    if (w.en_mano) fichas.push(ficha(w.en_mano, w.complejidad, { zona: "mano", worker: w.nombre, i: 0, como: w.estado === "callado" ? "callado" : "mano", color: color(w.nombre), vez: w.intento }));
    if (piezas.copias[w.nombre]) {
      const caben = plan.huecos(cajas.copias[w.nombre], 100), suyas = w.cabeza.slice(0, caben);
      texto(piezas.copias[w.nombre].n, numero(w.copias));
      if (plan.vertical || !p.baja) texto(piezas.copias[w.nombre].dice, t(w.cuantos ? "sus_colas" : w.estado === "callado" ? "exclusiva_muerta" : "exclusiva", { w: w.nombre }));
      suyas.forEach(([id, c], i) => fichas.push(ficha(id, c, { zona: "copia", worker: w.nombre, i, como: w.estado === "callado" ? "callado" : "espera" })));
      sobran(piezas.copias[w.nombre].mas, w.cuantos ? 0 : w.copias - suyas.length, plan.sitio({ zona: "copia", worker: w.nombre, i: suyas.length }));
    }
    actualizarWorker(w, p);
  }
  texto(piezas.hechas, numero(libro.completadas));
  const noHechas = modo.copias ? libro.fallidas + libro.descartadas : Math.max(broker.en_fallidas, recienDescartadas());
  texto(piezas.fallidas, numero(noHechas));
  const ultimos = Math.min(3, Math.floor((cajas.hechas.w - 12) / (FICHA.w + 3)));
  ultimas("completada", ultimos, cajas).forEach(([f, worker], i) => fichas.push(ficha(f.id, null, { zona: "hechas", worker: casa(worker, cajas), de: worker, i, como: "hecha", d: "✓", ack: !modo.copias })));
  ultimas(modo.copias ? "fallida" : "descartada", Math.min(ultimos, noHechas), cajas).forEach(([f, worker], i) => fichas.push(ficha(f.id, null, { zona: "fallidas", worker: casa(worker, cajas), de: worker, i, como: "muerta", d: "✕" })));
  colocar(fichas, sinViajes, deprisa());
  const quienes = lista.map((w) => `${w.cuantos ? t("y_mas", { n: w.cuantos }) : w.nombre}: ${w.dice ?? t(w.estado).slice(2)}${w.en_mano ? " " + corto(tareaDe(w.en_mano), 12) : ""}`).join(", ");
  texto(raiz.querySelector("title"), t("dice", { e: libro.enviadas, c: libro.completadas, q: libro.esperan, qs: colasDichas(), ws: quienes }));
}

// Dice si hay muchas tareas por segundo: no se pueden seguir una a una, y viajan unas pocas.
function deprisa() {
  const [antes, ultimo] = [datos.serie.at(-4), datos.serie.at(-1)];
  const total = (p) => Object.values(p.hechas).reduce((a, b) => a + b, 0);
  return Boolean(antes) && total(ultimo) - total(antes) > 12 * (ultimo.t - antes.t);
}

// Cuenta las que se acaban de descartar: el broker tarda hasta 2 s en contarlas.
const recienDescartadas = () => datos.sucesos.filter((s) => s.clase === "descartada" && ahora() - s.instante < 4).length;

// Dice las colas con palabras, para quien no ve el dibujo.
function colasDichas() {
  return Object.entries(datos.colas).map(([nombre, { listas }]) => `${nombre}: ${numero(listas)} ${t("listas")}${sinWorkers(nombre) ? `, ${t("sin_workers")}` : ""}. `).join("");
}

// Pone al día lo que corre con el reloj; se llama cuatro veces por segundo.
export function tic() {
  for (const p of Object.values(piezas?.workers ?? {})) if (p.w) contarTiempo(p);
}
