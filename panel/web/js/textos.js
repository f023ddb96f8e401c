// Todo lo que se lee, en español y en inglés. {x} se sustituye; `así` sale como código.
const es = {
  titulo: "Taller de RabbitMQ", salta: "Ir a la tabla de tareas", otro: "English", libro: "Cuentas",
  tema_auto: "Tema: auto", tema_claro: "Tema: claro", tema_oscuro: "Tema: oscuro",
  escena: "Por dónde va cada tarea", graficas: "Los últimos cinco minutos", tareas: "Últimas tareas",
  lema_cola: "cada tarea la hace un solo worker", lema_copias: "cada worker recibe su copia de todas",
  en_directo: "en directo · se mira desde las {hora}", sin_panel: "sin conexión con el panel",
  sin_broker: "sin broker desde las {hora}",
  aviso_panel: "La página ha perdido al panel: lo que se ve es lo último que se supo. Vuelve a llamar sola.",
  aviso_broker: "El broker no responde. Las tareas confirmadas están a salvo en su disco; todos esperan y volverán solos.",
  aviso_alarma: "El broker tiene una alarma de memoria o de disco: no acepta mensajes, tampoco estos eventos.",
  aviso_api: "La API del broker no responde: faltan sus números.",
  enviadas: "enviadas", completadas: "completadas", esperan: "esperan", proceso: "en proceso",
  fallidas: "intentos fallidos", descartadas: "descartadas", repetidas: "repetidas", perdidas: "perdidas",
  copias_hechas: "copias hechas", copias_esperan: "copias esperan", copias_perdidas: "copias perdidas",
  producer_si: "enviando", producer_no: "en reposo", publica: "publica", confirma: "confirm",
  cola_dice: "cola duradera", exclusiva: "cola de {w}", prefetch: "de una en una (prefetch 1)", empuja: "todas a la vez",
  exchange_dice: "exchange {tipo}", mas: "+{n}", en_pausa: "en pausa",
  pausa_dice: "lo fallido vuelve solo", fallidas_dice: "tras {n} intentos", no_se_repite: "fallidas", no_se_repite_dice: "no se repiten",
  ocupado: "● trabajando", libre: "○ libre", callado: "✕ sin señales", sin_noticias: "? sin noticias",
  espera_tarea: "espera una tarea", callado_dice: "nadie lo oye desde hace {s}",
  tenia: "tenía {t} en la mano", intento_de: "intento {i} de {n}", y_mas: "y {n} workers más", ack: "ack",
  g_colas: "Mensajes en la cola", g_copias: "Copias pendientes", g_ritmo: "Completadas por segundo", g_espera: "Cuánto esperan", g_tarda: "Cuánto tardan",
  listas: "listas", pausa: "en pausa", en_proceso: "en proceso", hace: "hace {s}", ahora: "ahora", sin_datos: "todavía sin datos",
  busca: "Filtrar por id", situacion: "Filtrar por estado", todas: "todas", muestra: "{n} de las últimas {m}",
  h_id: "id", h_c: "complejidad", h_estado: "estado", h_recorrido: "quién la ha tenido", h_intentos: "intentos", h_espera: "esperó", h_tarda: "tardó", h_motivo: "motivo",
  vacia: "Nada que enseñar todavía.", tabla: "Tabla de tareas",
  s_espera: "… espera", s_en_mano: "▶ en proceso", s_completada: "✓ completada", s_fallida: "✕ fallida", s_en_pausa: "⏸ en pausa",
  s_descartada: "☒ descartada", s_perdida: "? sin dueño", s_devuelta: "↩ devuelta", s_sin_ver: "? no se vio",
  conceptos: "Qué se ve aquí", prueba: "Pruébalo en otra terminal", sucesos: "Qué ha pasado", copiar: "Copiar", copiado: "Copiado", nada: "Todo tranquilo.",
  c_turnos: "`round-robin`|La cola reparte por turnos entre los workers que están libres.|{reparto}",
  c_prefetch: "`prefetch 1`|Un worker tiene una sola tarea en la mano; la siguiente es para quien acabe antes.|ahora: {manos}",
  c_ack: "`ack`|Al terminar, el worker lo confirma y el broker olvida la tarea. Antes, no.|{hechas} completadas con su ack",
  c_reentrega: "reentrega|Si un worker muere sin ack, el broker da su tarea a otro: intento 2.|{reentregas} de unas manos a otras · {fallidas} intentos fallidos",
  c_fanout: "`fanout`|El exchange copia cada tarea a todas las colas enlazadas.|{publicadas} publicadas → {entregadas} entregadas",
  c_exclusiva: "cola exclusiva|Cada worker tiene su cola, que nace y muere con él. Quien llega tarde no recibe lo anterior.|{suscriptores} suscriptores",
  c_auto: "`auto_ack`|El broker da la copia por hecha al entregarla: no hay reentrega. Como mucho una vez.|{perdidas} copias perdidas · {fallidas} fallidas",
  c_reparto: "sin reparto|Todos hacen lo mismo, cada uno a su ritmo: no hay turnos ni `prefetch`.|{reparto}",
  p_mata: "Mata a un worker en plena tarea: otro la recibe.", p_mata_copias: "Mata a un worker: sus copias se pierden; las de los demás, no.",
  p_vuelve: "Y devuélvelo.", p_para: "Páralo bien: termina la tarea antes de salir.",
  p_broker: "Deja a todos sin broker; y vuelve a arrancarlo.", p_tanda: "Manda otra tanda de diez.",
  p_fallos: "Que fallen tres de cada diez: pausas e intentos.", p_escala: "Añade cuatro workers.", p_modo: "Cambia de patrón.",
  n_recibe: "{w} recibe la {t} ({s}): mientras la tenga, nadie más la ve.", n_recibe_copia: "{w} empieza su copia de la {t} ({s}).",
  n_completa: "{w} completa la {t} en {s} y manda su ack: el broker la olvida.", n_completa_copia: "{w} completa su copia de la {t} en {s}.",
  n_muchas: "{n} completadas por segundo: se dibuja una muestra.", n_calma: "Todo hecho. Para mandar otra tanda: `docker-compose up -d`.",
  n_empieza: "A la espera de la primera tarea.",
  n_calla: "{w} no da señales de vida.", n_calla_con: "{w} ha callado con la {t} en la mano. Sin su ack, el broker no la da por hecha.",
  n_calla_copia: "{w} ha callado con la {t} en la mano: su copia se pierde, nadie más la tiene.",
  n_reentrega: "La {t} pasa de {de} a {a}: el broker la entrega de nuevo, intento {i}.",
  n_vuelve: "{w} ha vuelto.", n_entra: "{w} entra a trabajar.", n_fallida: "{w} falla con la {t} ({m}): reject, y vuelve a la cola tras una pausa.",
  n_fallida_copia: "{w} falla con su copia de la {t} ({m}): no se repite.",
  n_descartada: "La {t} se descarta ({m}): pasa a `{f}`, para mirarla con calma.", n_descartada_copia: "{w} descarta la {t} ({m}).",
  n_repetida: "La {t} se ha hecho dos veces: al menos una vez quiere decir esto.", n_devuelta: "La {t} vuelve al productor: no hay nadie suscrito.",
  n_broker_se_va: "Se ha perdido el broker.", n_broker_vuelve: "El broker está: todos se conectan solos.",
  dice: "{e} enviadas, {c} completadas, {q} esperan. {ws}",
};
const en = {
  titulo: "RabbitMQ workshop", salta: "Skip to the table of tasks", otro: "Español", libro: "Ledger",
  tema_auto: "Theme: auto", tema_claro: "Theme: light", tema_oscuro: "Theme: dark",
  escena: "Where each task is", graficas: "The last five minutes", tareas: "Latest tasks",
  lema_cola: "each task is done by one worker", lema_copias: "each worker gets its copy of every task",
  en_directo: "live · watching since {hora}", sin_panel: "not connected to the panel", sin_broker: "no broker since {hora}",
  aviso_panel: "The page has lost the panel: what you see is the last that was known. It keeps calling back.",
  aviso_broker: "The broker does not answer. Confirmed tasks are safe on its disk; everybody waits and will be back unaided.",
  aviso_alarma: "The broker has a memory or disk alarm: it accepts no messages, these events included.",
  aviso_api: "The broker's API does not answer: its numbers are missing.",
  enviadas: "sent", completadas: "completed", esperan: "waiting", proceso: "in process",
  fallidas: "failed attempts", descartadas: "discarded", repetidas: "repeated", perdidas: "lost",
  copias_hechas: "copies done", copias_esperan: "copies waiting", copias_perdidas: "copies lost",
  producer_si: "sending", producer_no: "at rest", publica: "publish", confirma: "confirm",
  cola_dice: "durable queue", exclusiva: "{w}'s queue", prefetch: "one at a time (prefetch 1)", empuja: "all at once",
  exchange_dice: "{tipo} exchange", mas: "+{n}", en_pausa: "paused",
  pausa_dice: "what failed comes back", fallidas_dice: "after {n} attempts", no_se_repite: "failed", no_se_repite_dice: "not repeated",
  ocupado: "● working", libre: "○ idle", callado: "✕ no sign of life", sin_noticias: "? no news",
  espera_tarea: "waiting for a task", callado_dice: "not heard for {s}",
  tenia: "had {t} in hand", intento_de: "attempt {i} of {n}", y_mas: "and {n} more workers", ack: "ack",
  g_colas: "Messages in the queue", g_copias: "Pending copies", g_ritmo: "Completed per second", g_espera: "How long they wait", g_tarda: "How long they take",
  listas: "ready", pausa: "paused", en_proceso: "in process", hace: "{s} ago", ahora: "now", sin_datos: "no data yet",
  busca: "Filter by id", situacion: "Filter by state", todas: "all", muestra: "{n} of the latest {m}",
  h_id: "id", h_c: "complexity", h_estado: "state", h_recorrido: "who has had it", h_intentos: "attempts", h_espera: "waited", h_tarda: "took", h_motivo: "reason",
  vacia: "Nothing to show yet.", tabla: "Table of tasks",
  s_espera: "… waiting", s_en_mano: "▶ in process", s_completada: "✓ completed", s_fallida: "✕ failed", s_en_pausa: "⏸ paused",
  s_descartada: "☒ discarded", s_perdida: "? no owner", s_devuelta: "↩ returned", s_sin_ver: "? not seen",
  conceptos: "What you see here", prueba: "Try it in another terminal", sucesos: "What happened", copiar: "Copy", copiado: "Copied", nada: "All quiet.",
  c_turnos: "`round-robin`|The queue deals tasks in turn to the workers that are idle.|{reparto}",
  c_prefetch: "`prefetch 1`|A worker has a single task in hand; the next one goes to whoever finishes first.|now: {manos}",
  c_ack: "`ack`|When done, the worker confirms and the broker forgets the task. Not before.|{hechas} completed with their ack",
  c_reentrega: "redelivery|If a worker dies without an ack, the broker gives its task to another: attempt 2.|{reentregas} changed hands · {fallidas} failed attempts",
  c_fanout: "`fanout`|The exchange copies each task to every queue bound to it.|{publicadas} published → {entregadas} delivered",
  c_exclusiva: "exclusive queue|Each worker has its own, born and gone with it. Who comes late gets nothing from before.|{suscriptores} subscribers",
  c_auto: "`auto_ack`|The broker counts a copy as done once delivered: no redelivery. At most once.|{perdidas} copies lost · {fallidas} failed",
  c_reparto: "no sharing|Everybody does everything at their own pace: no turns, no `prefetch`.|{reparto}",
  p_mata: "Kill a worker in mid-task: another one gets it.", p_mata_copias: "Kill a worker: its copies are lost, the others' are not.",
  p_vuelve: "And bring it back.", p_para: "Stop it nicely: it finishes its task first.",
  p_broker: "Take the broker away; then start it again.", p_tanda: "Send ten more.",
  p_fallos: "Let three in ten fail: pauses and attempts.", p_escala: "Add four workers.", p_modo: "Change the pattern.",
  n_recibe: "{w} gets {t} ({s}): while it has it, nobody else sees it.", n_recibe_copia: "{w} starts its copy of {t} ({s}).",
  n_completa: "{w} completes {t} in {s} and sends its ack: the broker forgets it.", n_completa_copia: "{w} completes its copy of {t} in {s}.",
  n_muchas: "{n} completed per second: a sample is drawn.", n_calma: "All done. To send ten more: `docker-compose up -d`.",
  n_empieza: "Waiting for the first task.",
  n_calla: "{w} gives no sign of life.", n_calla_con: "{w} went silent with {t} in hand. Without its ack the broker does not count it as done.",
  n_calla_copia: "{w} went silent with {t} in hand: its copy is lost, nobody else has it.",
  n_reentrega: "{t} goes from {de} to {a}: the broker delivers it again, attempt {i}.",
  n_vuelve: "{w} is back.", n_entra: "{w} joins in.", n_fallida: "{w} fails on {t} ({m}): reject, back to the queue after a pause.",
  n_fallida_copia: "{w} fails on its copy of {t} ({m}): not repeated.",
  n_descartada: "{t} is discarded ({m}): it goes to `{f}`, to be looked at later.", n_descartada_copia: "{w} discards {t} ({m}).",
  n_repetida: "{t} was done twice: this is what at least once means.", n_devuelta: "{t} returns to the producer: nobody is subscribed.",
  n_broker_se_va: "The broker is gone.", n_broker_vuelve: "The broker is there: everybody connects unaided.",
  dice: "{e} sent, {c} completed, {q} waiting. {ws}",
};

const lenguas = { es, en };
export let lengua = "es";

export function hablar(cual) {
  lengua = lenguas[cual] ? cual : "es";
  document.documentElement.lang = lengua;
  for (const nodo of document.querySelectorAll("[data-t]")) nodo.textContent = t(nodo.dataset.t);
}

export function t(clave, datos = {}) {
  return (lenguas[lengua][clave] ?? clave).replace(/\{(\w+)\}/g, (_, n) => datos[n] ?? "–");
}

export const numero = (n) => n.toLocaleString(lengua);
export const hora = (s) => new Date(s * 1000).toLocaleTimeString(lengua, { hour12: false });

// `x` → <code>x</code>; lo demás, texto.
export function conCodigo(nodo, frase) {
  nodo.replaceChildren(...frase.split("`").map((trozo, i) => {
    if (i % 2 === 0) return trozo;
    const codigo = document.createElement("code");
    codigo.textContent = trozo;
    return codigo;
  }));
}
