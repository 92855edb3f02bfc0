import type { Translation } from '#shared/std/messages/message.ts';
import type { board as en } from './en.ts';

export const board: Translation<typeof en> = {
  boardStill: 'Image fixe de la personne qui vous aide',
  boardStillFrom: 'Image fixe de {name}',
  boardBackToCamera: 'Revenir à la caméra',
  boardLoading: 'Préparation des dessins, pour qu’ils restent en place…',
  boardFreezeOnly:
    'Ce téléphone ne peut pas fixer les dessins sur l’image en mouvement. {name} dessinera sur des images fixes.',
  boardCannotHold: 'ne tient pas ici',
  boardDrewLine: '{name} a tracé une ligne',
  boardDrewArrow: '{name} a tracé une flèche',
  boardDrewCircle: '{name} a tracé un cercle',
  boardDrewHighlight: '{name} a surligné un endroit',
  boardWrote: '{name} a écrit : {text}',
  boardPutNumber: '{name} a placé le numéro {number}',
};
