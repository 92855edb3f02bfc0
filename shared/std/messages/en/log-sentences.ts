import { formatByteCount } from '../byte-count.ts';
import { logWord, reasonSentence, type LogSentences } from '../log-sentences.ts';
import { failureMessages } from './failures.ts';
import { words } from './words.ts';

const actors: Readonly<Record<string, string>> = {
  technician: 'The technician',
  customer: 'The customer',
  handrail: 'Handrail',
  relay: 'The support server',
};
const sessionTypes = { remoteSupport: 'Remote Support', lens: 'Lens', chatOnly: 'Chat Only' };

const facingWords = { rear: 'rear camera', front: 'front camera' };
const pauseWords = {
  customer: 'by the customer',
  hidden: 'because the page was in the background',
  system: 'by the phone itself',
  hold: 'because the session is on hold',
};
const requestWords = {
  rear: 'to use the rear camera',
  front: 'to use the front camera',
  torchOn: 'to turn the flashlight on',
  torchOff: 'to turn the flashlight off',
};
const toolWords = {
  pen: 'a line',
  arrow: 'an arrow',
  circle: 'a circle',
  highlighter: 'a highlight',
  text: 'a text',
  number: 'a numbered mark',
};
const savedWords = {
  camera: 'a picture of the camera',
  screen: 'a picture of the screen',
  recording: 'a recording of the call',
};

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;
const minutes = (value: number): string => count(value, 'minute', 'minutes');
const size = (bytes: number): string => formatByteCount('en', bytes);
const may = (kind: string): string => logWord(words.permission, kind);
const why = (reason: string): string => reasonSentence(reason, failureMessages, words);
const who = (actor: string): string => logWord(actors, actor);
/** Enough of a key or hash to compare by eye; the row itself has all of it. */
const short = (fingerprint: string): string => (fingerprint.length > 16 ? `${fingerprint.slice(0, 16)}…` : fingerprint);

