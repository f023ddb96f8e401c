// Este módulo pinta el libro de cuentas y los avisos de que algo no se ve.
import { datos } from "./datos.js";
import { alguna, hora, numero, t } from "./textos.js";
import { clase, el, texto } from "./util.js";

const CUENTAS = ["enviadas", "completadas", "esperan", "proceso", "fallidas", "descartadas", "repetidas", "perdidas"];
const COPIAS = { completadas: "copias_hechas", esperan: "copias_esperan", perdidas: "copias_perdidas" };
const MALAS = ["descartadas", "repetidas", "perdidas"];
const celdas = new Map();

export function pintarLibro() {
  if (!celdas.size) {
    for (const c of CUENTAS) {
      const dt = el("dt"), dd = el("dd"), div = el("div", { "data-c": c }, dt, dd);
      document.querySelector("#libro dl").append(div);
      celdas.set(c, { div, dt, dd });
    }
  }
  // Las que van a varias colas tienen una copia en cada una.
  const { encargos, enviadas } = datos.libro, varias = encargos > enviadas;
  for (const [c, { div, dt, dd }] of celdas) {
    const n = datos.libro[c];
    texto(dt, t(((datos.modo.copias || varias) && COPIAS[c]) || c));
    texto(dd, n === null ? "–" : varias && c === "enviadas" ? `${numero(n)} → ${numero(encargos)}` : numero(n));
    clase(div, MALAS.includes(c) && n ? "hay" : "");
  }
}

// Dice lo que las cuentas no saben.
function lagunas() {
  const { libro, desde } = datos;
  if (libro.sin_noticia) return t("aviso_sin_noticia", { n: numero(libro.sin_noticia) });
  return libro.parcial ? t("aviso_parcial", { hora: hora(desde) }) : libro.detalle ? "" : t("aviso_muestra");
}

export function pintarEnlace() {
  const { enlace, broker, desde, modo } = datos;
  const conexion = document.getElementById("conexion"), aviso = document.getElementById("aviso");
  let estado = "", dice = "";
  if (enlace === "cortado") [estado, dice] = [t("sin_panel"), t("aviso_panel")];
  else if (!broker) estado = "…";
  else if (!broker.conectado) [estado, dice] = [t("sin_broker", { hora: hora(broker.cambio) }), t("aviso_broker")];
  else {
    estado = desde ? t("en_directo", { hora: hora(desde) }) : t("en_espera");
    dice = broker.alarma ? t("aviso_alarma") : broker.api ? lagunas() : t("aviso_api");
  }
  texto(conexion, estado);
  clase(conexion, enlace === "cortado" || (broker && !broker.conectado) ? "mal" : "");
  texto(aviso, dice);
  aviso.hidden = !dice;
  if (modo) {
    const [nombre, lema] = document.querySelectorAll("#modo > *");
    texto(nombre, modo.nombre);
    texto(lema, t(alguna(`lema_${modo.nombre}`, modo.copias ? "lema_pub_sub" : modo.exchange_type === "topic" ? "lema_topics" : modo.tipos.length ? "lema_routing" : "lema_work_queue")));
    document.title = `${modo.nombre} · ${t("titulo")}`;
  }
}
