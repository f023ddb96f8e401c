// El narrador dice con una frase lo que acaba de pasar; lo que importa se queda más tiempo.
import { ahora, datos } from "./datos.js";
import { copiaDe, desatendidas, tareaDe } from "./reparto.js";
import { conCodigo, hora, numero, segundos, t } from "./textos.js";
import { clase, corto, el, otraTanda, texto } from "./util.js";

const GRAVES = ["calla", "reentrega", "broker_se_va", "descartada", "devuelta"], ALIVIOS = ["vuelve", "entra", "broker_vuelve", "reintentada"];
const COPIAS = ["fallida", "descartada", "devuelta"]; // con copias se dicen de otra manera
const caja = document.getElementById("narrador"), anuncio = document.getElementById("anuncio");
let visto = 0, hasta = 0, pista = "", nadie = "";

const nombrar = (id) => corto(tareaDe(id), 24) + (copiaDe(id) && ` (${copiaDe(id)})`);

export function frase(s) {
  const { copias } = datos.modo, nombre = nombrar(s.tarea ?? "");
  const cosas = { w: s.quien, t: nombre, de: s.de, a: s.a, i: s.intento, m: s.motivo || "?", f: datos.fallidas };
  let clave = "n_" + s.clase;
  if (s.clase === "calla" && s.tarea) clave += copias ? "_copia" : "_con";
  if (copias && COPIAS.includes(s.clase)) clave += "_copia";
  return t(clave, cosas);
}

export function narrar(desdeCero) {
  const reloj = performance.now();
  const nuevos = datos.sucesos.filter((s) => (desdeCero || s.n > visto) && ahora() - s.instante < 15);
  if (desdeCero) {
    hasta = 0;
    texto(anuncio, ""); // lo último que se anunció puede estar en la otra lengua
  }
  visto = datos.sucesos.at(-1)?.n ?? 0;
  const importa = nuevos.findLast((s) => GRAVES.includes(s.clase)) ?? nuevos.at(-1);
  if (importa && (!desdeCero || GRAVES.includes(importa.clase))) {
    decir(frase(importa), GRAVES.includes(importa.clase) ? "importa" : ALIVIOS.includes(importa.clase) ? "alivio" : "");
    texto(anuncio, caja.textContent);
    pista = ""; // lo de antes, si sigue siendo cierto, se dice otra vez
    hasta = reloj + 6000;
  } else if (reloj >= hasta) {
    const [dicho, cual, tono = ""] = rutina();
    if (cual !== pista || desdeCero) {
      pista = cual;
      decir(dicho, tono);
      if (tono) texto(anuncio, caja.textContent);
      hasta = reloj + 1600;
    }
  }
}

function rutina() {
  const { libro, modo, serie } = datos;
  // Un worker que antes no se conocía no suma: sus tareas pudieron leerse de golpe.
  const antes = serie.at(-6), ahora = serie.at(-1);
  const nuevas = antes ? Object.entries(antes.hechas).reduce((n, [w, h]) => n + Math.max(0, (ahora.hechas[w] ?? 0) - h), 0) : 0;
  const ritmo = antes ? nuevas / (ahora.t - antes.t) : 0;
  if (ritmo > 4) return [t("n_muchas", { n: numero(Math.round(ritmo)) }), "muchas"];
  const solas = desatendidas();
  if (solas.length) return [sinNadie(solas), `nadie ${solas}`, "importa"];
  if (libro.esperan === 0 && libro.proceso === 0) return [t(libro.completadas ? "n_calma" : "n_empieza", { up: otraTanda(modo) }), libro.completadas ? "calma" : "empieza"];
  const f = [...datos.historias.values()].reverse().find((x) => x.entregas.length);
  const ultima = f?.entregas.at(-1), suceso = datos.sucesos.at(-1);
  if (!ultima || !["en_mano", "completada"].includes(ultima[2])) return suceso ? [frase(suceso), suceso.n] : [t("n_empieza"), "empieza"];
  const copia = modo.copias ? "_copia" : "";
  const cosas = { w: ultima[0], t: nombrar(f.id), s: segundos(ultima[2] === "en_mano" ? f.complejidad : f.segundos) };
  return [t((ultima[2] === "en_mano" ? "n_recibe" : "n_completa") + copia, cosas), `${f.id} ${ultima.join()}`];
}

function decir(dicho, tono) {
  conCodigo(caja, dicho);
  clase(caja, tono);
}

const sinNadie = (solas) => t("n_sin_workers", { q: solas.map((cola) => `\`${cola}\``).join(", ") });

export function pintarSucesos(cambian) {
  const antes = nadie, solas = desatendidas();
  nadie = solas.join();
  if (!cambian && nadie === antes) return;
  const lista = document.querySelector("#sucesos ol");
  // Los instantes son de relojes distintos, y pueden no llegar en orden.
  const enOrden = datos.sucesos.toSorted((a, b) => a.instante - b.instante);
  const ultimos = enOrden.slice(-9).reverse();
  lista.replaceChildren(...ultimos.map((s) => {
    const que = el("span");
    conCodigo(que, frase(s));
    return el("li", {}, el("time", {}, hora(s.instante)), que);
  }));
  if (!ultimos.length) lista.append(el("li", {}, el("span", {}, solas.length ? sinNadie(solas).replaceAll("`", "") : t("nada"))));
}
