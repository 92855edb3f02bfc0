import { formatByteCount } from '../byte-count.ts';
import { logWord, reasonSentence, type LogSentences } from '../log-sentences.ts';
import { failureMessages } from './failures.ts';
import { words } from './words.ts';

const actors: Readonly<Record<string, string>> = { ...words.actor, relay: 'Servidor de asistencia' };
const sessionTypes = { remoteSupport: 'Asistencia remota', lens: 'Lens', chatOnly: 'Solo chat' };

const facingWords = { rear: 'cámara trasera', front: 'cámara frontal' };
const pauseWords = {
  customer: 'por el cliente',
  hidden: 'porque la página quedó en segundo plano',
  system: 'por el propio teléfono',
  hold: 'porque la sesión está en espera',
};
const requestWords = {
  rear: 'usar la cámara trasera',
  front: 'usar la cámara frontal',
  torchOn: 'encender la linterna',
  torchOff: 'apagar la linterna',
};
const toolWords = {
  pen: 'una línea',
  arrow: 'una flecha',
  circle: 'un círculo',
  highlighter: 'un resaltado',
  text: 'un texto',
  number: 'una marca numerada',
};
const savedWords = {
  camera: 'imagen de la cámara',
  screen: 'imagen de la pantalla',
  recording: 'grabación de la llamada',
};

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;
const minutes = (value: number): string => count(value, 'minuto', 'minutos');
const size = (bytes: number): string => formatByteCount('es', bytes);
const may = (kind: string): string => logWord(words.permission, kind);
const why = (reason: string): string => reasonSentence(reason, failureMessages, words);
const who = (actor: string): string => logWord(actors, actor);
/** Enough of a key or hash to compare by eye; the row itself has all of it. */
const short = (fingerprint: string): string => (fingerprint.length > 16 ? `${fingerprint.slice(0, 16)}…` : fingerprint);

