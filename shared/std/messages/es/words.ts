import type { Words } from '../words.ts';

/** Spanish names of permissions, sides and reasons. */
export const words: Words = {
  permission: {
    viewScreen: 'ver la pantalla',
    control: 'controlar el ratón y el teclado',
    sendFile: 'enviar archivos al cliente',
    takeFile: 'recoger archivos del cliente',
    camera: 'ver lo que ve la cámara',
    voice: 'hablar por voz',
    recording: 'grabar la llamada',
  },
  endedBy: {
    technician: 'técnico',
    customer: 'cliente',
    relay: 'servidor de asistencia',
    handrail: 'programa',
  },
  endReason: {
    ended: 'Terminada con normalidad.',
    termsDeclined: 'No se aceptaron las condiciones de uso.',
    wrongCodes: 'El código de verificación fue incorrecto tres veces.',
    handshakeFailed: 'No se pudo establecer la conexión segura, o alguien intentó alterarla por el camino.',
    joinedTwice: 'Dos personas usaron el mismo código PIN o enlace.',
    connectionFailed: 'Los dos dispositivos no pudieron conectarse entre sí.',
    protocolBroken: 'La otra parte envió algo que no se entiende.',
    windowClosed: 'Se cerró la ventana.',
    logUnwritable: 'No se pudo escribir el registro de la sesión.',
  },
  verifiedBy: { code: 'código de verificación', link: 'enlace' },
  path: { direct: 'directamente', relayed: 'a través del servidor de asistencia' },
  actor: { technician: 'Técnico', customer: 'Cliente', handrail: 'Handrail' },
};
