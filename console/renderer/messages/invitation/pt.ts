import type { Translation } from '#shared/std/messages/message.ts';
import type { en } from './en.ts';

/** Portuguese texts of invitations. */
export const pt: Translation<typeof en> = {
  subject: 'Sessão de suporte com {technician} ({organisation})',
  hello: 'Olá,',
  invites: '{technician} ({organisation}) convida você para uma sessão de suporte.',
  invitesLens:
    '{technician} ({organisation}) convida você para uma sessão de suporte com a câmera do seu celular. Basta o navegador do celular; nada é instalado.',
  open: '1. Abra este link:',
  openLens: '1. Abra este link no celular:',
  orPin: 'Ou acesse {address} e digite o código PIN {pin}.',
  terms: '2. Leia os termos de uso e aceite-os.',
  wait: '3. Aguarde {technician}. Pedimos sua permissão antes de compartilhar qualquer coisa, e você pode encerrar a sessão a qualquer momento.',
  waitLens:
    '3. Aguarde {technician}. Antes disso nenhuma imagem sai do seu celular, e você pode pausar ou encerrar a qualquer momento.',
  works: 'O link e o código PIN valem uma única vez, até as {time}.',
  never: 'Ninguém pedirá senhas nem pagamentos. Se alguém pedir, ou se você não esperava esta mensagem, não continue.',
  sms: '{technician} ({organisation}) convida você para uma sessão de suporte. Abra {url} ou acesse {address} e digite o PIN {pin}. Vale uma vez, até as {time}. Ninguém pedirá senhas nem pagamentos.',
  smsLens:
    '{technician} ({organisation}) convida você para uma sessão de suporte com a câmera do seu celular. Abra {url} ou acesse {address} e digite o PIN {pin}. Vale uma vez, até as {time}. Ninguém pedirá senhas nem pagamentos.',
};