/** The session log in Spanish. */
export const spanishLogSentences: LogSentences = {
  events: {
    'session/created': ({ name, sessionType }, actor) =>
      `${who(actor)}: sesión «${name}» creada (${logWord(sessionTypes, sessionType)}).`,
    'pin/created': ({ pin, expiresInMinutes }, actor) =>
      `${who(actor)}: código PIN ${pin} creado. Sirve una vez, durante ${minutes(expiresInMinutes)}.`,
    'link/created': ({ expiresInMinutes }, actor) =>
      `${who(actor)}: enlace creado. Sirve una vez, durante ${minutes(expiresInMinutes)}.`,
    'entry/expired': () => 'El código PIN o el enlace caducó sin que nadie lo usara.',
    'customer/joined': ({ platform }) => `El cliente se conectó desde ${platform}.`,
    'handshake/done': ({ transcript, technicianDevice, customerLogKey }) =>
      `Las dos partes acordaron claves; desde aquí todo va cifrado de extremo a extremo (transcripción ${short(transcript)}, dispositivo del técnico ${short(technicianDevice)}, clave de registro del cliente ${short(customerLogKey)}).`,
    'handshake/failed': ({ reason }) => `No se pudo establecer una conexión segura. ${why(reason)}`,
    'terms/accepted': ({ version, locale, hash }) =>
      `Condiciones de uso aceptadas, versión ${version} (${locale}, texto ${short(hash)}).`,
    'terms/declined': ({ version, locale, hash }) =>
      `Condiciones de uso rechazadas, versión ${version} (${locale}, texto ${short(hash)}).`,
    'verification/done': ({ by }) => `El técnico fue verificado (${logWord(words.verifiedBy, by)}).`,
    'verification/wrong': ({ triesLeft }) =>
      `Código de verificación incorrecto. Quedan ${count(triesLeft, 'intento', 'intentos')}.`,
    'session/started': (_, actor) => `${who(actor)}: sesión iniciada.`,
    'session/held': (_, actor) => `${who(actor)}: sesión en espera.`,
    'session/resumed': (_, actor) => `${who(actor)}: sesión reanudada.`,
    'connection/opened': () => 'Los dos dispositivos están conectados.',
    'connection/lost': () => 'Se perdió la conexión entre los dos dispositivos.',
    'relay/lost': () => 'Se perdió la conexión con el servidor de asistencia.',
    'relay/back': () => 'La conexión con el servidor de asistencia ha vuelto.',
    'permission/asked': ({ kind }, actor) => `${who(actor)}: permiso pedido: ${may(kind)}.`,
    'permission/allowed': ({ kind }) => `Permitido: ${may(kind)}.`,
    'permission/denied': ({ kind, reason }) => `No permitido: ${may(kind)}. ${why(reason)}`,
    'permission/revoked': ({ kinds }, actor) =>
      `${who(actor)}: permisos retirados: ${kinds
        .split(/[\s,]+/)
        .filter((kind) => kind !== '')
        .map(may)
        .join(', ')}.`,
    'permission/released': ({ kind }, actor) => `${who(actor)}: permiso devuelto: ${may(kind)}.`,
    'screen/started': ({ wholeScreen }) =>
      wholeScreen ? 'Desde aquí se ve la pantalla entera.' : 'Desde aquí se ve la parte de la pantalla que se eligió.',
    'screen/stopped': () => 'La pantalla ya no se ve.',
    'control/started': () => 'Desde aquí el técnico controla el ratón y el teclado.',
    'control/stopped': () => 'El técnico ya no controla el ratón ni el teclado.',
    'camera/started': ({ facing }) => `Desde aquí se ve la cámara (${logWord(facingWords, facing)}).`,
    'camera/paused': ({ by }) => `Cámara en pausa, ${logWord(pauseWords, by)}.`,
    'camera/resumed': () => 'La cámara se ve de nuevo.',
    'camera/stopped': () => 'El técnico ya no ve la cámara.',
    'camera/failed': ({ reason }) => `No se puede ver la cámara. ${why(reason)}`,
    'camera/switched': ({ facing }) => `Desde aquí se usa la ${logWord(facingWords, facing)}.`,
    'camera/requested': ({ request }, actor) => `${who(actor)}: pidió al cliente ${logWord(requestWords, request)}.`,
    'camera/declined': ({ request }) => `Se pidió al cliente ${logWord(requestWords, request)}, y no quiso.`,
    'torch/changed': ({ on }) => (on ? 'Se encendió la linterna.' : 'Se apagó la linterna.'),
    'microphone/started': () => 'Desde aquí se oye el micrófono.',
    'microphone/muted': ({ by }) => `Micrófono silenciado, ${logWord(pauseWords, by)}.`,
    'microphone/unmuted': () => 'El micrófono se oye de nuevo.',
    'microphone/stopped': () => 'El técnico ya no oye el micrófono.',
    'mark/drawn': ({ tool, text }, actor) =>
      `${who(actor)}: dibujó ${logWord(toolWords, tool)} en la imagen${text === '' ? '' : `: «${text}»`}.`,
    'marks/removed': ({ count: marks }, actor) => `${who(actor)}: borró ${count(marks, 'dibujo', 'dibujos')}.`,
    'picture/shown': ({ still }) =>
      still ? 'El teléfono muestra una imagen fija con sus dibujos.' : 'El teléfono muestra de nuevo su cámara.',
    'picture/saved': ({ of, name, sizeBytes, sha256 }, actor) =>
      `${who(actor)}: ${logWord(savedWords, of)} guardada como «${name}» (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'recording/started': (_, actor) => `${who(actor)}: grabación de la llamada iniciada.`,
    'recording/stopped': () => 'La llamada ya no se graba.',
    'chat/message': ({ text }, actor) => `${who(actor)}: ${text}`,
    'file/offered': ({ name, sizeBytes }, actor) => `${who(actor)}: archivo «${name}» ofrecido (${size(sizeBytes)}).`,
    'file/accepted': ({ name }, actor) => `${who(actor)}: archivo «${name}» aceptado.`,
    'file/refused': ({ name, reason }, actor) => `${who(actor)}: archivo «${name}» rechazado. ${why(reason)}`,
    'file/done': ({ name, sizeBytes, sha256 }) =>
      `El archivo «${name}» llegó completo (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'file/failed': ({ name, reason }) => `El archivo «${name}» no llegó. ${why(reason)}`,
    'session/ended': ({ by, reason }) => `${who(by)}: sesión terminada. ${why(reason)}`,
  },
  erased: 'El texto de esta línea se borró.',
  unknown: (type) => `Un suceso que esta versión no conoce (${type}).`,
};
