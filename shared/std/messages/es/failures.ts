import type { FailureMessages } from '../failure-message.ts';

/** What happened, what is safe, what to do now, in Spanish. */
export const failureMessages: FailureMessages = {
  // Joining
  pinRefused: {
    happened: 'Este código PIN no funciona. Puede estar mal escrito, ya usado o caducado.',
    safe: 'No se ha compartido nada de este equipo.',
    next: 'Compruebe las cifras con su técnico o pida un código PIN nuevo.',
  },
  pinMalformed: {
    happened: 'Un código PIN tiene 6 cifras, a veces 8.',
    safe: 'No se ha enviado nada.',
    next: 'Escriba las cifras tal como se las dice su técnico. Los espacios no importan.',
  },
  pinTooManyTries: {
    happened: 'Ha habido demasiados códigos PIN incorrectos desde aquí.',
    safe: 'No se ha compartido nada de este equipo.',
    next: 'Espere diez minutos y pida a su técnico un código PIN nuevo.',
  },
  linkRefused: {
    happened: 'Este enlace ya no funciona. Puede estar ya usado o caducado.',
    safe: 'No se ha compartido nada de este equipo.',
    next: 'Pida a su técnico un enlace nuevo.',
  },
  linkMalformed: {
    happened: 'Este enlace no está completo.',
    safe: 'No se ha enviado nada.',
    next: 'Copie el enlace entero del mensaje que recibió y vuelva a abrirlo.',
  },

  // Relay
  relayUnreachable: {
    happened: 'No se puede acceder al servidor de asistencia.',
    safe: 'No se ha perdido ni compartido nada.',
    next: 'Compruebe la conexión a internet y vuelva a intentarlo.',
  },
  relayLost: {
    happened: 'Se ha perdido la conexión con el servidor de asistencia.',
    safe: 'Las sesiones en curso siguen sin él.',
    next: 'Espere un momento: Handrail se está conectando de nuevo. Habrá sesiones nuevas cuando vuelva.',
  },
  relayRefusedLogin: {
    happened: 'El servidor de asistencia no acepta esta consola.',
    safe: 'Las sesiones y los registros de este equipo siguen aquí.',
    next: 'Pregunte a su administrador si esta consola sigue inscrita y, si no, pida una nueva invitación.',
  },
  groupForbids: {
    happened: 'Su grupo no puede iniciar este tipo de sesión.',
    safe: 'No se ha creado nada, y las sesiones en curso continúan.',
    next: 'Elija otro tipo de sesión o pida a su administrador un certificado que lo permita.',
  },
  relayFull: {
    happened: 'El servidor de asistencia está demasiado ocupado para otra sesión.',
    safe: 'Las sesiones en curso continúan.',
    next: 'Inténtelo de nuevo dentro de un minuto.',
  },

  // Session
  relayIncompatible: {
    happened: 'Este programa y el servidor de asistencia son de versiones distintas y no se entienden.',
    safe: 'No se ha enviado nada.',
    next: 'Instale la versión actual de Handrail y empiece de nuevo.',
  },
  joinedTwice: {
    happened: 'Dos personas usaron el mismo código PIN, por lo que la sesión se detuvo.',
    safe: 'No se compartió nada con ninguna de las dos.',
    next: 'Empiece otra sesión con un código PIN nuevo, que solo reciba una persona.',
  },
  handshakeFailed: {
    happened: 'No se pudo establecer la conexión segura, o alguien intentó alterarla por el camino.',
    safe: 'No se ha compartido nada.',
    next: 'Empiece de nuevo con otro código PIN. Si vuelve a ocurrir, use otra red.',
  },
  technicianNotVerified: {
    happened: 'Handrail no puede saber quién es este técnico.',
    safe: 'No se ha compartido nada.',
    next: 'No continúe si no fue usted quien llamó. Pida un código PIN nuevo o cuelgue.',
  },
  codeWrong: {
    happened: 'Ese no es el código de verificación.',
    safe: 'No se ha compartido nada.',
    next: 'Pida al técnico que lea el código otra vez y vuelva a escribirlo.',
  },
  codeWrongTooOften: {
    happened: 'El código de verificación fue incorrecto tres veces, por lo que la sesión ha terminado.',
    safe: 'No se ha compartido nada.',
    next: 'Asegúrese de que están hablando entre ustedes y empiece de nuevo con otro código PIN.',
  },
  connectionFailed: {
    happened: 'Los dos dispositivos no pudieron conectarse entre sí.',
    safe: 'No se ha compartido nada, y todo lo enviado hasta ahora está en el registro.',
    next: 'Compruebe la conexión a internet en ambos lados y empiece de nuevo con otro código PIN.',
  },
  protocolBroken: {
    happened: 'La otra parte envió algo que no se entiende, por lo que la sesión se detuvo.',
    safe: 'Lo que envió se ha descartado.',
    next: 'Empiece de nuevo con otro código PIN. Si vuelve a ocurrir, actualice los dos programas.',
  },
  notVerifiedYet: {
    happened: 'El código de verificación aún no se ha confirmado.',
    safe: 'Hasta entonces no se puede ver, controlar ni enviar nada.',
    next: 'El código se lee por teléfono y se escribe en Handrail.',
  },
  sessionNotFound: {
    happened: 'Esta sesión ya no existe.',
    safe: 'Su registro se conserva.',
    next: 'Elija otra sesión o cree una nueva.',
  },
  sessionNotActive: {
    happened: 'Esta sesión no está en marcha.',
    safe: 'No se ha hecho nada.',
    next: 'Espere a que la sesión empiece o se reanude.',
  },
  lensAlreadyActive: {
    happened: 'Ya tiene una sesión Lens activa, aquí o en otra consola, y solo puede haber una a la vez.',
    safe: 'Esa sesión no se ve afectada, y este cliente sigue esperando.',
    next: 'Termine esa sesión y después empiece esta. En espera también cuenta.',
  },

  // Permissions
  permissionDenied: {
    happened: 'La respuesta fue no.',
    safe: 'La sesión continúa.',
    next: 'Aclaren para qué hace falta. Después se puede volver a preguntar.',
  },
  permissionNotAnswered: {
    happened: 'No se respondió a tiempo, y eso cuenta como un no.',
    safe: 'La sesión continúa.',
    next: 'Si se desea, se puede volver a preguntar.',
  },
  permissionNotGranted: {
    happened: 'Esto no se ha permitido.',
    safe: 'No se ha hecho nada.',
    next: 'Primero hay que pedir permiso.',
  },
  screenNotChosen: {
    happened: 'No se eligió ninguna pantalla para compartir.',
    safe: 'No se está compartiendo nada.',
    next: 'Cuando se le pregunte de nuevo, elija la pantalla entera.',
  },
  captureFailed: {
    happened: 'El equipo no dejó que Handrail captara la pantalla.',
    safe: 'No se está compartiendo nada. El chat y los archivos siguen funcionando.',
    next: 'Permita la grabación de pantalla a Handrail o al navegador en los ajustes del sistema y vuelva a intentarlo.',
  },
  screenSourceUnavailable: {
    happened: 'Este equipo no ofrece a Handrail ninguna forma de mostrar la pantalla por sí mismo.',
    safe: 'No se está compartiendo nada. El chat y los archivos siguen funcionando.',
    next: 'Vuelva a intentarlo y elija la pantalla en la lista del navegador.',
  },
  screenCaptureFailed: {
    happened: 'Handrail no pudo seguir leyendo esta pantalla.',
    safe: 'Ya no se está compartiendo nada. El chat y los archivos siguen funcionando.',
    next: 'Vuelva a intentarlo. Si ocurre otra vez, reinicie Handrail.',
  },
  controlUnavailable: {
    happened: 'En este dispositivo no se pueden controlar el ratón ni el teclado.',
    safe: 'Ver, chatear y enviar archivos sigue funcionando.',
    next: 'Siga las indicaciones por teléfono o por el chat.',
  },

  // Camera and voice
  cameraDenied: {
    happened: 'El navegador no tiene permiso para usar la cámara.',
    safe: 'No se muestra nada y la sesión sigue sin imagen.',
    next: 'Permita la cámara para esta página en los ajustes del navegador e inténtelo de nuevo.',
  },
  cameraMissing: {
    happened: 'Aquí no hay ninguna cámara que el navegador pueda usar.',
    safe: 'No se muestra nada y la sesión sigue sin imagen.',
    next: 'Use un dispositivo con cámara, o siga con chat y voz.',
  },
  cameraBusy: {
    happened: 'Otro programa está usando la cámara.',
    safe: 'No se muestra nada y la sesión sigue sin imagen.',
    next: 'Cierre el otro programa e inténtelo de nuevo.',
  },
  cameraLost: {
    happened: 'La cámara se detuvo sola: se desconectó o el sistema la necesitaba.',
    safe: 'Ya no se muestra nada y la sesión sigue.',
    next: 'Inténtelo de nuevo para volver a iniciarla.',
  },
  cameraInsecure: {
    happened: 'El navegador no da la cámara a esta página porque su dirección no es segura (https).',
    safe: 'No se muestra nada y el chat funciona.',
    next: 'Pida a su técnico una dirección segura del servidor de asistencia.',
  },
  microphoneUnavailable: {
    happened: 'No se puede usar el micrófono.',
    safe: 'No se oye nada y la sesión sigue sin voz.',
    next: 'Permita el micrófono en los ajustes del navegador, o siga con el chat.',
  },
  boardFull: {
    happened: 'Hay demasiados dibujos en la imagen.',
    safe: 'Los que hay se quedan.',
    next: 'Borre algunos y vuelva a dibujar.',
  },
  recordingFailed: {
    happened: 'La grabación no puede continuar.',
    safe: 'Lo grabado hasta ahora se conserva y la sesión sigue.',
    next: 'Compruebe que haya espacio libre en el disco e inicie una grabación nueva.',
  },

  // Files
  fileTooLarge: {
    happened: 'El archivo es mayor de lo anunciado o de lo que se puede enviar.',
    safe: 'Lo que había llegado se ha borrado.',
    next: 'Compruebe el archivo y envíelo otra vez, por partes si es muy grande.',
  },
  diskFull: {
    happened: 'No hay espacio libre suficiente para este archivo.',
    safe: 'No se ha sobrescrito nada, y la parte incompleta se ha borrado.',
    next: 'Haga sitio en el equipo que recibe y envíe el archivo otra vez.',
  },
  fileHashMismatch: {
    happened: 'El archivo no llegó tal como se envió.',
    safe: 'La copia dañada se ha borrado.',
    next: 'Envíe el archivo otra vez.',
  },
  fileUnreadable: {
    happened: 'No se pudo leer el archivo.',
    safe: 'No se ha enviado nada.',
    next: 'Compruebe que sigue ahí y que no está abierto en otro programa, y envíelo otra vez.',
  },
  fileUnwritable: {
    happened: 'No se pudo guardar el archivo.',
    safe: 'No se ha tocado ningún otro archivo.',
    next: 'Compruebe la carpeta de descargas del equipo que recibe y envíe el archivo otra vez.',
  },
  fileRefused: {
    happened: 'La otra parte no quiso este archivo.',
    safe: 'No se ha enviado nada.',
    next: 'Hablen de qué archivo es y envíelo otra vez.',
  },
  fileCancelled: {
    happened: 'La transferencia se canceló.',
    safe: 'La parte incompleta se ha borrado.',
    next: 'Envíe el archivo otra vez cuando esté listo.',
  },
  tooManyTransfers: {
    happened: 'Ya hay varios archivos en camino.',
    safe: 'Esos continúan.',
    next: 'Espere a que termine uno y envíe este archivo otra vez.',
  },

  // Chat
  chatTooLong: {
    happened: 'El mensaje es demasiado largo.',
    safe: 'No se ha enviado y sigue en el campo de texto.',
    next: 'Acórtelo o envíelo como archivo.',
  },

  // Log
  logUnwritable: {
    happened: 'No se pudo escribir el registro de la sesión, por lo que la sesión se detuvo.',
    safe: 'Todo lo registrado antes se conserva.',
    next: 'Compruebe el espacio libre de este equipo y empiece otra sesión.',
  },
  logTampered: {
    happened: 'El registro se modificó después de escribirse.',
    safe: 'El registro guardado se ha dejado como está.',
    next: 'No se fíe de él. Guarde una copia del archivo y avise al responsable de asistencia.',
  },

  // Host
  browserMissing: {
    happened: 'No se encontró Chrome, Edge ni Chromium para mostrar la ventana.',
    safe: 'No se ha iniciado nada.',
    next: 'Instale uno de ellos e inicie Handrail de nuevo.',
  },
  pageIncomplete: {
    happened: 'No se pudo cargar una parte de Handrail.',
    safe: 'No se ha perdido ni compartido nada.',
    next: 'Compruebe la conexión a internet: se vuelve a intentar automáticamente. Si no basta, cargue de nuevo esta página.',
  },
  pageReloaded: {
    happened: 'Esta página se cargó de nuevo y con ello terminó la sesión.',
    safe: 'Ya no se comparte nada y nadie le ve ni le oye.',
    next: 'Pida a su técnico un nuevo código PIN o enlace.',
  },
  browserUnusable: {
    happened: 'Este navegador no puede hacer lo que una sesión necesita.',
    safe: 'No se ha enviado nada, y su código PIN o enlace sigue siendo válido.',
    next: 'Abra esta página o el enlace de nuevo en una versión actual de Chrome, Edge, Firefox o Safari, fuera de otras aplicaciones y con WebRTC permitido.',
  },
  noInternet: {
    happened: 'Este dispositivo no tiene conexión a internet.',
    safe: 'No se ha enviado nada y su código PIN sigue siendo válido.',
    next: 'Active el wifi o los datos móviles. No hace falta cargar de nuevo esta página.',
  },
  windowLost: {
    happened: 'La ventana ha perdido el contacto con el resto de Handrail.',
    safe: 'Las sesiones y los registros se guardan fuera de la ventana.',
    next: 'Espere un momento. Si no vuelve, inicie Handrail de nuevo.',
  },
  notEnrolled: {
    happened: 'Esta consola aún no pertenece a ninguna organización.',
    safe: 'No se ha enviado nada.',
    next: 'Dé a su administrador la clave de esta consola e iníciela con el certificado que reciba: --certificate ARCHIVO.',
  },
  internal: {
    happened: 'Algo ha fallado dentro de Handrail.',
    safe: 'El registro se conserva, y no se ha compartido nada más.',
    next: 'Inténtelo otra vez. Si vuelve a ocurrir, reinicie Handrail y avise.',
  },
};
