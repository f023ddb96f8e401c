// Este módulo guarda lo que la página sabe: una instantánea al abrir y, después, lo que cambia.
const HISTORIAS = 300, SUCESOS = 40, PUNTOS = 300;

export const datos = { enlace: "abriendo", historias: new Map(), sucesos: [], serie: [], desfase: 0 };

export const ahora = () => Date.now() / 1000 + datos.desfase;

export function seguir(alCambiar) {
  const fuente = new EventSource("mensajes");
  let corte = 0;
  fuente.addEventListener("todo", (m) => {
    const todo = JSON.parse(m.data);
    corte = clearTimeout(corte);
    const historias = new Map(todo.fichas.map((f) => [f.id, f]));
    Object.assign(datos, todo, { historias, enlace: "abierto" });
    recibir(todo.ahora, new Set(["todo", ...Object.keys(todo)]));
  });
  fuente.addEventListener("cambio", (m) => {
    const { ahora: instante, fichas: historias = [], sucesos = [], punto, ...partes } = JSON.parse(m.data);
    Object.assign(datos, partes);
    for (const f of historias) {
      datos.historias.delete(f.id); // la última que cambió pasa al final
      datos.historias.set(f.id, f);
    }
    for (const id of datos.historias.keys()) {
      if (datos.historias.size <= HISTORIAS) break;
      datos.historias.delete(id);
    }
    const ultimo = datos.sucesos.at(-1)?.n ?? 0;
    datos.sucesos = datos.sucesos.concat(sucesos.filter((s) => s.n > ultimo)).slice(-SUCESOS);
    const cambia = new Set(Object.keys(partes));
    if (historias.length) cambia.add("historias");
    if (sucesos.length) cambia.add("sucesos");
    if (punto && punto.t > (datos.serie.at(-1)?.t ?? 0)) {
      datos.serie.push(punto);
      datos.serie.splice(0, datos.serie.length - PUNTOS);
      cambia.add("serie");
    }
    recibir(instante, cambia);
  });
  fuente.onerror = () => { // EventSource llama otra vez por sí mismo, salvo si el panel lo rechaza
    corte ||= setTimeout(() => {
      datos.enlace = "cortado";
      alCambiar(new Set(["broker"]));
    }, 1500);
    if (fuente.readyState === EventSource.CLOSED) setTimeout(() => seguir(alCambiar), 2000);
  };

  function recibir(instante, cambia) {
    datos.desfase = instante - Date.now() / 1000;
    alCambiar(cambia);
  }
}
