import type { Translation } from '#shared/std/messages/message.ts';
import type { board as en } from './en.ts';

export const board: Translation<typeof en> = {
  boardStill: 'Standbild von der Person, die Ihnen hilft',
  boardStillFrom: 'Standbild von {name}',
  boardBackToCamera: 'Zurück zur Kamera',
  boardLoading: 'Gleich haften die Zeichnungen im Bild …',
  boardFreezeOnly:
    'Dieses Telefon kann Zeichnungen nicht im bewegten Bild halten. {name} zeichnet stattdessen auf Standbilder.',
  boardCannotHold: 'haftet hier nicht',
  boardDrewLine: '{name} hat eine Linie gezeichnet',
  boardDrewArrow: '{name} hat einen Pfeil gezeichnet',
  boardDrewCircle: '{name} hat einen Kreis gezeichnet',
  boardDrewHighlight: '{name} hat eine Stelle markiert',
  boardWrote: '{name} schreibt: {text}',
  boardPutNumber: '{name} hat die Nummer {number} gesetzt',
};
