import { formatByteCount } from '../byte-count.ts';
import { logWord, reasonSentence, type LogSentences } from '../log-sentences.ts';
import { failureMessages } from './failures.ts';
import { words } from './words.ts';

const actors: Readonly<Record<string, string>> = { ...words.actor, relay: 'Servidor de suporte' };
const sessionTypes = { remoteSupport: 'Suporte remoto', lens: 'Lens', chatOnly: 'Só chat' };

const facingWords = { rear: 'câmera traseira', front: 'câmera frontal' };
const pauseWords = {
  customer: 'pelo cliente',
  hidden: 'porque a página ficou em segundo plano',
  system: 'pelo próprio telefone',
  hold: 'porque a sessão está em espera',
};
const requestWords = {
  rear: 'usar a câmera traseira',
  front: 'usar a câmera frontal',
  torchOn: 'ligar a lanterna',
  torchOff: 'desligar a lanterna',
};
const toolWords = {
  pen: 'uma linha',
  arrow: 'uma seta',
  circle: 'um círculo',
  highlighter: 'um destaque',
  text: 'um texto',
  number: 'uma marca numerada',
};
const savedWords = { camera: 'imagem da câmera', screen: 'imagem da tela', recording: 'gravação da chamada' };

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;
const minutes = (value: number): string => count(value, 'minuto', 'minutos');
const size = (bytes: number): string => formatByteCount('pt', bytes);
const may = (kind: string): string => logWord(words.permission, kind);
const why = (reason: string): string => reasonSentence(reason, failureMessages, words);
const who = (actor: string): string => logWord(actors, actor);
/** Enough of a key or hash to compare by eye; the row itself has all of it. */
const short = (fingerprint: string): string => (fingerprint.length > 16 ? `${fingerprint.slice(0, 16)}…` : fingerprint);

