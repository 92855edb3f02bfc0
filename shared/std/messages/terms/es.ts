import type { TermsOfUse } from './terms-of-use.ts';

/** The terms of use in Spanish. */
export const terms: TermsOfUse = {
  title: 'Condiciones de uso',
  sections: [
    {
      heading: 'Qué ocurre',
      text: 'Un técnico le ayuda a través de internet. Mientras usted no acepte, el técnico no sabe que usted está aquí y no se comparte nada de este dispositivo.',
    },
    {
      heading: 'Antes se le pregunta',
      text: 'El técnico solo puede ver su pantalla, usar su ratón y su teclado, o enviar y recoger archivos después de que se le haya preguntado y usted haya pulsado «Permitir». Si no responde, cuenta como un no. Si al entrar ha permitido la cámara y el micrófono de su teléfono, una sesión de cámara los usa en cuanto el técnico empieza, sin preguntar por segunda vez. La página muestra quién le ve y le oye.',
    },
    {
      heading: 'Puede parar en cualquier momento',
      text: 'La X grande retira al instante todo lo que usted haya permitido; cerrar la ventana, también. La cámara y el micrófono se pueden pausar y silenciar con una sola pulsación. La X pequeña termina la sesión, y después no queda nada en marcha.',
    },
    {
      heading: 'Qué se registra',
      text: 'Se lleva un registro de la sesión: cuándo empezó y terminó, qué se pidió, se permitió, se denegó y se hizo, los mensajes del chat, y los nombres y tamaños de los archivos. Usted lo ve mientras se escribe y puede guardar una copia. La organización del técnico guarda la suya. Su pantalla no se graba. Lo que ve la cámara y las dos voces solo se graban si usted lo permite cuando se le pregunte; lo verá mientras dure. El técnico puede guardar imágenes sueltas de lo que usted muestra; el registro nombra cada una.',
    },
    {
      heading: 'Quién puede leerlo',
      text: 'Todo va cifrado entre su dispositivo y el equipo del técnico. El servidor de asistencia que está en medio no puede leerlo.',
    },
    {
      heading: 'Tenga cuidado',
      text: 'Cierre lo que nadie deba ver, como cartas o su banco. Un técnico honrado nunca pide contraseñas bancarias, tarjetas regalo ni dinero. Si alguien lo hace, termine la sesión.',
    },
    {
      heading: 'Quién es responsable',
      text: 'La ayuda la presta la organización del técnico. Handrail es software libre y se ofrece sin ninguna garantía, en la medida en que la ley lo permita.',
    },
  ],
};
