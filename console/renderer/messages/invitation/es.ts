import type { Translation } from '#shared/std/messages/message.ts';
import type { en } from './en.ts';

/** Spanish texts of invitations. */
export const es: Translation<typeof en> = {
  subject: 'Sesión de asistencia con {technician} ({organisation})',
  hello: 'Hola:',
  invites: '{technician} ({organisation}) le invita a una sesión de asistencia.',
  invitesLens:
    '{technician} ({organisation}) le invita a una sesión de asistencia con la cámara de su teléfono. Solo necesita el navegador del teléfono; no se instala nada.',
  open: '1. Abra este enlace:',
  openLens: '1. Abra este enlace en su teléfono:',
  orPin: 'O vaya a {address} y escriba el código PIN {pin}.',
  terms: '2. Lea las condiciones de uso y acéptelas.',
  wait: '3. Espere a {technician}. Se le preguntará antes de compartir nada, y puede terminar la sesión en cualquier momento.',
  waitLens:
    '3. Espere a {technician}. Antes no sale ninguna imagen de su teléfono, y puede pausar o terminar en cualquier momento.',
  works: 'El enlace y el código PIN sirven una sola vez, hasta las {time}.',
  never: 'Nadie le pedirá contraseñas ni pagos. Si alguien lo hace, o si no esperaba este mensaje, no siga adelante.',
  sms: '{technician} ({organisation}) le invita a una sesión de asistencia. Abra {url} o vaya a {address} y escriba el PIN {pin}. Sirve una vez, hasta las {time}. Nadie le pedirá contraseñas ni pagos.',
  smsLens:
    '{technician} ({organisation}) le invita a una sesión de asistencia con la cámara de su teléfono. Abra {url} o vaya a {address} y escriba el PIN {pin}. Sirve una vez, hasta las {time}. Nadie le pedirá contraseñas ni pagos.',
};
