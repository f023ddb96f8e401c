// Este módulo escucha al panel y, una vez por fotograma, pinta en la página lo que ha cambiado.
import { pintarConceptos } from "./conceptos.js";
import { datos, seguir } from "./datos.js";
import { medir, pintarEscena, tic } from "./escena.js";
import { montarGraficas, pintarGraficas } from "./graficas.js";
import { pintarEnlace, pintarLibro } from "./libro.js";
import { narrar, pintarSucesos } from "./narrador.js";
import { montarTabla, pintarTabla } from "./tabla.js";
import { hablar, lengua, t } from "./textos.js";

const CADA = 400; // ms entre dos pintados de la tabla, que se lee y no solo se mira
const TEMAS = ["auto", "claro", "oscuro"];
let pendiente = new Set(), pedido = false, leido = 0, aplazado = 0;

function alCambiar(cambia) {
  for (const c of cambia) pendiente.add(c);
  if (!pedido) {
    pedido = true;
    requestAnimationFrame(pintar);
  }
}

function pintar(reloj) {
  pedido = false;
  pintarEnlace();
  if (!datos.modo) return;
  const cambia = pendiente, todo = cambia.has("todo");
  pendiente = new Set();
  pintarLibro();
  pintarEscena(todo);
  pintarSucesos(todo || cambia.has("sucesos"));
  narrar(todo);
  if (todo || cambia.has("serie")) {
    montarGraficas();
    pintarGraficas();
    pintarConceptos();
  }
  if (todo || cambia.has("historias") || cambia.has("filtro")) {
    if (todo || cambia.has("filtro") || reloj - leido >= CADA) {
      leido = reloj;
      pintarTabla();
    } else if (!aplazado) {
      aplazado = setTimeout(() => { aplazado = 0; alCambiar(["historias"]); }, CADA);
    }
  }
}

function guardar(clave, valor) {
  try { localStorage.setItem(clave, valor); } catch { /* sin almacén, dura esta visita */ }
}
function guardado(clave) {
  try { return localStorage.getItem(clave); } catch { return null; }
}

function rotularBotones() {
  const idioma = document.getElementById("idioma"), otra = lengua === "es" ? "en" : "es";
  idioma.textContent = t("otro");
  idioma.lang = otra;
  document.getElementById("tema").textContent = t("tema_" + (document.documentElement.dataset.tema || "auto"));
}

function vestir(tema) {
  document.documentElement.dataset.tema = TEMAS.includes(tema) ? tema : "auto";
  rotularBotones();
}

document.getElementById("idioma").addEventListener("click", async () => {
  await hablar(lengua === "es" ? "en" : "es");
  guardar("lengua", lengua);
  rotularBotones();
  alCambiar(["todo"]);
});
document.getElementById("tema").addEventListener("click", () => {
  const tema = TEMAS[(TEMAS.indexOf(document.documentElement.dataset.tema) + 1) % TEMAS.length];
  guardar("tema", tema);
  vestir(tema);
});

await hablar(guardado("lengua") ?? "es");
vestir(guardado("tema"));
montarTabla(() => alCambiar(["filtro"]));
setInterval(() => {
  if (!datos.modo || document.hidden) return;
  tic();
  narrar(false);
  if (Object.values(datos.colas).some((cola) => cola.pausas.length)) alCambiar(["colas"]);
}, 250);
new ResizeObserver(() => { if (medir()) alCambiar(["todo"]); }).observe(document.querySelector("main"));
document.addEventListener("visibilitychange", () => alCambiar(["todo"]));
seguir(alCambiar);
