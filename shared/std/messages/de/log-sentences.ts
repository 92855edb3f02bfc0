import { formatByteCount } from '../byte-count.ts';
import { logWord, reasonSentence, type LogSentences } from '../log-sentences.ts';
import { failureMessages } from './failures.ts';
import { words } from './words.ts';

const actors: Readonly<Record<string, string>> = { ...words.actor, relay: 'Vermittlungsserver' };
const sessionTypes = { remoteSupport: 'Fernhilfe', lens: 'Lens', chatOnly: 'Nur Chat' };

const facingWords = { rear: 'Rückkamera', front: 'Frontkamera' };
const pauseWords = {
  customer: 'von der Kundenseite',
  hidden: 'weil die Seite im Hintergrund war',
  system: 'vom Telefon selbst',
  hold: 'weil die Sitzung angehalten ist',
};
const requestWords = {
  rear: 'die Rückkamera zu benutzen',
  front: 'die Frontkamera zu benutzen',
  torchOn: 'die Taschenlampe einzuschalten',
  torchOff: 'die Taschenlampe auszuschalten',
};
const toolWords = {
  pen: 'eine Linie',
  arrow: 'einen Pfeil',
  circle: 'einen Kreis',
  highlighter: 'eine Markierung',
  text: 'einen Text',
  number: 'eine nummerierte Marke',
};
const savedWords = { camera: 'Kamerabild', screen: 'Bildschirmfoto', recording: 'Aufzeichnung des Gesprächs' };

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;
const minutes = (value: number): string => count(value, 'Minute', 'Minuten');
const size = (bytes: number): string => formatByteCount('de', bytes);
const may = (kind: string): string => logWord(words.permission, kind);
const why = (reason: string): string => reasonSentence(reason, failureMessages, words);
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
    'connection/opened': () => 'Die beiden Geräte sind miteinander verbunden.',
    'connection/lost': () => 'Die Verbindung zwischen den beiden Geräten ist abgebrochen.',
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
    'camera/started': ({ facing }) => `Ab hier ist das Bild der Kamera zu sehen (${logWord(facingWords, facing)}).`,
    'camera/paused': ({ by }) => `Kamera pausiert, ${logWord(pauseWords, by)}.`,
    'camera/resumed': () => 'Die Kamera ist wieder zu sehen.',
    'camera/stopped': () => 'Die Kamera ist nicht mehr zu sehen.',
    'camera/failed': ({ reason }) => `Die Kamera ist nicht zu sehen. ${why(reason)}`,
    'camera/switched': ({ facing }) => `Ab hier wird die ${logWord(facingWords, facing)} benutzt.`,
    'camera/requested': ({ request }, actor) => `${who(actor)}: Bitte, ${logWord(requestWords, request)}.`,
    'camera/declined': ({ request }) =>
      `Die Kundenseite wurde gebeten, ${logWord(requestWords, request)}, und wollte das nicht.`,
    'torch/changed': ({ on }) =>
      on ? 'Die Taschenlampe wurde eingeschaltet.' : 'Die Taschenlampe wurde ausgeschaltet.',
    'microphone/started': () => 'Ab hier ist das Mikrofon zu hören.',
    'microphone/muted': ({ by }) => `Mikrofon stumm, ${logWord(pauseWords, by)}.`,
    'microphone/unmuted': () => 'Das Mikrofon ist wieder zu hören.',
    'microphone/stopped': () => 'Das Mikrofon ist nicht mehr zu hören.',
    'mark/drawn': ({ tool, text }, actor) =>
      `${who(actor)}: ${logWord(toolWords, tool)} ins Bild gezeichnet${text === '' ? '' : `: „${text}“`}.`,
    'marks/removed': ({ count: marks }, actor) =>
      `${who(actor)}: ${count(marks, 'Zeichnung', 'Zeichnungen')} gelöscht.`,
    'picture/shown': ({ still }) =>
      still ? 'Das Telefon zeigt ein Standbild mit seinen Zeichnungen.' : 'Das Telefon zeigt wieder seine Kamera.',
    'picture/saved': ({ of, name, sizeBytes, sha256 }, actor) =>
      `${who(actor)}: ${logWord(savedWords, of)} gespeichert als „${name}“ (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'recording/started': (_, actor) => `${who(actor)}: Aufzeichnung des Gesprächs begonnen.`,
    'recording/stopped': () => 'Das Gespräch wird nicht mehr aufgezeichnet.',
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
