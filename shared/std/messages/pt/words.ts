import type { Words } from '../words.ts';

/** Portuguese names of permissions, sides and reasons. */
export const words: Words = {
  permission: {
    viewScreen: 'ver a tela',
    control: 'controlar o mouse e o teclado',
    sendFile: 'enviar arquivos ao cliente',
    takeFile: 'buscar arquivos do cliente',
    camera: 'ver o que a câmera vê',
    voice: 'conversar por voz',
    recording: 'gravar a chamada',
  },
  endedBy: {
    technician: 'técnico',
    customer: 'cliente',
    relay: 'servidor de suporte',
    handrail: 'programa',
  },
  endReason: {
    ended: 'Encerrada normalmente.',
    termsDeclined: 'Os termos de uso não foram aceitos.',
    wrongCodes: 'O código de verificação estava errado três vezes.',
    handshakeFailed: 'Não foi possível criar a conexão segura, ou alguém tentou alterá-la no caminho.',
    joinedTwice: 'Duas pessoas usaram o mesmo código PIN ou link.',
    connectionFailed: 'Os dois dispositivos não conseguiram se conectar.',
    protocolBroken: 'O outro lado enviou algo que não faz sentido.',
    windowClosed: 'A janela foi fechada.',
    logUnwritable: 'Não foi possível gravar o registro da sessão.',
  },
  verifiedBy: { code: 'código de verificação', link: 'link' },
  path: { direct: 'diretamente', relayed: 'pelo servidor de suporte' },
  actor: { technician: 'Técnico', customer: 'Cliente', handrail: 'Handrail' },
};
