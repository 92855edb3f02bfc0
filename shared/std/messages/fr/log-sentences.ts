import { formatByteCount } from '../byte-count.ts';
import { logWord, reasonSentence, type LogSentences } from '../log-sentences.ts';
import { failureMessages } from './failures.ts';
import { words } from './words.ts';

const actors: Readonly<Record<string, string>> = { ...words.actor, relay: 'Serveur d’assistance' };
const sessionTypes = { remoteSupport: 'Assistance à distance', lens: 'Lens', chatOnly: 'Messages seulement' };

const facingWords = { rear: 'caméra arrière', front: 'caméra avant' };
const pauseWords = {
  customer: 'par le client',
  hidden: 'parce que la page était en arrière-plan',
  system: 'par le téléphone lui-même',
  hold: 'parce que la session est en attente',
};
const requestWords = {
  rear: 'd’utiliser la caméra arrière',
  front: 'd’utiliser la caméra avant',
  torchOn: 'd’allumer la lampe',
  torchOff: 'd’éteindre la lampe',
};
const toolWords = {
  pen: 'un trait',
  arrow: 'une flèche',
  circle: 'un cercle',
  highlighter: 'un surlignage',
  text: 'un texte',
  number: 'un repère numéroté',
};
const savedWords = { camera: 'image de la caméra', screen: 'image de l’écran', recording: 'enregistrement de l’appel' };

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;
const minutes = (value: number): string => count(value, 'minute', 'minutes');
const size = (bytes: number): string => formatByteCount('fr', bytes);
const may = (kind: string): string => logWord(words.permission, kind);
const why = (reason: string): string => reasonSentence(reason, failureMessages, words);
const who = (actor: string): string => logWord(actors, actor);
/** Enough of a key or hash to compare by eye; the row itself has all of it. */
const short = (fingerprint: string): string => (fingerprint.length > 16 ? `${fingerprint.slice(0, 16)}…` : fingerprint);

