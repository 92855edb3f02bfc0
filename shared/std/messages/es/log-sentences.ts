import { formatByteCount } from '../byte-count.ts';
import { logWord, reasonSentence, type LogSentences } from '../log-sentences.ts';
import { words } from './words.ts';

const actors: Readonly<Record<string, string>> = { ...words.actor, relay: 'Servidor de asistencia' };
const sessionTypes = { remoteSupport: 'Asistencia remota', lens: 'Lens', chatOnly: 'Solo chat' };

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;
const minutes = (value: number): string => count(value, 'minuto', 'minutos');
const size = (bytes: number): string => formatByteCount('es', bytes);
const may = (kind: string): string => logWord(words.permission, kind);
const why = (reason: string): string => reasonSentence(reason, 'es');
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
    'connection/opened': () => 'Los dos equipos están conectados.',
    'connection/lost': () => 'Se perdió la conexión entre los dos equipos.',
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
