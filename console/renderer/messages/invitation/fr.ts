import type { Translation } from '#shared/std/messages/message.ts';
import type { en } from './en.ts';

/** French texts of invitations. */
export const fr: Translation<typeof en> = {
  subject: 'Session d’assistance avec {technician} ({organisation})',
  hello: 'Bonjour,',
  invites: '{technician} ({organisation}) vous invite à une session d’assistance.',
  invitesLens:
    '{technician} ({organisation}) vous invite à une session d’assistance avec la caméra de votre téléphone. Il vous suffit de son navigateur ; rien n’est installé.',
  open: '1. Ouvrez ce lien :',
  openLens: '1. Ouvrez ce lien sur votre téléphone :',
  orPin: 'Ou allez sur {address} et saisissez le code PIN {pin}.',
  terms: '2. Lisez les conditions d’utilisation et acceptez-les.',
  wait: '3. Attendez {technician}. On vous demande votre accord avant tout partage, et vous pouvez mettre fin à la session à tout moment.',
  waitLens:
    '3. Attendez {technician}. Avant cela, aucune image ne quitte votre téléphone, et vous pouvez suspendre ou arrêter à tout moment.',
  works: 'Le lien et le code PIN servent une seule fois, jusqu’à {time}.',
  never:
    'Personne ne vous demandera de mot de passe ni de paiement. Si quelqu’un le fait, ou si vous n’attendiez pas ce message, n’allez pas plus loin.',
  sms: '{technician} ({organisation}) vous invite à une session d’assistance. Ouvrez {url} ou allez sur {address} et saisissez le PIN {pin}. Sert une fois, jusqu’à {time}. Personne ne demandera de mot de passe ni de paiement.',
  smsLens:
    '{technician} ({organisation}) vous invite à une session d’assistance avec la caméra de votre téléphone. Ouvrez {url} ou allez sur {address} et saisissez le PIN {pin}. Sert une fois, jusqu’à {time}. Personne ne demandera de mot de passe ni de paiement.',
};
