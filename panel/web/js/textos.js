// Aquí está todo lo que se lee, en español; en inglés está en en.js. {x} se sustituye, y `así` sale
// como código.
const es = {
  titulo: "Taller de RabbitMQ", salta: "Ir a la tabla de tareas", otro: "English", libro: "Cuentas",
  tema_auto: "Tema: auto", tema_claro: "Tema: claro", tema_oscuro: "Tema: oscuro",
  escena: "Por dónde va cada tarea", graficas: "Los últimos cinco minutos", tareas: "Últimas tareas",
  lema_work_queue: "cada tarea la hace un solo worker", lema_pub_sub: "cada worker recibe su copia de todas", lema_routing: "cada tarea va a la cola de su tipo",
  lema_topics: "cada tarea va a las colas que la piden",
  en_directo: "en directo · la tanda empezó a las {hora}", en_espera: "en directo", sin_panel: "sin conexión con el panel",
  sin_broker: "sin broker desde las {hora}",
  aviso_panel: "La página ha perdido al panel: lo que se ve es lo último que se supo. Vuelve a llamar sola.",
  aviso_broker: "El broker no responde. Las tareas confirmadas están a salvo en su disco; todos esperan y volverán solos.",
  aviso_alarma: "El broker tiene una alarma de memoria o de disco: no acepta mensajes, tampoco estos eventos.",
  aviso_api: "La API del broker no responde: faltan sus números.",
  aviso_sin_noticia: "Sin noticia: {n}. Estaba en manos de un worker que murió: quizá se acabó, sin llegar a decirlo.",
  aviso_parcial: "El diario ya no guarda el principio: las cuentas son desde las {hora}.",
  aviso_muestra: "Pasan más cosas de las que caben de una en una: las sumas son exactas; las tareas, una muestra.",
  enviadas: "enviadas", completadas: "completadas", esperan: "esperan", proceso: "en proceso",
  fallidas: "fallos", descartadas: "descartadas", repetidas: "repetidas", perdidas: "perdidas",
  copias_hechas: "copias hechas", copias_esperan: "copias esperan", copias_perdidas: "copias perdidas",
  producer_si: "enviando", producer_no: "en reposo", publica: "publica", confirma: "confirm",
  exclusiva: "cola de {w}", exclusiva_muerta: "cola de {w}: se pierde con él", prefetch: "de una en una (prefetch 1)",
  prefetch_corto: "prefetch 1", sin_workers: "sin workers",
  exchange_dice: "exchange {tipo}", mas: "+{n}", en_pausa: "en pausa",
  pausa_dice: "lo fallido vuelve solo", fallidas_dice: "tras {n} intentos", no_se_repite: "fallidas", no_se_repite_dice: "no se repiten",
  ocupado: "● trabajando", libre: "○ libre", callado: "✕ sin señales", sin_noticias: "? sin noticias",
  espera_tarea: "espera una tarea", callado_dice: "nadie lo oye desde hace {s}", parado: "■ parado", parado_dice: "salió hace {s}",
  intento_de: "intento {i} de {n}", y_mas: "+{n} workers más", sus_colas: "sus colas", ack: "ack",
  g_colas: "Mensajes en la cola", g_copias: "Copias pendientes", g_ritmo: "Completadas por segundo", g_espera: "Cuánto esperan", g_tarda: "Cuánto tardan",
  listas: "listas", pausa: "pausa", en_proceso: "proceso", hace: "hace {s}", ahora: "ahora",
  busca: "Filtrar por id", situacion: "Filtrar por estado", todas: "todas", muestra: "{n} de las últimas {m}",
  h_id: "id", h_tipo: "tipo", h_c: "complejidad", h_estado: "estado", h_recorrido: "quién la ha tenido", h_intentos: "intentos", h_espera: "esperó", h_tarda: "tardó", h_motivo: "motivo",
  vacia: "Nada que mostrar todavía.", tabla: "Tabla de tareas",
  s_espera: "… espera", s_en_mano: "▶ en proceso", s_completada: "✓ completada", s_fallida: "✕ fallida", s_en_pausa: "‖ en pausa",
  s_sin_ack: "↻ sin ack", s_descartada: "✕ descartada", s_perdida: "? sin dueño", s_vuelve: "… vuelve a la cola", s_devuelta: "← devuelta",
  conceptos: "Qué se ve aquí", prueba: "Pruébalo en otra terminal", sucesos: "Qué ha pasado", copiar: "Copiar", copiado: "Copiado", nada: "Todo tranquilo.",
  c_turnos: "`round-robin`|La cola reparte las tareas por turnos: una a cada worker que esté libre.|{reparto}",
  c_prefetch: "`prefetch 1`|Un worker tiene una sola tarea en la mano; la siguiente es para quien antes acabe.|ahora: {manos}",
  c_ack: "`ack`|El aviso del worker al terminar. Hasta que llega, el broker (RabbitMQ) guarda la tarea; después, la olvida.|con su ack: {hechas}",
  c_reentrega: "reentrega|Si un worker muere o falla, no hay ack: la tarea vuelve a la cola y el broker la da otra vez, intento 2.|cambios de manos: {reentregas} · fallos: {fallidas}",
  c_direct: "`direct`|El exchange lleva cada tarea a la cola enlazada con su misma `routing_key`: aquí, su tipo. La clave está sobre cada flecha.|publicadas: {publicadas} → a sus colas: {entregadas}",
  c_topic: "`topic`|El exchange lleva cada tarea a las colas cuya clave encaja con su `routing_key`: `*` es una palabra; `#`, cuantas sean.|publicadas: {publicadas} → a sus colas: {entregadas}",
  c_duraderas: "cola duradera|No es de ningún worker, y la declara también el productor: si falta quien la atiende, guarda las tareas hasta que llegue.|guardan ahora: {colas}",
  c_prefetch_cola: "`prefetch 1`|Es de cada cola: un worker que atiende dos puede tener una tarea de cada una.|ahora: {manos}",
  c_fanout: "`fanout`|El exchange copia cada tarea en todas las colas enlazadas a él: aquí, una por worker.|publicadas: {publicadas} → entregadas: {entregadas}",
  c_exclusiva: "cola exclusiva|Cada worker tiene la suya, que nace y muere con él. Quien llega tarde no recibe lo anterior.|suscriptores: {suscriptores}",
  c_auto: "ack al recibirla|El worker responde antes de empezar, y el broker da la copia por hecha: si el worker muere, no hay reentrega. Como mucho una vez.|copias perdidas: {perdidas} · fallos: {fallidas}",
  c_reparto: "sin reparto|Todos hacen todas, cada uno a su ritmo: ni turnos (`round-robin`) ni `prefetch`.|{reparto}",
  p_mata: "Mata a un worker en plena tarea: otro la recibe.", p_mata_routing: "Mata a un worker: su tarea vuelve a su cola, y ahí espera con las de su tipo.", p_mata_pub_sub: "Mata a un worker: sus copias se pierden; las de los demás, no.",
  p_vuelve: "Y devuélvelo.", p_para: "Páralo bien: termina la tarea antes de salir.",
  p_broker: "Reinicia el broker: todos esperan y vuelven.", p_sin_fin: "Que el productor no pare.", p_tanda: "Manda otra tanda de diez.",
  p_fallos: "Que fallen tres de cada diez: pausas e intentos.", p_fallos_pub_sub: "Que fallen tres de cada diez: aquí no se repiten.", p_escala: "Añade cuatro workers.",
  p_a_pub_sub: "Cambia de patrón: `fanout`, una copia para cada worker.", p_a_work_queue: "Cambia de patrón: una cola, cada tarea para uno.",
  p_a_routing: "Cambia de patrón: `direct`, una cola para cada tipo.", p_a_topics: "Cambia de patrón: `topic`, cada cola elige con comodines.", p_a_otro: "Cambia de patrón.",
  n_recibe: "{w} recibe la {t} ({s}): mientras la tenga, nadie más la ve.", n_recibe_copia: "{w} empieza su copia de la {t} ({s}).",
  n_completa: "{w} completa la {t} en {s} y manda su ack: el broker la olvida.", n_completa_copia: "{w} completa su copia de la {t} en {s}.",
  n_muchas: "{n} completadas por segundo: se dibuja una muestra.", n_calma: "Todo hecho. Para mandar otra tanda: `{up}`.",
  n_empieza: "A la espera de la primera tarea.",
  n_sin_workers: "Nadie atiende {q}: sus tareas esperan ahí, a salvo, hasta que llegue un worker.",
  n_calla: "{w} no da señales de vida: se cortó su conexión, o lleva 15 s sin contestar.", n_calla_con: "{w} ha callado con la {t} en la mano: se cortó su conexión, o lleva 15 s sin contestar. Sin su ack, el broker no la da por hecha.",
  n_calla_copia: "{w} ha callado con la {t} en la mano: nadie más hará esa copia; los demás tienen la suya.",
  n_reentrega: "La {t} pasa de {de} a {a}: el broker la entrega de nuevo, intento {i}.",
  n_vuelve: "{w} ha vuelto.", n_entra: "{w} entra a trabajar.", n_fallida: "{w} falla con la {t} ({m}): no hay ack, y vuelve a la cola tras una pausa.",
  n_fallida_copia: "{w} falla con su copia de la {t} ({m}): no se repite.",
  n_descartada: "La {t} se descarta ({m}): pasa a `{f}`, para mirarla con calma.", n_descartada_copia: "{w} descarta la {t} ({m}).",
  n_repetida: "La {t} se ha hecho otra vez: eso es «al menos una vez».", n_sin_ack: "{w} acaba la {t}, pero sin conexión no hay ack: el broker puede darla otra vez.", n_devuelta: "La {t} vuelve al productor: no hay cola que la reciba.", n_devuelta_copia: "La {t} vuelve al productor: no hay nadie suscrito.",
  n_reintentada: "La {t} vuelve de `{f}` a la cola y empieza otra vez.",
  n_broker_se_va: "Se ha perdido el broker.", n_broker_vuelve: "El broker está: todos se conectan solos.",
  dice: "{e} enviadas, {c} completadas, {q} esperan. {qs}{ws}",
};
const lenguas = { es };
export let lengua = "es";

