import type { FailureMessages } from '../failure-message.ts';

/** What happened, what is safe, what to do now, in French. */
export const failureMessages: FailureMessages = {
  // Joining
  pinRefused: {
    happened: 'Ce code PIN ne fonctionne pas. Il est peut-être mal saisi, déjà utilisé ou trop ancien.',
    safe: 'Rien de cet ordinateur n’a été partagé.',
    next: 'Vérifiez les chiffres avec votre technicien, ou demandez un nouveau code PIN.',
  },
  pinMalformed: {
    happened: 'Un code PIN a 6 chiffres, parfois 8.',
    safe: 'Rien n’a été envoyé.',
    next: 'Saisissez les chiffres comme votre technicien vous les lit. Les espaces ne comptent pas.',
  },
  pinTooManyTries: {
    happened: 'Trop de codes PIN faux ont été saisis d’ici.',
    safe: 'Rien de cet ordinateur n’a été partagé.',
    next: 'Attendez dix minutes, puis demandez un nouveau code PIN à votre technicien.',
  },
  linkRefused: {
    happened: 'Ce lien ne fonctionne plus. Il est peut-être déjà utilisé ou trop ancien.',
    safe: 'Rien de cet ordinateur n’a été partagé.',
    next: 'Demandez un nouveau lien à votre technicien.',
  },
  linkMalformed: {
    happened: 'Ce lien n’est pas complet.',
    safe: 'Rien n’a été envoyé.',
    next: 'Copiez le lien entier du message que vous avez reçu et ouvrez-le de nouveau.',
  },

  // Relay
  relayUnreachable: {
    happened: 'Le serveur d’assistance est injoignable.',
    safe: 'Rien n’a été perdu ni partagé.',
    next: 'Vérifiez la connexion internet, puis réessayez.',
  },
  relayLost: {
    happened: 'La connexion au serveur d’assistance est perdue.',
    safe: 'Les sessions en cours continuent sans lui.',
    next: 'Attendez un moment : Handrail se reconnecte. De nouvelles sessions seront possibles à son retour.',
  },
  relayRefusedLogin: {
    happened: 'Le serveur d’assistance n’accepte pas cette console.',
    safe: 'Les sessions et journaux de cet ordinateur sont toujours là.',
    next: 'Demandez à votre administrateur si cette console est encore inscrite, et sinon une nouvelle invitation.',
  },
  groupForbids: {
    happened: 'Votre groupe ne peut pas ouvrir ce type de session.',
    safe: 'Rien n’a été créé, et les sessions en cours continuent.',
    next: 'Choisissez un autre type de session, ou demandez à votre administrateur un certificat qui l’autorise.',
  },
  relayFull: {
    happened: 'Le serveur d’assistance est trop occupé pour une autre session.',
    safe: 'Les sessions en cours continuent.',
    next: 'Réessayez dans une minute.',
  },

  // Session
  relayIncompatible: {
    happened: 'Ce programme et le serveur d’assistance sont de versions différentes et ne se comprennent pas.',
    safe: 'Rien n’a été envoyé.',
    next: 'Installez la version actuelle de Handrail et recommencez.',
  },
  joinedTwice: {
    happened: 'Deux personnes ont utilisé le même code PIN, la session a donc été arrêtée.',
    safe: 'Rien n’a été partagé, ni avec l’une ni avec l’autre.',
    next: 'Commencez une nouvelle session avec un nouveau code PIN, donné à une seule personne.',
  },
  handshakeFailed: {
    happened: 'La connexion sécurisée n’a pas pu être établie, ou quelqu’un a tenté de la modifier en chemin.',
    safe: 'Rien n’a été partagé.',
    next: 'Recommencez avec un nouveau code PIN. Si cela se reproduit, utilisez un autre réseau.',
  },
  technicianNotVerified: {
    happened: 'Handrail ne peut pas savoir qui est ce technicien.',
    safe: 'Rien n’a été partagé.',
    next: 'Ne continuez que si vous avez appelé vous-même. Demandez un nouveau code PIN, ou raccrochez.',
  },
  codeWrong: {
    happened: 'Ce n’est pas le code de vérification.',
    safe: 'Rien n’a été partagé.',
    next: 'Demandez au technicien de relire le code, et saisissez-le de nouveau.',
  },
  codeWrongTooOften: {
    happened: 'Le code de vérification était faux trois fois, la session est donc terminée.',
    safe: 'Rien n’a été partagé.',
    next: 'Assurez-vous que vous vous parlez bien, puis recommencez avec un nouveau code PIN.',
  },
  connectionFailed: {
    happened: 'Les deux appareils n’ont pas pu se connecter l’un à l’autre.',
    safe: 'Rien n’a été partagé, et tout ce qui a été envoyé est dans le journal.',
    next: 'Vérifiez la connexion internet des deux côtés et recommencez avec un nouveau code PIN.',
  },
  protocolBroken: {
    happened: 'L’autre côté a envoyé quelque chose d’incompréhensible, la session a donc été arrêtée.',
    safe: 'Ce qu’il a envoyé a été rejeté.',
    next: 'Recommencez avec un nouveau code PIN. Si cela se reproduit, mettez les deux programmes à jour.',
  },
  notVerifiedYet: {
    happened: 'Le code de vérification n’a pas encore été confirmé.',
    safe: 'D’ici là, rien ne peut être vu, utilisé ni envoyé.',
    next: 'Le code est lu au téléphone et saisi dans Handrail.',
  },
  sessionNotFound: {
    happened: 'Cette session n’existe plus.',
    safe: 'Son journal est conservé.',
    next: 'Choisissez une autre session, ou créez-en une nouvelle.',
  },
  sessionNotActive: {
    happened: 'Cette session n’est pas en cours.',
    safe: 'Rien n’a été fait.',
    next: 'Attendez que la session commence ou reprenne.',
  },
  lensAlreadyActive: {
    happened:
      'Vous avez déjà une session Lens active, ici ou sur une autre console, et une seule est possible à la fois.',
    safe: 'Cette autre session n’est pas touchée, et ce client continue d’attendre.',
    next: 'Terminez l’autre session, puis commencez celle-ci. Même en pause, elle compte.',
  },

  // Permissions
  permissionDenied: {
    happened: 'La réponse était non.',
    safe: 'La session continue.',
    next: 'Voyez ensemble à quoi cela sert. La question peut ensuite être reposée.',
  },
  permissionNotAnswered: {
    happened: 'Il n’y a pas eu de réponse à temps, ce qui vaut un non.',
    safe: 'La session continue.',
    next: 'Si cela est souhaité, la question peut être reposée.',
  },
  permissionNotGranted: {
    happened: 'Cela n’a pas été autorisé.',
    safe: 'Rien n’a été fait.',
    next: 'Il faut d’abord demander l’autorisation.',
  },
  screenNotChosen: {
    happened: 'Aucun écran n’a été choisi pour le partage.',
    safe: 'Rien n’est partagé.',
    next: 'Quand la question revient, choisissez l’écran entier.',
  },
  captureFailed: {
    happened: 'L’ordinateur n’a pas laissé Handrail capter son écran.',
    safe: 'Rien n’est partagé. Les messages et les fichiers fonctionnent toujours.',
    next: 'Autorisez l’enregistrement de l’écran pour Handrail ou le navigateur dans les réglages du système, puis réessayez.',
  },
  screenSourceUnavailable: {
    happened: 'Cet ordinateur n’offre à Handrail aucun moyen de montrer lui-même son écran.',
    safe: 'Rien n’est partagé. Les messages et les fichiers fonctionnent toujours.',
    next: 'Réessayez et choisissez l’écran dans la liste du navigateur.',
  },
  screenCaptureFailed: {
    happened: 'Handrail n’a pas pu continuer à lire cet écran.',
    safe: 'Plus rien n’est partagé. Les messages et les fichiers fonctionnent toujours.',
    next: 'Réessayez. Si cela se reproduit, redémarrez Handrail.',
  },
  controlUnavailable: {
    happened: 'La souris et le clavier ne peuvent pas être pris en main sur cet appareil.',
    safe: 'L’affichage, les messages et les fichiers fonctionnent toujours.',
    next: 'Laissez-vous guider par téléphone ou par message.',
  },

  // Camera and voice
  cameraDenied: {
    happened: 'Le navigateur n’a pas le droit d’utiliser la caméra.',
    safe: 'Rien n’est montré, et la session continue sans image.',
    next: 'Autorisez la caméra pour cette page dans les réglages du navigateur, puis réessayez.',
  },
  cameraMissing: {
    happened: 'Il n’y a ici aucune caméra que le navigateur puisse utiliser.',
    safe: 'Rien n’est montré, et la session continue sans image.',
    next: 'Prenez un appareil avec une caméra, ou continuez avec les messages et la voix.',
  },
  cameraBusy: {
    happened: 'Un autre programme utilise la caméra.',
    safe: 'Rien n’est montré, et la session continue sans image.',
    next: 'Fermez l’autre programme, puis réessayez.',
  },
  cameraLost: {
    happened: 'La caméra s’est arrêtée d’elle-même : elle a été retirée, ou le système en avait besoin.',
    safe: 'Plus rien n’est montré, et la session continue.',
    next: 'Réessayez pour la relancer.',
  },
  cameraInsecure: {
    happened: 'Le navigateur ne donne pas la caméra à cette page, car son adresse n’est pas sécurisée (https).',
    safe: 'Rien n’est montré, et les messages fonctionnent.',
    next: 'Demandez à votre technicien une adresse sécurisée du serveur d’assistance.',
  },
  microphoneUnavailable: {
    happened: 'Le micro ne peut pas être utilisé.',
    safe: 'Rien n’est entendu, et la session continue sans voix.',
    next: 'Autorisez le micro dans les réglages du navigateur, ou continuez par messages.',
  },
  boardFull: {
    happened: 'Il y a trop de dessins sur l’image.',
    safe: 'Ceux qui y sont restent.',
    next: 'Effacez-en quelques-uns, puis dessinez de nouveau.',
  },
  recordingFailed: {
    happened: 'L’enregistrement ne peut pas continuer.',
    safe: 'Ce qui a été enregistré jusqu’ici est gardé, et la session continue.',
    next: 'Vérifiez l’espace libre sur le disque, puis commencez un nouvel enregistrement.',
  },

  // Files
  fileTooLarge: {
    happened: 'Le fichier est plus grand qu’annoncé, ou trop grand pour être envoyé.',
    safe: 'Ce qui en était arrivé a été effacé.',
    next: 'Vérifiez le fichier, puis envoyez-le de nouveau, en plusieurs parties s’il est très grand.',
  },
  diskFull: {
    happened: 'Il n’y a pas assez de place pour ce fichier.',
    safe: 'Rien n’a été écrasé, et la partie inachevée a été effacée.',
    next: 'Faites de la place sur l’ordinateur qui reçoit, puis envoyez le fichier de nouveau.',
  },
  fileHashMismatch: {
    happened: 'Le fichier n’est pas arrivé tel qu’il a été envoyé.',
    safe: 'La copie abîmée a été effacée.',
    next: 'Envoyez le fichier de nouveau.',
  },
  fileUnreadable: {
    happened: 'Le fichier n’a pas pu être lu.',
    safe: 'Rien n’a été envoyé.',
    next: 'Vérifiez qu’il est toujours là et n’est pas ouvert dans un autre programme, puis envoyez-le de nouveau.',
  },
  fileUnwritable: {
    happened: 'Le fichier n’a pas pu être enregistré.',
    safe: 'Aucun autre fichier n’a été touché.',
    next: 'Vérifiez le dossier de téléchargement de l’ordinateur qui reçoit, puis envoyez le fichier de nouveau.',
  },
  fileRefused: {
    happened: 'L’autre côté n’a pas voulu de ce fichier.',
    safe: 'Rien n’a été envoyé.',
    next: 'Parlez de ce qu’est ce fichier, puis envoyez-le de nouveau.',
  },
  fileCancelled: {
    happened: 'Le transfert a été annulé.',
    safe: 'La partie inachevée a été effacée.',
    next: 'Envoyez le fichier de nouveau quand vous serez prêt.',
  },
  tooManyTransfers: {
    happened: 'Plusieurs fichiers sont déjà en route.',
    safe: 'Ceux-là continuent.',
    next: 'Attendez que l’un d’eux soit terminé, puis envoyez ce fichier de nouveau.',
  },

  // Chat
  chatTooLong: {
    happened: 'Le message est trop long.',
    safe: 'Il n’a pas été envoyé et se trouve toujours dans le champ de texte.',
    next: 'Raccourcissez-le, ou envoyez-le sous forme de fichier.',
  },

  // Log
  logUnwritable: {
    happened: 'Le journal de la session n’a pas pu être écrit, la session a donc été arrêtée.',
    safe: 'Tout ce qui a été consigné avant est conservé.',
    next: 'Vérifiez la place libre sur cet ordinateur, puis commencez une nouvelle session.',
  },
  logTampered: {
    happened: 'Le journal a été modifié après avoir été écrit.',
    safe: 'Le journal enregistré a été laissé tel quel.',
    next: 'Ne vous y fiez pas. Gardez une copie du fichier et prévenez le responsable de l’assistance.',
  },

  // Host
  browserMissing: {
    happened: 'Ni Chrome, ni Edge, ni Chromium n’a été trouvé pour afficher la fenêtre.',
    safe: 'Rien n’a été démarré.',
    next: 'Installez l’un d’eux, puis redémarrez Handrail.',
  },
  pageIncomplete: {
    happened: 'Une partie de Handrail n’a pas pu être chargée.',
    safe: 'Rien n’a été perdu ni partagé.',
    next: 'Vérifiez la connexion internet : un nouvel essai se fait tout seul. Si cela ne suffit pas, rechargez cette page.',
  },
  pageReloaded: {
    happened: 'Cette page a été rechargée, ce qui a mis fin à la session.',
    safe: 'Plus rien n’est partagé, et personne ne vous voit ni ne vous entend.',
    next: 'Demandez à votre technicien un nouveau code PIN ou un nouveau lien.',
  },
  browserUnusable: {
    happened: 'Ce navigateur ne sait pas faire ce qu’une session exige.',
    safe: 'Rien n’a été envoyé, et votre code PIN ou votre lien reste valable.',
    next: 'Ouvrez de nouveau cette page ou le lien dans une version récente de Chrome, Edge, Firefox ou Safari, hors d’une autre application et avec WebRTC autorisé.',
  },
  noInternet: {
    happened: 'Cet appareil n’a pas de connexion internet.',
    safe: 'Rien n’a été envoyé, et votre code PIN reste valable.',
    next: 'Activez le Wi-Fi ou les données mobiles. Il est inutile de recharger cette page.',
  },
  windowLost: {
    happened: 'La fenêtre a perdu le contact avec le reste de Handrail.',
    safe: 'Les sessions et les journaux sont tenus en dehors de la fenêtre.',
    next: 'Attendez un moment. Si elle ne revient pas, redémarrez Handrail.',
  },
  notEnrolled: {
    happened: 'Cette console n’appartient encore à aucune organisation.',
    safe: 'Rien n’a été envoyé.',
    next: 'Donnez à votre administrateur la clé de cette console, puis démarrez-la avec le certificat reçu : --certificate FICHIER.',
  },
  internal: {
    happened: 'Quelque chose s’est mal passé dans Handrail.',
    safe: 'Le journal est conservé, et rien de plus n’a été partagé.',
    next: 'Réessayez. Si cela se reproduit, redémarrez Handrail et signalez-le.',
  },
};