/** The session log in French. */
export const frenchLogSentences: LogSentences = {
  events: {
    'session/created': ({ name, sessionType }, actor) =>
      `${who(actor)} : session « ${name} » créée (${logWord(sessionTypes, sessionType)}).`,
    'pin/created': ({ pin, expiresInMinutes }, actor) =>
      `${who(actor)} : code PIN ${pin} créé. Il sert une fois, pendant ${minutes(expiresInMinutes)}.`,
    'link/created': ({ expiresInMinutes }, actor) =>
      `${who(actor)} : lien créé. Il sert une fois, pendant ${minutes(expiresInMinutes)}.`,
    'entry/expired': () => 'Le code PIN ou le lien a expiré sans avoir servi.',
    'customer/joined': ({ platform }) => `Le client s’est connecté depuis ${platform}.`,
    'handshake/done': ({ transcript, technicianDevice, customerLogKey }) =>
      `Les deux côtés ont convenu de clés ; à partir d’ici, tout est chiffré de bout en bout (transcription ${short(transcript)}, appareil du technicien ${short(technicianDevice)}, clé de journal du client ${short(customerLogKey)}).`,
    'handshake/failed': ({ reason }) => `Aucune connexion sécurisée n’a pu être établie. ${why(reason)}`,
    'terms/accepted': ({ version, locale, hash }) =>
      `Conditions d’utilisation acceptées, version ${version} (${locale}, texte ${short(hash)}).`,
    'terms/declined': ({ version, locale, hash }) =>
      `Conditions d’utilisation refusées, version ${version} (${locale}, texte ${short(hash)}).`,
    'verification/done': ({ by }) => `Le technicien a été vérifié (${logWord(words.verifiedBy, by)}).`,
    'verification/wrong': ({ triesLeft }) =>
      `Code de vérification faux. Encore ${count(triesLeft, 'essai', 'essais')}.`,
    'session/started': (_, actor) => `${who(actor)} : session commencée.`,
    'session/held': (_, actor) => `${who(actor)} : session mise en attente.`,
    'session/resumed': (_, actor) => `${who(actor)} : session reprise.`,
    'connection/opened': () => 'Les deux appareils sont connectés.',
    'connection/lost': () => 'La connexion entre les deux appareils est perdue.',
    'relay/lost': () => 'La connexion au serveur d’assistance est perdue.',
    'relay/back': () => 'La connexion au serveur d’assistance est rétablie.',
    'permission/asked': ({ kind }, actor) => `${who(actor)} : autorisation demandée : ${may(kind)}.`,
    'permission/allowed': ({ kind }) => `Autorisé : ${may(kind)}.`,
    'permission/denied': ({ kind, reason }) => `Non autorisé : ${may(kind)}. ${why(reason)}`,
    'permission/revoked': ({ kinds }, actor) =>
      `${who(actor)} : autorisations retirées : ${kinds
        .split(/[\s,]+/)
        .filter((kind) => kind !== '')
        .map(may)
        .join(', ')}.`,
    'permission/released': ({ kind }, actor) => `${who(actor)} : autorisation rendue : ${may(kind)}.`,
    'screen/started': ({ wholeScreen }) =>
      wholeScreen
        ? 'À partir d’ici, tout l’écran est visible.'
        : 'À partir d’ici, la partie choisie de l’écran est visible.',
    'screen/stopped': () => 'L’écran n’est plus visible.',
    'control/started': () => 'À partir d’ici, le technicien utilise la souris et le clavier.',
    'control/stopped': () => 'Le technicien n’utilise plus la souris ni le clavier.',
    'camera/started': ({ facing }) => `La caméra est visible à partir d’ici (${logWord(facingWords, facing)}).`,
    'camera/paused': ({ by }) => `Caméra en pause, ${logWord(pauseWords, by)}.`,
    'camera/resumed': () => 'La caméra est de nouveau visible.',
    'camera/stopped': () => 'Le technicien ne voit plus la caméra.',
    'camera/failed': ({ reason }) => `La caméra ne peut pas être vue. ${why(reason)}`,
    'camera/switched': ({ facing }) => `La ${logWord(facingWords, facing)} est utilisée à partir d’ici.`,
    'camera/requested': ({ request }, actor) =>
      `${who(actor)} : a demandé au client ${logWord(requestWords, request)}.`,
    'camera/declined': ({ request }) =>
      `Il a été demandé au client ${logWord(requestWords, request)}, et il n’a pas voulu.`,
    'torch/changed': ({ on }) => (on ? 'La lampe a été allumée.' : 'La lampe a été éteinte.'),
    'microphone/started': () => 'Le micro est entendu à partir d’ici.',
    'microphone/muted': ({ by }) => `Micro coupé, ${logWord(pauseWords, by)}.`,
    'microphone/unmuted': () => 'Le micro est de nouveau entendu.',
    'microphone/stopped': () => 'Le technicien n’entend plus le micro.',
    'mark/drawn': ({ tool, text }, actor) =>
      `${who(actor)} : a dessiné ${logWord(toolWords, tool)} sur l’image${text === '' ? '' : ` : « ${text} »`}.`,
    'marks/removed': ({ count: marks }, actor) => `${who(actor)} : a effacé ${count(marks, 'dessin', 'dessins')}.`,
    'picture/shown': ({ still }) =>
      still ? 'Le téléphone montre une image fixe avec ses dessins.' : 'Le téléphone montre de nouveau sa caméra.',
    'picture/saved': ({ of, name, sizeBytes, sha256 }, actor) =>
      `${who(actor)} : ${logWord(savedWords, of)} gardé sous « ${name} » (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'recording/started': (_, actor) => `${who(actor)} : enregistrement de l’appel commencé.`,
    'recording/stopped': () => 'L’appel n’est plus enregistré.',
    'chat/message': ({ text }, actor) => `${who(actor)} : ${text}`,
    'file/offered': ({ name, sizeBytes }, actor) => `${who(actor)} : fichier « ${name} » proposé (${size(sizeBytes)}).`,
    'file/accepted': ({ name }, actor) => `${who(actor)} : fichier « ${name} » accepté.`,
    'file/refused': ({ name, reason }, actor) => `${who(actor)} : fichier « ${name} » refusé. ${why(reason)}`,
    'file/done': ({ name, sizeBytes, sha256 }) =>
      `Le fichier « ${name} » est arrivé entier (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'file/failed': ({ name, reason }) => `Le fichier « ${name} » n’est pas arrivé. ${why(reason)}`,
    'session/ended': ({ by, reason }) => `${who(by)} : session terminée. ${why(reason)}`,
  },
  erased: 'Le texte de cette ligne a été effacé.',
  unknown: (type) => `Un événement que cette version ne connaît pas (${type}).`,
};
