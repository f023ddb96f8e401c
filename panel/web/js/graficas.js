// Este módulo pinta las gráficas: cinco minutos a la vista, con un cursor común a las cuatro.
import { datos } from "./datos.js";
import { lengua, numero, segundos, t } from "./textos.js";
import { apodo, el, recorte, svg, texto } from "./util.js";
import { color } from "./workers.js";

const PUNTOS = 300, ALTO = 130, ABAJO = 112, ARRIBA = 8, IZQUIERDA = 50;
const RAYAS = ["", "7 4", "2 3", "10 3 2 3", "4 2", "1 2"];
let cuadros = [], cursor = null, hecho = "";

const GRAFICAS = [
  ["g_colas", (p) => p.colas, () => [["listas", "var(--tinta)"], ["en_proceso", "var(--w0)"], ["pausa", "var(--ojo)"]].slice(0, datos.modo.copias ? 2 : 3), numero],
  ["g_ritmo", ritmo, () => grupos().map((g) => (g.length > 1 ? [t("y_mas", { n: g.length }), "var(--gris)"] : [recorte(apodo(g[0]), 12), color(g[0])])), (n) => numero(n, n < 10 ? 1 : 0)],
  ["g_espera", (p) => p.espera, () => [["p50", "var(--w0)"], ["p95", "var(--w1)"]], segundos],
  ["g_tarda", (p) => p.tarda, () => [["p50", "var(--w0)"], ["p95", "var(--w1)"]], segundos],
];

// Dice de quién es cada línea: de un worker o, la última, de todos los que no caben.
function grupos() {
  const nombres = datos.workers.map((w) => w.nombre), resto = nombres.splice(nombres.length > RAYAS.length ? RAYAS.length - 1 : RAYAS.length);
  return [...nombres.map((n) => [n]), ...(resto.length ? [resto] : [])];
}

// Da la media de los diez segundos anteriores: con tareas de segundos, uno suelto dice poco.
function ritmo(p, i, serie) {
  const antes = serie[Math.max(0, i - 10)], dt = p.t - antes.t;
  return dt > 4 ? grupos().map((g) => g.reduce((n, w) => n + Math.max(0, (p.hechas[w] ?? 0) - (antes.hechas[w] ?? Infinity)) / dt, 0)) : null;
}

export function montarGraficas() {
  const llave = lengua + datos.modo.nombre;
  if (llave === hecho) return;
  hecho = llave;
  const seccion = document.getElementById("graficas");
  for (const { figura } of cuadros) figura.remove();
  cuadros = GRAFICAS.map(([nombre, valores, series, formato]) => {
    const clave = nombre === "g_colas" && datos.modo.copias ? "g_copias" : nombre;
    const h = el("h3"), leyenda = el("div", { class: "leyenda" });
    h.textContent = t(clave);
    const dibujo = svg("svg", { class: "cuadro", role: "img", tabindex: 0, "aria-label": t(clave) });
    const figura = el("figure", { class: "tarjeta" }, h, leyenda, dibujo);
    dibujo.addEventListener("pointermove", (e) => {
      const caja = dibujo.getBoundingClientRect();
      mover(Math.round(((e.clientX - caja.left - IZQUIERDA) / (caja.width - IZQUIERDA)) * (PUNTOS - 1)) - PUNTOS + datos.serie.length);
    });
    dibujo.addEventListener("pointerleave", () => mover(null));
    dibujo.addEventListener("blur", () => mover(null));
    dibujo.addEventListener("keydown", (e) => {
      const paso = { ArrowLeft: -5, ArrowRight: 5 }[e.key];
      if (!paso) return;
      e.preventDefault();
      mover((cursor ?? datos.serie.length - 1) + paso);
    });
    seccion.append(figura);
    return { figura, leyenda, dibujo, valores, series, formato, clave };
  });
}

function mover(i) {
  cursor = i === null ? null : Math.max(0, Math.min(datos.serie.length - 1, i));
  pintarGraficas();
}

export function pintarGraficas() {
  for (const c of cuadros) pintar(c);
}

function pintar({ leyenda, dibujo, valores, series, formato, clave }) {
  const serie = datos.serie, ancho = dibujo.clientWidth / (parseFloat(getComputedStyle(dibujo).height) / ALTO) || 300, lineas = series();
  const puntos = serie.map(valores);
  const techo = redondo(Math.max(0, ...puntos.flatMap((v) => v ?? [])), clave);
  const x = (i) => IZQUIERDA + ((i + PUNTOS - serie.length) / (PUNTOS - 1)) * (ancho - IZQUIERDA - 2);
  const y = (v) => ABAJO - (v / techo) * (ABAJO - ARRIBA);
  const nodos = [0, techo / 2, techo].flatMap((v) => [
    svg("path", { class: "eje", d: `M${IZQUIERDA} ${y(v)}H${ancho}` }),
    nota(IZQUIERDA - 6, y(v) + 4, v || clave === "g_colas" || clave === "g_ritmo" ? formato(v) : "0", "end"),
  ]);
  nodos.push(nota(IZQUIERDA, ALTO - 2, "−5 min", "start"), nota(ancho - 2, ALTO - 2, t("ahora"), "end"));
  lineas.forEach(([, tono], k) => {
    const d = puntos.map((v, i) => (v?.[k] === undefined ? "" : `${i && puntos[i - 1] ? "L" : "M"}${x(i).toFixed(1)} ${y(v[k]).toFixed(1)}`)).join("");
    const curva = svg("path", { class: "curva", d, "stroke-dasharray": RAYAS[k] });
    curva.style.setProperty("--s", tono);
    nodos.push(curva);
  });
  const i = cursor ?? serie.length - 1;
  if (cursor !== null) nodos.push(svg("path", { class: "cursor", d: `M${x(i)} ${ARRIBA}V${ABAJO}` }));
  dibujo.replaceChildren(...nodos);
  dibujo.setAttribute("viewBox", `0 0 ${ancho} ${ALTO}`);
  const dichos = lineas.map(([nombre, tono], k) => {
    const muestra = svg("svg", { viewBox: "0 0 22 8", "aria-hidden": "true" }, svg("path", { class: "curva", d: "M0 4H22", "stroke-dasharray": RAYAS[k] }));
    muestra.style.setProperty("--s", tono);
    const valor = puntos[i]?.[k];
    const b = el("b");
    b.textContent = valor === undefined ? "–" : formato(valor);
    return el("span", {}, muestra, `${t(nombre)} `, b);
  });
  if (cursor !== null && serie.length) dichos.push(el("span", {}, t("hace", { s: segundos(Math.round(serie.at(-1).t - serie[i].t)) })));
  leyenda.replaceChildren(...dichos);
  dibujo.setAttribute("aria-label", `${t(clave)}: ${leyenda.textContent}`);
}

function nota(x, y, frase, ancla) {
  const nodo = svg("text", { x, y, "text-anchor": ancla });
  texto(nodo, frase);
  return nodo;
}

// Redondea el techo a 1, 2, 4, 6 o 10 por una potencia de diez; las colas no llevan decimales.
function redondo(maximo, clave) {
  const minimo = clave === "g_colas" || clave === "g_copias" ? 4 : clave === "g_ritmo" ? 1 : 0.1;
  if (maximo <= minimo) return minimo;
  const base = 10 ** Math.floor(Math.log10(maximo));
  return [1, 2, 4, 6, 10].map((k) => k * base).find((v) => v >= maximo * 1.02) ?? 20 * base;
}
