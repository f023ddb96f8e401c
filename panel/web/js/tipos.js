// El tipo de una tarea se ve como una letra y un color, los mismos en su ficha, su cola y la tabla.
import { datos } from "./datos.js";
import { svg } from "./util.js";

const TONOS = [3, 2, 4, 5]; // los colores de los workers que menos se ven
const LETRAS = [ // se usa la primera manera que no confunde dos tipos
  (tipo) => [...tipo][0],
  (tipo) => tipo.split(".").map((parte) => [...parte][0]).join("").slice(0, 2),
  (tipo) => [...tipo].slice(0, 2).join(""),
];

export function letra(tipo) {
  const otros = datos.modo.tipos.filter((otro) => otro !== tipo);
  const manera = LETRAS.find((de) => otros.every((otro) => de(otro) !== de(tipo))) ?? LETRAS.at(-1);
  return manera(tipo).toUpperCase();
}

export function tono(tipo) {
  const i = datos.modo.tipos.indexOf(tipo);
  return i < 0 ? "var(--gris)" : `var(--w${TONOS[i % TONOS.length]})`;
}

export const ancho = (tipo) => letra(tipo).length * 8 + 9;

export function distintivo(tipo, x, y) {
  const dice = letra(tipo), w = ancho(tipo);
  const g = svg("g", { class: "tipo" }, svg("rect", { x, y, width: w, height: 17, rx: 4 }), svg("text", { x: x + w / 2, y: y + 13 }));
  g.lastChild.textContent = dice;
  g.style.setProperty("--t", tono(tipo));
  return g;
}
