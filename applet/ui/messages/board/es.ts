import type { Translation } from '#shared/std/messages/message.ts';
import type { board as en } from './en.ts';

export const board: Translation<typeof en> = {
  boardStill: 'Imagen fija de quien le ayuda',
  boardStillFrom: 'Imagen fija de {name}',
  boardBackToCamera: 'Volver a la cámara',
  boardLoading: 'Preparando los dibujos para que queden fijos en su sitio…',
  boardFreezeOnly:
    'Este teléfono no puede fijar los dibujos en la imagen en movimiento. {name} dibujará sobre imágenes fijas.',
  boardCannotHold: 'aquí no se fija',
  boardDrewLine: '{name} ha dibujado una línea',
  boardDrewArrow: '{name} ha dibujado una flecha',
  boardDrewCircle: '{name} ha dibujado un círculo',
  boardDrewHighlight: '{name} ha resaltado un lugar',
  boardWrote: '{name} ha escrito: {text}',
  boardPutNumber: '{name} ha puesto el número {number}',
};
