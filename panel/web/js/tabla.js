// Este módulo pinta la tabla de las últimas tareas, con sus filtros.
import { datos } from "./datos.js";
import { lengua, segundos, t } from "./textos.js";
import { letra, tono } from "./tipos.js";
import { apodo, clase, el, texto } from "./util.js";

const FILAS = 60, RECORRIDO = 4; // turnos de una tarea que se dicen; de los demás, cuántos
const COLUMNAS = ["id", "tipo", "estado", "recorrido", "c", "intentos", "espera", "tarda", "motivo"];
const NUMEROS = ["c", "intentos", "espera", "tarda"];
const SITUACIONES = ["espera", "en_mano", "en_pausa", "completada", "sin_ack", "fallida", "descartada", "devuelta"];
const busca = document.getElementById("busca"), elige = document.getElementById("situacion");
const cuerpo = document.querySelector("tbody");
const filas = [];
let hecho = "", vacia;

export function montarTabla(alCambiar) {
  busca.addEventListener("input", alCambiar);
  elige.addEventListener("change", alCambiar);
}

function rotular() {
  const { nombre, tipos, copias } = datos.modo;
  if (hecho === lengua + nombre) return;
  hecho = lengua + nombre;
  const antes = elige.value;
  document.querySelector("thead tr").replaceChildren(...COLUMNAS.map((c) => el("th", { scope: "col", class: NUMEROS.includes(c) ? "num" : c }, t("h_" + c))));
  elige.replaceChildren(el("option", { value: "" }, t("todas")), ...[...SITUACIONES, copias ? "perdida" : "vuelve"].map((s) => el("option", { value: s }, t("s_" + s))));
  elige.value = antes;
  document.querySelector("table").classList.toggle("sin-tipos", !tipos.length);
  busca.placeholder = t("busca") + "…";
  document.querySelector(".tabla").setAttribute("aria-label", t("tabla"));
  vacia?.remove();
  vacia = el("p", { class: "vacia" }, t("vacia"));
  document.querySelector(".tabla").append(vacia);
}

// Lo que falla vuelve a la cola tras una pausa; lo que tenía un muerto vuelve enseguida.
const VUELVEN = { fallida: "en_pausa", perdida: "vuelve" };
const situacion = (f) => (!datos.modo.copias && VUELVEN[f.situacion]) || f.situacion;

export function pintarTabla() {
  rotular();
  const buscado = busca.value.trim().toLowerCase();
  const valen = [...datos.historias.values()].reverse().filter((f) => (!elige.value || situacion(f) === elige.value) && f.tarea.toLowerCase().includes(buscado));
  const orden = [...valen.filter((f) => f.situacion === "en_mano"), ...valen.filter((f) => f.situacion !== "en_mano")].slice(0, FILAS);
  for (const fila of filas.splice(orden.length)) fila.tr.remove();
  orden.forEach((f, i) => { // las filas se reescriben, porque crearlas a cada cambio cuesta más
    filas[i] ??= nueva();
    if (filas[i].f !== f || filas[i].lengua !== lengua) pintar(filas[i], f);
  });
  vacia.hidden = orden.length > 0;
  texto(document.getElementById("cuantas"), t("muestra", { n: orden.length, m: datos.historias.size }));
}

function nueva() {
  const celdas = Object.fromEntries(COLUMNAS.map((c) => [c, el("td", { class: NUMEROS.includes(c) ? "num" : c })]));
  const fila = { tr: el("tr", {}, ...Object.values(celdas)), celdas };
  cuerpo.append(fila.tr);
  return fila;
}

function pintar(fila, f) {
  const { celdas } = fila;
  fila.f = f;
  fila.lengua = lengua;
  texto(celdas.id, f.copia ? `${f.tarea} · ${f.copia.replace(/^tareas_/, "")}` : f.tarea);
  celdas.id.title = celdas.id.textContent;
  celdas.tipo.replaceChildren(...(f.tipo ? [marca(f.tipo), f.tipo] : []));
  texto(celdas.c, segundos(f.complejidad));
  const s = situacion(f);
  texto(celdas.estado, t("s_" + s));
  clase(celdas.estado, `situacion ${s}`);
  const ultimas = f.entregas.slice(-RECORRIDO), antes = f.entregas.length - ultimas.length;
  celdas.recorrido.replaceChildren(antes ? t("mas", { n: antes }) : "", ...ultimas.flatMap(([worker, , fin], i) => [
    i || antes ? (datos.modo.copias ? " · " : " → ") : "",
    el("span", { class: fin }, `${apodo(worker)} ${t("s_" + fin).slice(0, 1)}`),
  ]));
  texto(celdas.intentos, f.intento ? String(f.intento) : "–");
  texto(celdas.espera, segundos(f.espera));
  texto(celdas.tarda, segundos(f.segundos));
  texto(celdas.motivo, f.motivo);
}

function marca(tipo) { // pone la letra de sus fichas; un lector de pantalla lee el tipo entero
  const nodo = el("span", { class: "marca", "aria-hidden": "true" }, letra(tipo));
  nodo.style.setProperty("--t", tono(tipo));
  return nodo;
}
