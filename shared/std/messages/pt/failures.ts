import type { FailureMessages } from '../failure-message.ts';

/** What happened, what is safe, what to do now, in Portuguese. */
export const failureMessages: FailureMessages = {
  // Joining
  pinRefused: {
    happened: 'Este código PIN não funciona. Pode ter sido digitado errado, já usado ou estar vencido.',
    safe: 'Nada deste computador foi compartilhado.',
    next: 'Confira os dígitos com o técnico ou peça um novo código PIN.',
  },
  pinMalformed: {
    happened: 'Um código PIN tem 6 dígitos, às vezes 8.',
    safe: 'Nada foi enviado.',
    next: 'Digite os números como o técnico os lê. Espaços não importam.',
  },
  pinTooManyTries: {
    happened: 'Houve códigos PIN errados demais a partir daqui.',
    safe: 'Nada deste computador foi compartilhado.',
    next: 'Espere dez minutos e peça ao técnico um novo código PIN.',
  },
  linkRefused: {
    happened: 'Este link não funciona mais. Pode já ter sido usado ou estar vencido.',
    safe: 'Nada deste computador foi compartilhado.',
    next: 'Peça ao técnico um novo link.',
  },
  linkMalformed: {
    happened: 'Este link não está completo.',
    safe: 'Nada foi enviado.',
    next: 'Copie o link inteiro da mensagem recebida e abra-o de novo.',
  },

  // Relay
  relayUnreachable: {
    happened: 'Não é possível acessar o servidor de suporte.',
    safe: 'Nada se perdeu nem foi compartilhado.',
    next: 'Verifique a conexão com a internet e tente de novo.',
  },
  relayLost: {
    happened: 'A conexão com o servidor de suporte foi perdida.',
    safe: 'As sessões em andamento continuam sem ele.',
    next: 'Espere um momento: o Handrail está se conectando de novo. Novas sessões serão possíveis quando ele voltar.',
  },
  relayRefusedLogin: {
    happened: 'O servidor de suporte não aceita este console.',
    safe: 'As sessões e os registros deste computador continuam aqui.',
    next: 'Pergunte ao administrador se este console ainda está inscrito e, se não estiver, peça um novo convite.',
  },
  groupForbids: {
    happened: 'O seu grupo não pode iniciar este tipo de sessão.',
    safe: 'Nada foi criado, e as sessões em andamento continuam.',
    next: 'Escolha outro tipo de sessão ou peça ao administrador um certificado que o permita.',
  },
  relayFull: {
    happened: 'O servidor de suporte está ocupado demais para outra sessão.',
    safe: 'As sessões em andamento continuam.',
    next: 'Tente de novo daqui a um minuto.',
  },

  // Session
  relayIncompatible: {
    happened: 'Este programa e o servidor de suporte são de versões diferentes e não se entendem.',
    safe: 'Nada foi enviado.',
    next: 'Instale a versão atual do Handrail e comece de novo.',
  },
  joinedTwice: {
    happened: 'Duas pessoas usaram o mesmo código PIN, por isso a sessão foi interrompida.',
    safe: 'Nada foi compartilhado com nenhuma delas.',
    next: 'Comece outra sessão com um novo código PIN, dado a uma só pessoa.',
  },
  handshakeFailed: {
    happened: 'Não foi possível criar a conexão segura, ou alguém tentou alterá-la no caminho.',
    safe: 'Nada foi compartilhado.',
    next: 'Comece de novo com outro código PIN. Se acontecer outra vez, use outra rede.',
  },
  technicianNotVerified: {
    happened: 'O Handrail não consegue saber quem é este técnico.',
    safe: 'Nada foi compartilhado.',
    next: 'Só continue se a ligação partiu de você. Peça um novo código PIN ou desligue.',
  },
  codeWrong: {
    happened: 'Esse não é o código de verificação.',
    safe: 'Nada foi compartilhado.',
    next: 'Peça ao técnico que leia o código outra vez e digite-o de novo.',
  },
  codeWrongTooOften: {
    happened: 'O código de verificação estava errado três vezes, por isso a sessão foi encerrada.',
    safe: 'Nada foi compartilhado.',
    next: 'Confirme que estão falando um com o outro e comece de novo com outro código PIN.',
  },
  connectionFailed: {
    happened: 'Os dois dispositivos não conseguiram se conectar.',
    safe: 'Nada foi compartilhado, e tudo o que foi enviado até agora está no registro.',
    next: 'Verifique a conexão com a internet dos dois lados e comece de novo com outro código PIN.',
  },
  protocolBroken: {
    happened: 'O outro lado enviou algo que não faz sentido, por isso a sessão foi interrompida.',
    safe: 'O que ele enviou foi descartado.',
    next: 'Comece de novo com outro código PIN. Se acontecer outra vez, atualize os dois programas.',
  },
  notVerifiedYet: {
    happened: 'O código de verificação ainda não foi confirmado.',
    safe: 'Até lá, nada pode ser visto, controlado nem enviado.',
    next: 'O código é lido por telefone e digitado no Handrail.',
  },
  sessionNotFound: {
    happened: 'Esta sessão não existe mais.',
    safe: 'O registro dela está guardado.',
    next: 'Escolha outra sessão ou crie uma nova.',
  },
  sessionNotActive: {
    happened: 'Esta sessão não está em andamento.',
    safe: 'Nada foi feito.',
    next: 'Espere a sessão começar ou ser retomada.',
  },
  lensAlreadyActive: {
    happened: 'Você já tem uma sessão Lens ativa, aqui ou em outro console, e só é possível uma por vez.',
    safe: 'Aquela sessão não é afetada, e este cliente continua esperando.',
    next: 'Encerre aquela sessão e então comece esta. Mesmo em espera, ela conta.',
  },

  // Permissions
  permissionDenied: {
    happened: 'A resposta foi não.',
    safe: 'A sessão continua.',
    next: 'Conversem sobre o motivo do pedido. Depois, é possível perguntar de novo.',
  },
  permissionNotAnswered: {
    happened: 'Não houve resposta a tempo, o que vale como não.',
    safe: 'A sessão continua.',
    next: 'Se for desejado, é possível perguntar de novo.',
  },
  permissionNotGranted: {
    happened: 'Isto não foi permitido.',
    safe: 'Nada foi feito.',
    next: 'É preciso pedir permissão antes.',
  },
  screenNotChosen: {
    happened: 'Nenhuma tela foi escolhida para compartilhar.',
    safe: 'Nada está sendo compartilhado.',
    next: 'Quando a pergunta aparecer de novo, escolha a tela inteira.',
  },
  captureFailed: {
    happened: 'O computador não deixou o Handrail captar a tela.',
    safe: 'Nada está sendo compartilhado. O chat e os arquivos continuam funcionando.',
    next: 'Permita a gravação de tela ao Handrail ou ao navegador nas configurações do sistema e tente de novo.',
  },
  screenSourceUnavailable: {
    happened: 'Este computador não oferece ao Handrail nenhuma forma de mostrar a tela por conta própria.',
    safe: 'Nada está sendo compartilhado. O chat e os arquivos continuam funcionando.',
    next: 'Tente de novo e escolha a tela na lista do navegador.',
  },
  screenCaptureFailed: {
    happened: 'O Handrail não conseguiu continuar lendo esta tela.',
    safe: 'Nada mais está sendo compartilhado. O chat e os arquivos continuam funcionando.',
    next: 'Tente de novo. Se acontecer outra vez, reinicie o Handrail.',
  },
  controlUnavailable: {
    happened: 'Neste aparelho não é possível controlar o mouse e o teclado.',
    safe: 'Ver, conversar e enviar arquivos continua funcionando.',
    next: 'Siga as orientações por telefone ou pelo chat.',
  },

  // Camera and voice
  cameraDenied: {
    happened: 'O navegador não tem permissão para usar a câmera.',
    safe: 'Nada é mostrado, e a sessão continua sem imagem.',
    next: 'Permita a câmera para esta página nas configurações do navegador e tente de novo.',
  },
  cameraMissing: {
    happened: 'Não há aqui nenhuma câmera que o navegador possa usar.',
    safe: 'Nada é mostrado, e a sessão continua sem imagem.',
    next: 'Use um aparelho com câmera, ou continue com chat e voz.',
  },
  cameraBusy: {
    happened: 'Outro programa está usando a câmera.',
    safe: 'Nada é mostrado, e a sessão continua sem imagem.',
    next: 'Feche o outro programa e tente de novo.',
  },
  cameraLost: {
    happened: 'A câmera parou sozinha: foi retirada, ou o sistema precisou dela.',
    safe: 'Nada mais é mostrado, e a sessão continua.',
    next: 'Tente de novo para ligá-la.',
  },
  cameraInsecure: {
    happened: 'O navegador não dá a câmera a esta página, porque o endereço dela não é seguro (https).',
    safe: 'Nada é mostrado, e o chat funciona.',
    next: 'Peça ao técnico um endereço seguro do servidor de suporte.',
  },
  microphoneUnavailable: {
    happened: 'O microfone não pode ser usado.',
    safe: 'Nada é ouvido, e a sessão continua sem voz.',
    next: 'Permita o microfone nas configurações do navegador, ou continue pelo chat.',
  },
  boardFull: {
    happened: 'Há desenhos demais na imagem.',
    safe: 'Os que estão lá ficam.',
    next: 'Apague alguns e desenhe de novo.',
  },
  recordingFailed: {
    happened: 'A gravação não pode continuar.',
    safe: 'O que foi gravado até agora fica guardado, e a sessão continua.',
    next: 'Verifique se há espaço livre no disco e comece uma nova gravação.',
  },

  // Files
  fileTooLarge: {
    happened: 'O arquivo é maior do que o anunciado ou do que se pode enviar.',
    safe: 'O que já tinha chegado foi apagado.',
    next: 'Verifique o arquivo e envie-o de novo, em partes se for muito grande.',
  },
  diskFull: {
    happened: 'Não há espaço livre suficiente para este arquivo.',
    safe: 'Nada foi sobrescrito, e a parte incompleta foi apagada.',
    next: 'Libere espaço no computador que recebe e envie o arquivo de novo.',
  },
  fileHashMismatch: {
    happened: 'O arquivo não chegou como foi enviado.',
    safe: 'A cópia danificada foi apagada.',
    next: 'Envie o arquivo de novo.',
  },
  fileUnreadable: {
    happened: 'Não foi possível ler o arquivo.',
    safe: 'Nada foi enviado.',
    next: 'Verifique se ele ainda está lá e não está aberto em outro programa e envie-o de novo.',
  },
  fileUnwritable: {
    happened: 'Não foi possível salvar o arquivo.',
    safe: 'Nenhum outro arquivo foi alterado.',
    next: 'Verifique a pasta de downloads do computador que recebe e envie o arquivo de novo.',
  },
  fileRefused: {
    happened: 'O outro lado não quis este arquivo.',
    safe: 'Nada foi enviado.',
    next: 'Conversem sobre o que é o arquivo e envie-o de novo.',
  },
  fileCancelled: {
    happened: 'A transferência foi cancelada.',
    safe: 'A parte incompleta foi apagada.',
    next: 'Envie o arquivo de novo quando quiser.',
  },
  tooManyTransfers: {
    happened: 'Já há vários arquivos a caminho.',
    safe: 'Esses continuam.',
    next: 'Espere um terminar e envie este arquivo de novo.',
  },

  // Chat
  chatTooLong: {
    happened: 'A mensagem é longa demais.',
    safe: 'Ela não foi enviada e continua no campo de texto.',
    next: 'Encurte-a ou envie-a como arquivo.',
  },

  // Log
  logUnwritable: {
    happened: 'Não foi possível escrever o registro da sessão, por isso a sessão foi interrompida.',
    safe: 'Tudo o que foi registrado antes está guardado.',
    next: 'Verifique o espaço livre deste computador e comece outra sessão.',
  },
  logTampered: {
    happened: 'O registro foi alterado depois de escrito.',
    safe: 'O registro guardado foi deixado como está.',
    next: 'Não confie nele. Guarde uma cópia do arquivo e avise o responsável pelo suporte.',
  },

  // Host
  browserMissing: {
    happened: 'Não foi encontrado Chrome, Edge nem Chromium para mostrar a janela.',
    safe: 'Nada foi iniciado.',
    next: 'Instale um deles e inicie o Handrail de novo.',
  },
  pageIncomplete: {
    happened: 'Não foi possível carregar uma parte do Handrail.',
    safe: 'Nada foi perdido nem compartilhado.',
    next: 'Verifique a conexão com a internet: a tentativa se repete sozinha. Se não adiantar, recarregue esta página.',
  },
  pageReloaded: {
    happened: 'Esta página foi recarregada, e com isso a sessão terminou.',
    safe: 'Nada mais é compartilhado, e ninguém vê nem ouve você.',
    next: 'Peça ao seu técnico um novo código PIN ou link.',
  },
  browserUnusable: {
    happened: 'Este navegador não consegue fazer o que uma sessão exige.',
    safe: 'Nada foi enviado, e o seu código PIN ou link continua válido.',
    next: 'Abra esta página ou o link de novo em uma versão atual do Chrome, Edge, Firefox ou Safari, fora de outros aplicativos e com o WebRTC permitido.',
  },
  noInternet: {
    happened: 'Este dispositivo está sem conexão com a internet.',
    safe: 'Nada foi enviado, e o seu código PIN continua válido.',
    next: 'Ative o Wi-Fi ou os dados móveis. Não é preciso recarregar esta página.',
  },
  windowLost: {
    happened: 'A janela perdeu o contato com o resto do Handrail.',
    safe: 'As sessões e os registros ficam fora da janela.',
    next: 'Espere um momento. Se ela não voltar, inicie o Handrail de novo.',
  },
  notEnrolled: {
    happened: 'Este console ainda não pertence a nenhuma organização.',
    safe: 'Nada foi enviado.',
    next: 'Dê ao administrador a chave deste console e inicie-o com o certificado que receber: --certificate ARQUIVO.',
  },
  internal: {
    happened: 'Algo deu errado dentro do Handrail.',
    safe: 'O registro está guardado, e nada mais foi compartilhado.',
    next: 'Tente mais uma vez. Se acontecer de novo, reinicie o Handrail e avise o suporte.',
  },
};
