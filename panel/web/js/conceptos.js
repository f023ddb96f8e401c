// Este módulo escribe los conceptos del patrón, con su prueba en vivo, y las órdenes que se copian.
import { datos } from "./datos.js";
import { tareaDe } from "./reparto.js";
import { alguna, conCodigo, lengua, numero, t } from "./textos.js";
import { apodo, arranque, corto, ejemploDe, el, otraTanda, texto } from "./util.js";

let hecho = "", pruebas = [];

export function pintarConceptos() {
  const { modo } = datos, llave = lengua + modo.nombre;
  if (llave !== hecho) {
    hecho = llave;
    const deColas = modo.exchange ? [alguna(`c_${modo.exchange_type}`, "c_direct"), "c_duraderas", "c_prefetch_cola", "c_ack"] : ["c_turnos", "c_prefetch", "c_ack", "c_reentrega"];
    const deCopias = [alguna(`c_${modo.exchange_type}`, "c_fanout"), "c_exclusiva", "c_reparto", "c_auto"];
    const cuales = modo.copias ? deCopias : deColas;
    pruebas = [];
    document.querySelector("#conceptos dl").replaceChildren(...cuales.map((c) => {
      const [termino, dice, prueba] = t(c).split("|"), dt = el("dt"), dd = el("dd"), p = el("p", { class: "prueba" });
      conCodigo(dt, termino);
      conCodigo(dd, dice);
      dd.append(p);
      pruebas.push([p, c]);
      return el("div", {}, dt, dd);
    }));
    ordenes(modo);
  }
  const ws = datos.workers.slice(0, 4), { libro, broker } = datos, mas = datos.workers.length > ws.length ? " · …" : "";
  const cosas = {
    reparto: ws.map((w) => `${apodo(w.nombre)} ${numero(w.completadas)}`).join(" · ") + mas || "–",
    manos: ws.filter((w) => w.en_mano).map((w) => `${apodo(w.nombre)} → ${corto(tareaDe(w.en_mano), 10)}`).join(" · ") || "–",
    colas: Object.entries(datos.colas).map(([cola, q]) => `${cola} ${numero(q.listas + q.en_pausa)}`).join(" · "),
    hechas: numero(libro.completadas), reentregas: numero(libro.reentregas), fallidas: numero(libro.fallidas),
    perdidas: libro.perdidas ?? "–", publicadas: numero(broker.exchange.publicadas),
    entregadas: numero(broker.exchange.entregadas), suscriptores: broker.exchange.suscriptores,
  };
  for (const [p, c] of pruebas) texto(p, t(c, cosas).split("|")[2]);
}

function ordenes(modo) {
  const clase = modo.copias ? "_pub_sub" : modo.tipos.length ? "_routing" : "", t_de = (clave) => alguna(clave + clase, clave);
  const docker = (verbo, servicio) => `docker ${verbo} ${datos.prefijo}${servicio}`;
  const otra = otraTanda(modo), este = ejemploDe(modo);
  const lista = [
    [docker("kill", "worker1"), t_de("p_mata")], [docker("start", "worker1"), "p_vuelve"],
    [docker("stop", "worker1"), "p_para"], [docker("restart", "rabbitmq"), "p_broker"],
    [otra, "p_tanda"], [arranque(...este, "algunos_fallos"), t_de("p_fallos")], [`${otra} --scale worker=4`, "p_escala"],
    [arranque(...este, "sin_fin"), "p_sin_fin"],
    ...modo.otros.map((otro) => [arranque(otro), alguna(`p_a_${otro}`, "p_a_otro")]),
  ];
  document.querySelector("#prueba ul").replaceChildren(...lista.map(([orden, dice]) => {
    const boton = el("button", { type: "button", "aria-label": `${t("copiar")}: ${orden}` }, t("copiar"));
    boton.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(orden); } catch { return getSelection().selectAllChildren(boton.previousSibling); }
      texto(boton, t("copiado"));
      setTimeout(() => texto(boton, t("copiar")), 1500);
    });
    const p = el("p");
    conCodigo(p, t(dice));
    return el("li", {}, p, el("code", { tabindex: 0 }, orden), boton);
  }));
}
