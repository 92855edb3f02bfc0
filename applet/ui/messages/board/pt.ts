import type { Translation } from '#shared/std/messages/message.ts';
import type { board as en } from './en.ts';

export const board: Translation<typeof en> = {
  boardStill: 'Imagem parada de quem ajuda você',
  boardStillFrom: 'Imagem parada de {name}',
  boardBackToCamera: 'Voltar à câmera',
  boardLoading: 'Preparando os desenhos para que fiquem no lugar…',
  boardFreezeOnly:
    'Este telefone não consegue fixar desenhos na imagem em movimento. {name} desenha em imagens paradas.',
  boardCannotHold: 'não se fixa aqui',
  boardDrewLine: '{name} desenhou uma linha',
  boardDrewArrow: '{name} desenhou uma seta',
  boardDrewCircle: '{name} desenhou um círculo',
  boardDrewHighlight: '{name} realçou um lugar',
  boardWrote: '{name} escreveu: {text}',
  boardPutNumber: '{name} colocou o número {number}',
};
