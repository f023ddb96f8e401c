// Si la red cambia mientras se carga (arranca un contenedor), el navegador deja archivos a medias.
addEventListener("error", (e) => {
  if (["SCRIPT", "LINK"].includes(e.target.tagName)) setTimeout(() => location.reload(), 700);
}, true);
