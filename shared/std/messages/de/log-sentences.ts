import { formatByteCount } from '../byte-count.ts';
import { logWord, reasonSentence, type LogSentences } from '../log-sentences.ts';
import { words } from './words.ts';

const actors: Readonly<Record<string, string>> = { ...words.actor, relay: 'Vermittlungsserver' };
const sessionTypes = { remoteSupport: 'Fernhilfe', lens: 'Lens', chatOnly: 'Nur Chat' };

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;
const minutes = (value: number): string => count(value, 'Minute', 'Minuten');
const size = (bytes: number): string => formatByteCount('de', bytes);
const may = (kind: string): string => logWord(words.permission, kind);
const why = (reason: string): string => reasonSentence(reason, 'de');
const who = (actor: string): string => logWord(actors, actor);
/** Enough of a key or hash to compare by eye; the row itself has all of it. */
const short = (fingerprint: string): string => (fingerprint.length > 16 ? `${fingerprint.slice(0, 16)}…` : fingerprint);

/** The session log in German. */
export const germanLogSentences: LogSentences = {
  events: {
    'session/created': ({ name, sessionType }, actor) =>
      `${who(actor)}: Sitzung „${name}“ angelegt (${logWord(sessionTypes, sessionType)}).`,
    'pin/created': ({ pin, expiresInMinutes }, actor) =>
      `${who(actor)}: PIN-Code ${pin} erstellt. Er gilt einmal, innerhalb von ${minutes(expiresInMinutes)}.`,
    'link/created': ({ expiresInMinutes }, actor) =>
      `${who(actor)}: Link erstellt. Er gilt einmal, innerhalb von ${minutes(expiresInMinutes)}.`,
    'entry/expired': () => 'Der PIN-Code oder Link lief ab, ohne dass jemand ihn benutzt hat.',
    'customer/joined': ({ platform }) => `Die Kundenseite ist dabei, von ${platform} aus.`,
    'handshake/done': ({ transcript, technicianDevice, customerLogKey }) =>
      `Beide Seiten haben Schlüssel vereinbart; ab hier ist alles durchgehend verschlüsselt (Mitschrift ${short(transcript)}, Gerät der Technik ${short(technicianDevice)}, Protokollschlüssel der Kundenseite ${short(customerLogKey)}).`,
    'handshake/failed': ({ reason }) => `Es kam keine sichere Verbindung zustande. ${why(reason)}`,
    'terms/accepted': ({ version, locale, hash }) =>
      `Nutzungsbedingungen angenommen, Version ${version} (${locale}, Text ${short(hash)}).`,
    'terms/declined': ({ version, locale, hash }) =>
      `Nutzungsbedingungen abgelehnt, Version ${version} (${locale}, Text ${short(hash)}).`,
    'verification/done': ({ by }) => `Die helfende Person wurde überprüft (${logWord(words.verifiedBy, by)}).`,
    'verification/wrong': ({ triesLeft }) =>
      `Falscher Prüfcode eingegeben. Noch ${count(triesLeft, 'Versuch', 'Versuche')}.`,
    'session/started': (_, actor) => `${who(actor)}: Sitzung begonnen.`,
    'session/held': (_, actor) => `${who(actor)}: Sitzung angehalten.`,
    'session/resumed': (_, actor) => `${who(actor)}: Sitzung fortgesetzt.`,
    'connection/opened': () => 'Die beiden Computer sind miteinander verbunden.',
    'connection/lost': () => 'Die Verbindung zwischen den beiden Computern ist abgebrochen.',
    'relay/lost': () => 'Die Verbindung zum Vermittlungsserver ist abgebrochen.',
    'relay/back': () => 'Die Verbindung zum Vermittlungsserver ist wieder da.',
    'permission/asked': ({ kind }, actor) => `${who(actor)}: Um Erlaubnis gefragt: ${may(kind)}.`,
    'permission/allowed': ({ kind }) => `Erlaubt: ${may(kind)}.`,
    'permission/denied': ({ kind, reason }) => `Nicht erlaubt: ${may(kind)}. ${why(reason)}`,
    'permission/revoked': ({ kinds }, actor) =>
      `${who(actor)}: Zurückgenommen: ${kinds
        .split(/[\s,]+/)
        .filter((kind) => kind !== '')
        .map(may)
        .join(', ')}.`,
    'permission/released': ({ kind }, actor) => `${who(actor)}: Erlaubnis zurückgegeben: ${may(kind)}.`,
    'screen/started': ({ wholeScreen }) =>
      wholeScreen
        ? 'Ab hier ist der ganze Bildschirm zu sehen.'
        : 'Ab hier ist der ausgewählte Teil des Bildschirms zu sehen.',
    'screen/stopped': () => 'Der Bildschirm ist nicht mehr zu sehen.',
    'control/started': () => 'Ab hier werden Maus und Tastatur ferngesteuert.',
    'control/stopped': () => 'Maus und Tastatur werden nicht mehr ferngesteuert.',
    'chat/message': ({ text }, actor) => `${who(actor)}: ${text}`,
    'file/offered': ({ name, sizeBytes }, actor) => `${who(actor)}: Datei „${name}“ angeboten (${size(sizeBytes)}).`,
    'file/accepted': ({ name }, actor) => `${who(actor)}: Datei „${name}“ angenommen.`,
    'file/refused': ({ name, reason }, actor) => `${who(actor)}: Datei „${name}“ abgelehnt. ${why(reason)}`,
    'file/done': ({ name, sizeBytes, sha256 }) =>
      `Die Datei „${name}“ ist vollständig angekommen (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'file/failed': ({ name, reason }) => `Die Datei „${name}“ ist nicht angekommen. ${why(reason)}`,
    'session/ended': ({ by, reason }) => `${who(by)}: Sitzung beendet. ${why(reason)}`,
  },
  erased: 'Der Text dieser Zeile wurde gelöscht.',
  unknown: (type) => `Ein Ereignis, das diese Version nicht kennt (${type}).`,
};
