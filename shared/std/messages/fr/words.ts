import type { Words } from '../words.ts';

/** French names of permissions, sides and reasons. */
export const words: Words = {
  permission: {
    viewScreen: 'voir l’écran',
    control: 'utiliser la souris et le clavier',
    sendFile: 'envoyer des fichiers au client',
    takeFile: 'prendre des fichiers du client',
    camera: 'voir ce que voit la caméra',
    voice: 'parler de vive voix',
    recording: 'enregistrer l’appel',
  },
  endedBy: {
    technician: 'technicien',
    customer: 'client',
    relay: 'serveur d’assistance',
    handrail: 'programme',
  },
  endReason: {
    ended: 'Terminée normalement.',
    termsDeclined: 'Les conditions d’utilisation n’ont pas été acceptées.',
    wrongCodes: 'Le code de vérification était faux trois fois.',
    handshakeFailed: 'La connexion sécurisée n’a pas pu être établie, ou quelqu’un a tenté de la modifier en chemin.',
    joinedTwice: 'Deux personnes ont utilisé le même code PIN ou le même lien.',
    connectionFailed: 'Les deux appareils n’ont pas pu se connecter l’un à l’autre.',
    protocolBroken: 'L’autre côté a envoyé quelque chose d’incompréhensible.',
    windowClosed: 'La fenêtre a été fermée.',
    logUnwritable: 'Le journal de la session n’a pas pu être écrit.',
  },
  verifiedBy: { code: 'code de vérification', link: 'lien' },
  path: { direct: 'directement', relayed: 'par le serveur d’assistance' },
  actor: { technician: 'Technicien', customer: 'Client', handrail: 'Handrail' },
};
