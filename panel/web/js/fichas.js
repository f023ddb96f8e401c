// Cada ficha sabe dónde está y viaja a donde el estado dice que tiene que estar.
import { FICHA } from "./geometria.js";
import { distintivo } from "./tipos.js";
import { clase, quieto, svg, texto } from "./util.js";

const vivas = new Map();
let vuelos = 0, tope = 26, capa, plan; // vuelos a la vez; las demás cambian de sitio sin viajar

export function preparar(grupo, nuevo) {
  const otro = plan && nuevo !== plan;
  [capa, plan] = [grupo, nuevo];
  if (otro) for (const f of vivas.values()) f.parada = true; // el dibujo ha cambiado, y no viajan
}

export function colocar(queridas, primera, deprisa) {
  tope = deprisa ? 5 : 26;
  const quedan = new Set();
  for (const q of queridas) {
    quedan.add(q.clave);
    const vieja = vivas.get(q.clave);
    const f = vieja ?? nueva(q);
    pintar(f, q);
    const [x, y] = plan.sitio(q);
    const antes = f.q, mueve = f.x !== x || f.y !== y;
    const cambia = antes && (antes.zona !== q.zona || antes.worker !== q.worker);
    if (!mueve && !cambia) { f.q = q; continue; }
    const desde = vieja ? [f.x, f.y] : null;
    Object.assign(f, { x, y, q });
    f.g.style.transform = `translate(${x}px, ${y}px)`;
    if (primera || f.parada || quieto.matches || document.hidden) { f.parada = false; continue; }
    if (cambia && q.zona === "hechas" && antes.zona === "mano") eco(antes, q.ack);
    if (deprisa && vieja && !cambia) continue;
    if (vieja) viajar(f, desde, cambia ? plan.ruta(antes, q) : []);
    else if (q.zona !== "fallidas") viajar(f, null, plan.ruta({ zona: "nada" }, q), q.zona === "hechas" && q.ack);
  }
  for (const [clave, f] of vivas) if (!quedan.has(clave)) marchar(clave, f);
}

function nueva(q) {
  const g = svg("g", { class: "ficha" });
  const titulo = svg("title"), n = svg("text", { class: "n", x: FICHA.w / 2, y: 17 }), d = svg("text", { class: "d", x: FICHA.w / 2, y: 32 });
  const v = svg("text", { x: FICHA.w - 6, y: 6, "text-anchor": "middle" });
  const vez = svg("g", { class: "vez" }, svg("circle", { cx: FICHA.w - 6, cy: 2, r: 8 }), v);
  const suyo = svg("g");
  g.append(titulo, svg("rect", { width: FICHA.w, height: FICHA.h, rx: 7 }), n, d, vez, suyo);
  capa.append(g);
  const f = { g, titulo, n, d, vez, v, suyo, tipo: "" };
  vivas.set(q.clave, f);
  return f;
}

function pintar(f, q) {
  clase(f.g, `ficha ${q.como}`);
  f.g.style.setProperty("--w", q.color ?? "var(--tinta)");
  texto(f.n, q.n);
  clase(f.n, q.n.length > 4 ? "n largo" : "n");
  texto(f.d, q.d ?? "");
  f.n.setAttribute("y", q.d ? 17 : 25);
  f.vez.style.display = q.vez > 1 ? "" : "none";
  texto(f.v, String(q.vez ?? ""));
  texto(f.titulo, q.titulo ?? "");
  if (f.tipo !== (q.tipo ?? "")) {
    f.tipo = q.tipo ?? "";
    f.suyo.replaceChildren(...(f.tipo ? [distintivo(f.tipo, -4, -12)] : []));
  }
  f.g.dataset.id = q.id ?? "";
  f.g.dataset.zona = q.zona;
}

function viajar(f, desde, ruta, ack) {
  if (vuelos >= tope) return;
  const centro = ([x, y]) => [x - FICHA.w / 2, y - FICHA.h / 2];
  const paradas = [...ruta.map(centro), [f.x, f.y]];
  if (f.vuelo?.playState === "running") {
    const m = new DOMMatrix(getComputedStyle(f.g).transform);
    desde = [m.e, m.f];
  }
  if (desde) paradas.unshift(desde);
  const largo = paradas.slice(1).reduce((suma, p, i) => suma + distancia(paradas[i], p), 0);
  if (largo < 1) return;
  let hecho = 0;
  const pasos = paradas.map((p, i) => {
    if (i) hecho += distancia(paradas[i - 1], p);
    return { transform: `translate(${p[0]}px, ${p[1]}px)`, offset: Math.min(1, hecho / largo) };
  });
  f.vuelo?.cancel();
  vuelos++;
  const dura = ruta.length ? Math.min(1100, 350 + largo) : 260;
  f.vuelo = f.g.animate(pasos, { duration: dura, easing: "ease-in-out" });
  if (ruta.length) capa.append(f.g); // la que viaja pasa por encima de las demás
  f.vuelo.finished.then(() => { vuelos--; if (ack) eco(f.q, true); }, () => vuelos--);
}

// Dibuja la respuesta del worker al broker: ack.
function eco(q, ack) {
  const puntos = plan.vuelta(q);
  if (!ack || !puntos.length || vuelos >= tope || quieto.matches) return;
  const t = svg("text", { y: -9 });
  t.textContent = "ack";
  const g = svg("g", { class: "eco" }, svg("circle", { r: 5 }), t);
  capa.append(g);
  vuelos++;
  const viaje = g.animate(puntos.map(([x, y]) => ({ transform: `translate(${x}px, ${y}px)` })), { duration: 700, easing: "ease-out" });
  viaje.finished.finally(() => { vuelos--; g.remove(); });
}

function marchar(clave, f) {
  vivas.delete(clave);
  f.vuelo?.cancel();
  if (quieto.matches || vuelos >= tope || document.hidden) return f.g.remove();
  f.g.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 200 }).finished.finally(() => f.g.remove());
}

const distancia = ([a, b], [c, d]) => Math.hypot(c - a, d - b);
