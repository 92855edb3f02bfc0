import type { TermsOfUse } from './terms-of-use.ts';

/** The terms of use in German. */
export const terms: TermsOfUse = {
  title: 'Nutzungsbedingungen',
  sections: [
    {
      heading: 'Was geschieht',
      text: 'Eine Technikerin oder ein Techniker hilft Ihnen über das Internet. Solange Sie nicht zustimmen, weiß dort niemand, dass Sie hier sind, und nichts von diesem Gerät wird geteilt.',
    },
    {
      heading: 'Sie werden vorher gefragt',
      text: 'Ihren Bildschirm sehen, Ihre Maus und Tastatur benutzen, Dateien senden oder holen: All das geht erst, nachdem Sie gefragt wurden und auf „Erlauben“ gedrückt haben. Keine Antwort gilt als Nein. Wenn Sie Kamera und Mikrofon Ihres Telefons auf dem Weg hierher erlaubt haben, werden sie in einer Sitzung für die Kamera benutzt, sobald die Hilfe beginnt, ohne dass Sie ein zweites Mal gefragt werden. Die Seite zeigt, wer Sie sieht und hört.',
    },
    {
      heading: 'Sie können jederzeit aufhören',
      text: 'Das große X nimmt sofort alles zurück, was Sie erlaubt haben, und das Schließen des Fensters ebenso. Kamera und Mikrofon lassen sich mit einem Druck anhalten und stummschalten. Das kleine X beendet die Sitzung, und danach läuft nichts weiter.',
    },
    {
      heading: 'Was aufgezeichnet wird',
      text: 'Es wird ein Sitzungsprotokoll geführt: Beginn und Ende der Sitzung, was gefragt, erlaubt, abgelehnt und getan wurde, die Chatnachrichten sowie Namen und Größen von Dateien. Sie sehen es, während es entsteht, und können eine Kopie behalten. Die Organisation, die Ihnen hilft, behält ihre eigene Kopie. Ihr Bildschirm wird nicht aufgezeichnet. Das Bild der Kamera und beide Stimmen werden nur aufgezeichnet, wenn Sie es auf Nachfrage erlauben; Sie sehen, solange es geschieht. Einzelne Bilder von dem, was Sie zeigen, können gespeichert werden; das Protokoll nennt jedes.',
    },
    {
      heading: 'Wer mitlesen kann',
      text: 'Alles ist zwischen Ihrem Gerät und dem Computer der helfenden Person verschlüsselt. Der Vermittlungsserver dazwischen kann nichts davon lesen.',
    },
    {
      heading: 'Bitte geben Sie acht',
      text: 'Schließen Sie, was niemand sehen soll, etwa Briefe oder Ihre Bank. Wer es ehrlich meint, fragt nie nach Bankkennwörtern, Gutscheinkarten oder Geld. Wenn es doch jemand tut, beenden Sie die Sitzung.',
    },
    {
      heading: 'Wer verantwortlich ist',
      text: 'Die Hilfe leistet die Organisation, für die die helfende Person arbeitet. Handrail ist freie Software und wird ohne Gewähr bereitgestellt, soweit das Gesetz es zulässt.',
    },
  ],
};
