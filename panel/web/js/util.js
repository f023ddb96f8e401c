// Este módulo hace lo pequeño: crea nodos, da formato y abrevia un id.
export function el(nombre, datos = {}, ...hijos) {
  return poner(document.createElement(nombre), datos, hijos);
}

export function svg(nombre, datos = {}, ...hijos) {
  return poner(document.createElementNS("http://www.w3.org/2000/svg", nombre), datos, hijos);
}

function poner(nodo, datos, hijos) {
  for (const [clave, valor] of Object.entries(datos)) nodo.setAttribute(clave, valor);
  nodo.append(...hijos); // un texto entra como texto: lo que viene de fuera nunca es HTML
  return nodo;
}

export function texto(nodo, valor) {
  if (nodo.textContent !== valor) nodo.textContent = valor;
}

export function clase(nodo, valor) {
  if (nodo.getAttribute("class") !== valor) nodo.setAttribute("class", valor);
}

// Abrevia un id: de 7f3a9c-0012 deja 12; los de otra forma los corta.
export function corto(id, largo = 6) {
  const numero = /^[0-9a-f]{6}-0*(\d{1,5})$/.exec(id);
  return numero ? numero[1] : recorte(id, largo);
}

export const apodo = (worker) => worker.replace(/^worker-/, ""); // el de --scale es su contenedor

export function recorte(id, largo) {
  const letras = [...id];
  return letras.length > largo ? letras.slice(0, largo - 1).join("") + "…" : id;
}

export const quieto = matchMedia("(prefers-reduced-motion: reduce)");

// Da la orden que arranca el taller con unos archivos de ejemplos/: vale igual en cualquier terminal.
export const arranque = (...ejemplos) => {
  const archivos = ejemplos.length ? ["docker-compose.yml", ...ejemplos.map((e) => `ejemplos/${e}.yml`)] : [];
  return ["docker compose", ...archivos.map((a) => `-f ${a}`), "up -d"].join(" ");
};

// Da el archivo de ejemplos/ de un modo, como mucho uno: el de siempre no lo necesita.
export const ejemploDe = (modo) => modo.defecto ? [] : [modo.nombre];

// Da la orden que manda otra tanda sin cambiar de modo.
export const otraTanda = (modo) => arranque(...ejemploDe(modo));
