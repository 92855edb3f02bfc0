import type { TermsOfUse } from './terms-of-use.ts';

/** The terms of use in French. */
export const terms: TermsOfUse = {
  title: 'Conditions d’utilisation',
  sections: [
    {
      heading: 'Ce qui se passe',
      text: 'Un technicien vous aide par internet. Tant que vous n’avez pas accepté, il ne sait pas que vous êtes là, et rien de cet appareil n’est partagé.',
    },
    {
      heading: 'On vous demande d’abord',
      text: 'Le technicien ne peut voir votre écran, utiliser votre souris et votre clavier, ou envoyer et prendre des fichiers qu’après vous l’avoir demandé et si vous avez appuyé sur « Autoriser ». Sans réponse de votre part, c’est non. Si vous avez autorisé en arrivant la caméra et le micro de votre téléphone, une session avec la caméra s’en sert dès que le technicien commence, sans vous le demander une seconde fois. La page montre qui vous voit et vous entend.',
    },
    {
      heading: 'Vous pouvez arrêter à tout moment',
      text: 'Le grand X retire immédiatement tout ce que vous avez autorisé ; fermer la fenêtre aussi. Une seule pression suffit pour mettre la caméra en pause ou couper le micro. Le petit X met fin à la session, et ensuite plus rien ne fonctionne en arrière-plan.',
    },
    {
      heading: 'Ce qui est consigné',
      text: 'Un journal de la session est tenu : début et fin de la session, ce qui a été demandé, autorisé, refusé et fait, les messages, ainsi que les noms et tailles des fichiers. Vous le voyez pendant qu’il s’écrit et pouvez en garder une copie. L’organisation du technicien garde la sienne. Votre écran n’est pas enregistré. Ce que voit la caméra et les deux voix ne sont enregistrés que si vous l’autorisez quand on vous le demande ; vous le voyez tant que cela dure. Le technicien peut conserver des images isolées de ce que vous montrez ; le journal nomme chacune.',
    },
    {
      heading: 'Qui peut lire',
      text: 'Tout est chiffré entre votre appareil et l’ordinateur du technicien. Le serveur d’assistance placé entre les deux ne peut rien lire.',
    },
    {
      heading: 'Soyez prudent',
      text: 'Fermez ce que personne ne doit voir, comme des lettres ou votre banque. Un technicien honnête ne demande jamais de mots de passe bancaires, de cartes-cadeaux ni d’argent. Si quelqu’un le fait, mettez fin à la session.',
    },
    {
      heading: 'Qui est responsable',
      text: 'L’aide est apportée par l’organisation du technicien. Handrail est un logiciel libre, fourni sans aucune garantie, dans la mesure permise par la loi.',
    },
  ],
};