export async function hablar(cual) {
  if (cual === "en") lenguas.en ??= (await import("./en.js")).default;
  lengua = lenguas[cual] ? cual : "es";
  document.documentElement.lang = lengua;
  for (const nodo of document.querySelectorAll("[data-t]")) nodo.textContent = t(nodo.dataset.t);
}

export function t(clave, datos = {}) {
  return (lenguas[lengua][clave] ?? clave).replace(/\{(\w+)\}/g, (_, n) => datos[n] ?? "–");
}

// Devuelve la primera de estas claves que tenga frase.
export const alguna = (...claves) => claves.find((clave) => clave in es);

export const numero = (n, cifras = 0) => n.toLocaleString(lengua, { maximumFractionDigits: cifras, minimumFractionDigits: 0 });
export const hora = (s) => new Date(s * 1000).toLocaleTimeString(lengua, { hour12: false });

// Escribe una frase: `x` sale como <code>x</code>, y lo demás como texto.
export function conCodigo(nodo, frase) {
  nodo.replaceChildren(...frase.split("`").map((parte, i) => {
    if (i % 2 === 0) return parte;
    const codigo = document.createElement("code");
    codigo.textContent = parte;
    return codigo;
  }));
}

export function segundos(s) {
  if (s === null || s === undefined) return "–";
  if (s < 0.0995) return `${Math.round(s * 1000)} ms`;
  return s < 120 ? `${numero(s, s < 10 ? 1 : 0)} s` : `${Math.round(s / 60)} min`;
}