/** The session log in English. */
export const englishLogSentences: LogSentences = {
  events: {
    'session/created': ({ name, sessionType }, actor) =>
      `${who(actor)} created the session “${name}” (${logWord(sessionTypes, sessionType)}).`,
    'pin/created': ({ pin, expiresInMinutes }, actor) =>
      `${who(actor)} created the PIN code ${pin}. It can be used once, within ${minutes(expiresInMinutes)}.`,
    'link/created': ({ expiresInMinutes }, actor) =>
      `${who(actor)} created a link. It can be used once, within ${minutes(expiresInMinutes)}.`,
    'entry/expired': () => 'The PIN code or link expired before anybody used it.',
    'customer/joined': ({ platform }) => `The customer joined from ${platform}.`,
    'handshake/done': ({ transcript, technicianDevice, customerLogKey }) =>
      'Both sides agreed on keys; from here on everything is encrypted end to end ' +
      `(transcript ${short(transcript)}, technician’s device ${short(technicianDevice)}, ` +
      `customer’s log key ${short(customerLogKey)}).`,
    'handshake/failed': ({ reason }) => `No secure connection could be made. ${why(reason)}`,
    'terms/accepted': ({ version, hash, locale }) =>
      `The customer accepted the terms of use, version ${version} (${locale}, text ${short(hash)}).`,
    'terms/declined': ({ version, hash, locale }) =>
      `The customer declined the terms of use, version ${version} (${locale}, text ${short(hash)}).`,
    'verification/done': ({ by }) => `The technician was verified by the ${logWord(words.verifiedBy, by)}.`,
    'verification/wrong': ({ triesLeft }) =>
      `The customer typed a wrong verification code. ${count(triesLeft, 'try', 'tries')} left.`,
    'session/started': (_, actor) => `${who(actor)} started the session.`,
    'session/held': (_, actor) => `${who(actor)} put the session on hold.`,
    'session/resumed': (_, actor) => `${who(actor)} went on with the session.`,
    'connection/opened': () => 'The two devices are connected.',
    'connection/lost': () => 'The connection between the two devices was lost.',
    'relay/lost': () => 'The connection to the support server was lost.',
    'relay/back': () => 'The connection to the support server is back.',
    'permission/asked': ({ kind }, actor) => `${who(actor)} asked to ${may(kind)}.`,
    'permission/allowed': ({ kind }) => `The customer allowed the technician to ${may(kind)}.`,
    'permission/denied': ({ kind, reason }) => `The technician was not allowed to ${may(kind)}. ${why(reason)}`,
    'permission/revoked': ({ kinds }, actor) =>
      `${who(actor)} took back what was allowed: ${kinds
        .split(/[\s,]+/)
        .filter((kind) => kind !== '')
        .map(may)
        .join(', ')}.`,
    'permission/released': ({ kind }, actor) => `${who(actor)} gave back the permission to ${may(kind)}.`,
    'screen/started': ({ wholeScreen }) =>
      wholeScreen
        ? 'The technician sees the whole screen from here on.'
        : 'The technician sees a part of the screen, as the customer chose it, from here on.',
    'screen/stopped': () => 'The technician no longer sees the screen.',
    'control/started': () => 'The technician controls mouse and keyboard from here on.',
    'control/stopped': () => 'The technician no longer controls mouse and keyboard.',
    'camera/started': ({ facing }) => `The technician sees the ${logWord(facingWords, facing)} from here on.`,
    'camera/paused': ({ by }) => `The camera was paused ${logWord(pauseWords, by)}.`,
    'camera/resumed': () => 'The camera is seen again.',
    'camera/stopped': () => 'The technician no longer sees the camera.',
    'camera/failed': ({ reason }) => `The camera cannot be seen. ${why(reason)}`,
    'camera/switched': ({ facing }) => `The ${logWord(facingWords, facing)} is used from here on.`,
    'camera/requested': ({ request }, actor) => `${who(actor)} asked the customer ${logWord(requestWords, request)}.`,
    'camera/declined': ({ request }) =>
      `The customer was asked ${logWord(requestWords, request)}, and did not want to.`,
    'torch/changed': ({ on }) => (on ? 'The flashlight was turned on.' : 'The flashlight was turned off.'),
    'microphone/started': () => 'The technician hears the microphone from here on.',
    'microphone/muted': ({ by }) => `The microphone was muted ${logWord(pauseWords, by)}.`,
    'microphone/unmuted': () => 'The microphone is heard again.',
    'microphone/stopped': () => 'The technician no longer hears the microphone.',
    'mark/drawn': ({ tool, text }, actor) =>
      `${who(actor)} drew ${logWord(toolWords, tool)} on the picture${text === '' ? '' : `: “${text}”`}.`,
    'marks/removed': ({ count: marks }, actor) => `${who(actor)} erased ${count(marks, 'drawing', 'drawings')}.`,
    'picture/shown': ({ still }) =>
      still ? 'The phone shows a still picture with its drawings.' : 'The phone shows its camera again.',
    'picture/saved': ({ of, name, sizeBytes, sha256 }, actor) =>
      `${who(actor)} saved ${logWord(savedWords, of)} as “${name}” (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'recording/started': (_, actor) => `${who(actor)} records the call from here on.`,
    'recording/stopped': () => 'The call is no longer recorded.',
    'chat/message': ({ text }, actor) => `${who(actor)} wrote: ${text}`,
    'file/offered': ({ name, sizeBytes }, actor) => `${who(actor)} offered the file “${name}” (${size(sizeBytes)}).`,
    'file/accepted': ({ name }, actor) => `${who(actor)} accepted the file “${name}”.`,
    'file/refused': ({ name, reason }, actor) => `${who(actor)} refused the file “${name}”. ${why(reason)}`,
    'file/done': ({ name, sizeBytes, sha256 }) =>
      `The file “${name}” arrived whole (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'file/failed': ({ name, reason }) => `The file “${name}” did not arrive. ${why(reason)}`,
    'session/ended': ({ by, reason }) => `${who(by)} ended the session. ${why(reason)}`,
  },
  erased: 'The text of this row was erased.',
  unknown: (type) => `An event that this version does not know (${type}).`,
};
