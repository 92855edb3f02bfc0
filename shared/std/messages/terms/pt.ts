import type { TermsOfUse } from './terms-of-use.ts';

/** The terms of use in Portuguese. */
export const terms: TermsOfUse = {
  title: 'Termos de uso',
  sections: [
    {
      heading: 'O que acontece',
      text: 'Um técnico presta ajuda pela internet. Enquanto os termos não forem aceitos, o técnico não sabe que há alguém aqui, e nada deste aparelho é compartilhado.',
    },
    {
      heading: 'A pergunta vem antes',
      text: 'O técnico só pode ver a tela, usar o mouse e o teclado, ou enviar e buscar arquivos depois de perguntar e de receber um clique em “Permitir”. Sem resposta, vale como não. Se a câmera e o microfone do telefone foram permitidos na entrada, uma sessão com a câmera os usa assim que o técnico começa, sem perguntar uma segunda vez. A página mostra quem vê e quem ouve você.',
    },
    {
      heading: 'É possível parar a qualquer momento',
      text: 'O X grande retira na hora tudo o que foi permitido; fechar a janela também. A câmera pode ser pausada e o microfone silenciado com um só toque. O X pequeno encerra a sessão, e depois nada fica em execução.',
    },
    {
      heading: 'O que fica registrado',
      text: 'É mantido um registro da sessão: quando começou e terminou, o que foi pedido, permitido, negado e feito, as mensagens do chat e os nomes e tamanhos dos arquivos. O registro pode ser visto enquanto é escrito, e é possível guardar uma cópia. A organização do técnico guarda a dela. A tela não é gravada. O que a câmera vê e as duas vozes só são gravadas se isso for permitido quando houver a pergunta; a gravação fica visível enquanto durar. O técnico pode guardar imagens avulsas do que você mostra; o registro nomeia cada uma.',
    },
    {
      heading: 'Quem pode ler',
      text: 'Tudo é criptografado entre este aparelho e o computador do técnico. O servidor de suporte que fica no meio não consegue ler nada.',
    },
    {
      heading: 'Tenha cuidado',
      text: 'Feche o que ninguém deve ver, como cartas ou o banco. Um técnico honesto nunca pede senhas bancárias, cartões-presente nem dinheiro. Se alguém pedir, encerre a sessão.',
    },
    {
      heading: 'Quem é responsável',
      text: 'A ajuda é prestada pela organização do técnico. O Handrail é um software livre, fornecido sem qualquer garantia, na medida em que a lei permitir.',
    },
  ],
};