/** The session log in Portuguese. */
export const portugueseLogSentences: LogSentences = {
  events: {
    'session/created': ({ name, sessionType }, actor) =>
      `${who(actor)}: sessão “${name}” criada (${logWord(sessionTypes, sessionType)}).`,
    'pin/created': ({ pin, expiresInMinutes }, actor) =>
      `${who(actor)}: código PIN ${pin} criado. Vale uma vez, por ${minutes(expiresInMinutes)}.`,
    'link/created': ({ expiresInMinutes }, actor) =>
      `${who(actor)}: link criado. Vale uma vez, por ${minutes(expiresInMinutes)}.`,
    'entry/expired': () => 'O código PIN ou o link venceu sem que ninguém o usasse.',
    'customer/joined': ({ platform }) => `O cliente entrou a partir de ${platform}.`,
    'handshake/done': ({ transcript, technicianDevice, customerLogKey }) =>
      `Os dois lados combinaram chaves; daqui em diante tudo é criptografado de ponta a ponta (transcrição ${short(transcript)}, dispositivo do técnico ${short(technicianDevice)}, chave de registro do cliente ${short(customerLogKey)}).`,
    'handshake/failed': ({ reason }) => `Não foi possível criar uma conexão segura. ${why(reason)}`,
    'terms/accepted': ({ version, locale, hash }) =>
      `Termos de uso aceitos, versão ${version} (${locale}, texto ${short(hash)}).`,
    'terms/declined': ({ version, locale, hash }) =>
      `Termos de uso recusados, versão ${version} (${locale}, texto ${short(hash)}).`,
    'verification/done': ({ by }) => `O técnico foi verificado (${logWord(words.verifiedBy, by)}).`,
    'verification/wrong': ({ triesLeft }) =>
      `Código de verificação errado. Restam ${count(triesLeft, 'tentativa', 'tentativas')}.`,
    'session/started': (_, actor) => `${who(actor)}: sessão iniciada.`,
    'session/held': (_, actor) => `${who(actor)}: sessão em espera.`,
    'session/resumed': (_, actor) => `${who(actor)}: sessão retomada.`,
    'connection/opened': () => 'Os dois dispositivos estão conectados.',
    'connection/lost': () => 'A conexão entre os dois dispositivos foi perdida.',
    'relay/lost': () => 'A conexão com o servidor de suporte foi perdida.',
    'relay/back': () => 'A conexão com o servidor de suporte voltou.',
    'permission/asked': ({ kind }, actor) => `${who(actor)}: permissão pedida: ${may(kind)}.`,
    'permission/allowed': ({ kind }) => `Permitido: ${may(kind)}.`,
    'permission/denied': ({ kind, reason }) => `Não permitido: ${may(kind)}. ${why(reason)}`,
    'permission/revoked': ({ kinds }, actor) =>
      `${who(actor)}: permissões retiradas: ${kinds
        .split(/[\s,]+/)
        .filter((kind) => kind !== '')
        .map(may)
        .join(', ')}.`,
    'permission/released': ({ kind }, actor) => `${who(actor)}: permissão devolvida: ${may(kind)}.`,
    'screen/started': ({ wholeScreen }) =>
      wholeScreen
        ? 'Daqui em diante a tela inteira pode ser vista.'
        : 'Daqui em diante a parte escolhida da tela pode ser vista.',
    'screen/stopped': () => 'A tela não é mais vista.',
    'control/started': () => 'Daqui em diante o técnico controla o mouse e o teclado.',
    'control/stopped': () => 'O técnico não controla mais o mouse nem o teclado.',
    'camera/started': ({ facing }) => `Daqui em diante a câmera é vista (${logWord(facingWords, facing)}).`,
    'camera/paused': ({ by }) => `Câmera em pausa, ${logWord(pauseWords, by)}.`,
    'camera/resumed': () => 'A câmera é vista de novo.',
    'camera/stopped': () => 'O técnico não vê mais a câmera.',
    'camera/failed': ({ reason }) => `A câmera não pode ser vista. ${why(reason)}`,
    'camera/switched': ({ facing }) => `Daqui em diante é usada a ${logWord(facingWords, facing)}.`,
    'camera/requested': ({ request }, actor) =>
      `${who(actor)}: pediu ao cliente para ${logWord(requestWords, request)}.`,
    'camera/declined': ({ request }) => `Foi pedido ao cliente para ${logWord(requestWords, request)}, e ele não quis.`,
    'torch/changed': ({ on }) => (on ? 'A lanterna foi ligada.' : 'A lanterna foi desligada.'),
    'microphone/started': () => 'Daqui em diante o microfone é ouvido.',
    'microphone/muted': ({ by }) => `Microfone silenciado, ${logWord(pauseWords, by)}.`,
    'microphone/unmuted': () => 'O microfone é ouvido de novo.',
    'microphone/stopped': () => 'O técnico não ouve mais o microfone.',
    'mark/drawn': ({ tool, text }, actor) =>
      `${who(actor)}: desenhou ${logWord(toolWords, tool)} na imagem${text === '' ? '' : `: “${text}”`}.`,
    'marks/removed': ({ count: marks }, actor) => `${who(actor)}: apagou ${count(marks, 'desenho', 'desenhos')}.`,
    'picture/shown': ({ still }) =>
      still ? 'O telefone mostra uma imagem parada com seus desenhos.' : 'O telefone mostra de novo a câmera.',
    'picture/saved': ({ of, name, sizeBytes, sha256 }, actor) =>
      `${who(actor)}: ${logWord(savedWords, of)} salva como “${name}” (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'recording/started': (_, actor) => `${who(actor)}: gravação da chamada iniciada.`,
    'recording/stopped': () => 'A chamada não é mais gravada.',
    'chat/message': ({ text }, actor) => `${who(actor)}: ${text}`,
    'file/offered': ({ name, sizeBytes }, actor) => `${who(actor)}: arquivo “${name}” oferecido (${size(sizeBytes)}).`,
    'file/accepted': ({ name }, actor) => `${who(actor)}: arquivo “${name}” aceito.`,
    'file/refused': ({ name, reason }, actor) => `${who(actor)}: arquivo “${name}” recusado. ${why(reason)}`,
    'file/done': ({ name, sizeBytes, sha256 }) =>
      `O arquivo “${name}” chegou inteiro (${size(sizeBytes)}, SHA-256 ${sha256}).`,
    'file/failed': ({ name, reason }) => `O arquivo “${name}” não chegou. ${why(reason)}`,
    'session/ended': ({ by, reason }) => `${who(by)}: sessão encerrada. ${why(reason)}`,
  },
  erased: 'O texto desta linha foi apagado.',
  unknown: (type) => `Um evento que esta versão não conhece (${type}).`,
};
