// La página se carga otra vez si un archivo falla: cuando la red cambia a media carga (arranca un
// contenedor), el navegador deja archivos a medias.
addEventListener("error", (e) => {
  if (["SCRIPT", "LINK"].includes(e.target.tagName)) setTimeout(() => location.reload(), 700);
}, true);
