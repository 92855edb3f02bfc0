import type { TermsOfUse } from './terms-of-use.ts';

/** The terms of use in Portuguese. */
export const terms: TermsOfUse = {
  title: 'Termos de uso',
  sections: [
    {
      heading: 'O que acontece',
      text: 'Um técnico presta ajuda pela internet. Enquanto os termos não forem aceitos, o técnico não sabe que há alguém aqui, e nada deste computador é compartilhado.',
    },
    {
      heading: 'A pergunta vem antes',
      text: 'O técnico só pode ver a tela, usar o mouse e o teclado, ou enviar e buscar arquivos depois de perguntar e de receber um clique em “Permitir”. Sem resposta, vale como não.',
    },
    {
      heading: 'É possível parar a qualquer momento',
      text: 'O X grande retira na hora tudo o que foi permitido; fechar a janela também. O X pequeno encerra a sessão, e depois nada fica em execução.',
    },
    {
      heading: 'O que fica registrado',
      text: 'É mantido um registro da sessão: quando começou e terminou, o que foi pedido, permitido, negado e feito, as mensagens do chat e os nomes e tamanhos dos arquivos. O registro pode ser visto enquanto é escrito, e é possível guardar uma cópia. A organização do técnico guarda a dela. A tela e a voz não são gravadas.',
    },
    {
      heading: 'Quem pode ler',
      text: 'Tudo é criptografado entre este computador e o do técnico. O servidor de suporte que fica no meio não consegue ler nada.',
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
