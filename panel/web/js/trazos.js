// Este módulo hace los trazos con los que se dibuja: rótulos, cajas y caminos con su punta.
import { svg } from "./util.js";

export const rotulo = (x, y, frase, cual = "", ancla = "start") => {
  const nodo = svg("text", { x, y, class: cual, "text-anchor": ancla });
  nodo.textContent = frase;
  return nodo;
};
export const marco = (c, cual = "") => svg("rect", { x: c.x, y: c.y, width: c.w, height: c.h, rx: 10, class: `caja ${cual}` });

export function trazo(puntos) { // las esquinas salen redondas
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

// Hace coincidir las rayas de los caminos discontinuos donde se juntan varios: si no, parecerían un
// camino continuo.
export function desfase([[, y], [, mitad] = [], [, fin] = []]) {
  return y === mitad && fin !== undefined ? Math.sign(fin - y) * y : 0;
}

export function punta(puntos) {
  const [[a, b], [x, y]] = puntos.slice(-2), giro = (Math.atan2(y - b, x - a) * 180) / Math.PI;
  return svg("path", { d: "M0 0l-8-4.5v9z", class: "punta", transform: `translate(${x} ${y}) rotate(${giro})` });
}
