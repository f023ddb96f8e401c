// Este módulo hace las cajas y los caminos de los que se compone la escena.
export const caja = (x, y, w, h) => ({ x, y, w, h, cx: x + w / 2, cy: y + h / 2, dx: x + w, by: y + h });
export const camino = (id, puntos, clase = "", par = "") => ({ id, puntos, clase, par }); // par: de qué cola a qué worker
export const recto = (a, b) => [[a.dx, a.cy], [b.x, b.cy]];
export const abajo = (a, b) => [[a.cx, a.by], [a.cx, b.y]];
export const codo = (x1, y1, x2, y2, x) => (y1 === y2 ? [[x1, y1], [x2, y2]] : [[x1, y1], [x, y1], [x, y2], [x2, y2]]);
export const codo_v = (x1, y1, x2, y2, y, x) => [[x1, y1], [x1, y], [x, y], [x, y2], [x2, y2]];
