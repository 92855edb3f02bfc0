import type { FailureMessages } from '../failure-message.ts';

/** What happened, what is safe, what to do now, in German. */
export const failureMessages: FailureMessages = {
  // Joining
  pinRefused: {
    happened: 'Dieser PIN-Code funktioniert nicht. Er ist vielleicht vertippt, schon benutzt oder zu alt.',
    safe: 'Von diesem Computer wurde nichts geteilt.',
    next: 'Vergleichen Sie die Ziffern mit Ihrer Technikerin oder Ihrem Techniker, oder bitten Sie um einen neuen PIN-Code.',
  },
  pinMalformed: {
    happened: 'Ein PIN-Code hat 6 Ziffern, manchmal auch 8.',
    safe: 'Es wurde nichts gesendet.',
    next: 'Geben Sie die Ziffern ein, wie sie Ihnen vorgelesen werden. Leerzeichen spielen keine Rolle.',
  },
  pinTooManyTries: {
    happened: 'Von hier aus gab es zu viele falsche PIN-Codes.',
    safe: 'Von diesem Computer wurde nichts geteilt.',
    next: 'Warten Sie zehn Minuten und bitten Sie dann um einen neuen PIN-Code.',
  },
  linkRefused: {
    happened: 'Dieser Link funktioniert nicht mehr. Er wurde vielleicht schon benutzt oder ist zu alt.',
    safe: 'Von diesem Computer wurde nichts geteilt.',
    next: 'Bitten Sie um einen neuen Link.',
  },
  linkMalformed: {
    happened: 'Dieser Link ist nicht vollständig.',
    safe: 'Es wurde nichts gesendet.',
    next: 'Kopieren Sie den ganzen Link aus der Nachricht, die Sie bekommen haben, und öffnen Sie ihn noch einmal.',
  },

  // Relay
  relayUnreachable: {
    happened: 'Der Vermittlungsserver ist nicht erreichbar.',
    safe: 'Es ging nichts verloren, und nichts wurde geteilt.',
    next: 'Prüfen Sie die Internetverbindung und versuchen Sie es noch einmal.',
  },
  relayLost: {
    happened: 'Die Verbindung zum Vermittlungsserver ist abgebrochen.',
    safe: 'Laufende Sitzungen gehen ohne ihn weiter.',
    next: 'Warten Sie einen Moment: Handrail verbindet sich neu. Neue Sitzungen sind möglich, sobald er wieder da ist.',
  },
  relayRefusedLogin: {
    happened: 'Der Vermittlungsserver nimmt diese Konsole nicht an.',
    safe: 'Die Sitzungen und Protokolle auf diesem Computer sind weiterhin da.',
    next: 'Fragen Sie in Ihrer Verwaltung, ob diese Konsole noch angemeldet ist, und bitten Sie sonst um eine neue Einladung.',
  },
  groupForbids: {
    happened: 'Ihre Gruppe darf diese Art von Sitzung nicht beginnen.',
    safe: 'Es wurde nichts erstellt, und laufende Sitzungen gehen weiter.',
    next: 'Wählen Sie eine andere Art von Sitzung, oder bitten Sie Ihre Verwaltung um ein Zertifikat, das sie erlaubt.',
  },
  relayFull: {
    happened: 'Der Vermittlungsserver ist zu beschäftigt für eine weitere Sitzung.',
    safe: 'Laufende Sitzungen gehen weiter.',
    next: 'Versuchen Sie es in einer Minute noch einmal.',
  },

  // Session
  relayIncompatible: {
    happened: 'Dieses Programm und der Vermittlungsserver haben verschiedene Versionen und verstehen einander nicht.',
    safe: 'Es wurde nichts gesendet.',
    next: 'Installieren Sie die aktuelle Version von Handrail und starten Sie neu.',
  },
  joinedTwice: {
    happened: 'Zwei Personen haben denselben PIN-Code benutzt, deshalb wurde die Sitzung beendet.',
    safe: 'Mit keiner von beiden wurde etwas geteilt.',
    next: 'Beginnen Sie eine neue Sitzung mit einem neuen PIN-Code, den nur eine Person bekommt.',
  },
  handshakeFailed: {
    happened: 'Die sichere Verbindung kam nicht zustande, oder jemand dazwischen hat versucht, sie zu verändern.',
    safe: 'Es wurde nichts geteilt.',
    next: 'Beginnen Sie mit einem neuen PIN-Code von vorn. Wenn es wieder geschieht, benutzen Sie ein anderes Netz.',
  },
  technicianNotVerified: {
    happened: 'Handrail kann nicht erkennen, wer Ihnen hier helfen will.',
    safe: 'Es wurde nichts geteilt.',
    next: 'Machen Sie nur weiter, wenn Sie selbst dort angerufen haben. Bitten Sie um einen neuen PIN-Code, oder legen Sie auf.',
  },
  codeWrong: {
    happened: 'Das ist nicht der Prüfcode.',
    safe: 'Es wurde nichts geteilt.',
    next: 'Lassen Sie sich den Code noch einmal vorlesen und geben Sie ihn neu ein.',
  },
  codeWrongTooOften: {
    happened: 'Der Prüfcode war dreimal falsch, deshalb wurde die Sitzung beendet.',
    safe: 'Es wurde nichts geteilt.',
    next: 'Vergewissern Sie sich, dass Sie wirklich miteinander sprechen, und beginnen Sie mit einem neuen PIN-Code von vorn.',
  },
  connectionFailed: {
    happened: 'Die beiden Geräte konnten sich nicht miteinander verbinden.',
    safe: 'Es wurde nichts geteilt, und alles bisher Gesendete steht im Protokoll.',
    next: 'Prüfen Sie auf beiden Seiten die Internetverbindung und beginnen Sie mit einem neuen PIN-Code von vorn.',
  },
  protocolBroken: {
    happened: 'Die Gegenseite hat etwas Unverständliches gesendet, deshalb wurde die Sitzung beendet.',
    safe: 'Was sie gesendet hat, wurde verworfen.',
    next: 'Beginnen Sie mit einem neuen PIN-Code von vorn. Wenn es wieder geschieht, bringen Sie beide Programme auf den neuesten Stand.',
  },
  notVerifiedYet: {
    happened: 'Der Prüfcode wurde noch nicht bestätigt.',
    safe: 'Bis dahin kann nichts gesehen, gesteuert oder gesendet werden.',
    next: 'Der Code wird am Telefon vorgelesen und in Handrail eingegeben.',
  },
  sessionNotFound: {
    happened: 'Diese Sitzung gibt es nicht mehr.',
    safe: 'Ihr Protokoll bleibt erhalten.',
    next: 'Wählen Sie eine andere Sitzung, oder beginnen Sie eine neue.',
  },
  sessionNotActive: {
    happened: 'Diese Sitzung läuft nicht.',
    safe: 'Es wurde nichts getan.',
    next: 'Warten Sie, bis die Sitzung gestartet oder fortgesetzt ist.',
  },
  lensAlreadyActive: {
    happened:
      'Sie haben schon eine aktive Lens-Sitzung, hier oder auf einer anderen Konsole, und es ist immer nur eine möglich.',
    safe: 'Jene Sitzung ist davon nicht betroffen, und diese Kundin oder dieser Kunde wartet weiter.',
    next: 'Beenden Sie jene Sitzung und starten Sie dann diese. Auch angehalten zählt sie.',
  },

  // Permissions
  permissionDenied: {
    happened: 'Das wurde abgelehnt.',
    safe: 'Die Sitzung geht weiter.',
    next: 'Klären Sie, wofür es gebraucht wird. Danach kann noch einmal gefragt werden.',
  },
  permissionNotAnswered: {
    happened: 'Die Frage wurde nicht rechtzeitig beantwortet, und das gilt als Nein.',
    safe: 'Die Sitzung geht weiter.',
    next: 'Wenn es doch gewünscht ist, kann noch einmal gefragt werden.',
  },
  permissionNotGranted: {
    happened: 'Das wurde nicht erlaubt.',
    safe: 'Es wurde nichts getan.',
    next: 'Dafür muss zuerst um Erlaubnis gefragt werden.',
  },
  screenNotChosen: {
    happened: 'Es wurde kein Bildschirm zum Teilen ausgewählt.',
    safe: 'Es wird nichts geteilt.',
    next: 'Lassen Sie sich noch einmal fragen und wählen Sie dann den gesamten Bildschirm aus.',
  },
  captureFailed: {
    happened: 'Der Computer hat Handrail den Bildschirm nicht aufnehmen lassen.',
    safe: 'Es wird nichts geteilt. Chat und Dateien funktionieren weiterhin.',
    next: 'Erlauben Sie Handrail oder dem Browser in den Systemeinstellungen die Bildschirmaufnahme, und lassen Sie dann noch einmal fragen.',
  },
  screenSourceUnavailable: {
    happened: 'Dieser Computer bietet Handrail keinen Weg, den Bildschirm selbst zu zeigen.',
    safe: 'Es wird nichts geteilt. Chat und Dateien funktionieren weiterhin.',
    next: 'Fragen Sie noch einmal, und wählen Sie den Bildschirm in der Liste des Browsers aus.',
  },
  screenCaptureFailed: {
    happened: 'Handrail konnte diesen Bildschirm nicht weiter lesen.',
    safe: 'Es wird nichts mehr geteilt. Chat und Dateien funktionieren weiterhin.',
    next: 'Fragen Sie noch einmal. Wenn es wieder geschieht, starten Sie Handrail neu.',
  },
  controlUnavailable: {
    happened: 'Maus und Tastatur lassen sich auf diesem Gerät nicht steuern.',
    safe: 'Zusehen, Chat und Dateien funktionieren weiterhin.',
    next: 'Lassen Sie sich stattdessen am Telefon oder im Chat anleiten.',
  },

  // Camera and voice
  cameraDenied: {
    happened: 'Der Browser darf die Kamera nicht benutzen.',
    safe: 'Es wird nichts gezeigt; die Sitzung geht ohne Bild weiter.',
    next: 'Erlauben Sie die Kamera für diese Seite in den Einstellungen des Browsers und versuchen Sie es noch einmal.',
  },
  cameraMissing: {
    happened: 'Hier gibt es keine Kamera, die der Browser benutzen kann.',
    safe: 'Es wird nichts gezeigt; die Sitzung geht ohne Bild weiter.',
    next: 'Nehmen Sie ein Gerät mit Kamera, oder machen Sie mit Chat und Sprache weiter.',
  },
  cameraBusy: {
    happened: 'Ein anderes Programm benutzt gerade die Kamera.',
    safe: 'Es wird nichts gezeigt; die Sitzung geht ohne Bild weiter.',
    next: 'Schließen Sie das andere Programm und versuchen Sie es noch einmal.',
  },
  cameraLost: {
    happened: 'Die Kamera hat von selbst aufgehört: Sie wurde entfernt, oder das System brauchte sie.',
    safe: 'Es wird nichts mehr gezeigt; die Sitzung geht weiter.',
    next: 'Versuchen Sie es noch einmal, um sie wieder zu starten.',
  },
  cameraInsecure: {
    happened: 'Der Browser gibt dieser Seite keine Kamera, weil ihre Adresse nicht sicher ist (https).',
    safe: 'Es wird nichts gezeigt; der Chat funktioniert.',
    next: 'Fragen Sie nach einer sicheren Adresse des Vermittlungsservers.',
  },
  microphoneUnavailable: {
    happened: 'Das Mikrofon kann nicht benutzt werden.',
    safe: 'Es wird nichts gehört; die Sitzung geht ohne Sprache weiter.',
    next: 'Erlauben Sie das Mikrofon in den Einstellungen des Browsers, oder schreiben Sie im Chat.',
  },
  boardFull: {
    happened: 'Es sind zu viele Zeichnungen im Bild.',
    safe: 'Die vorhandenen bleiben.',
    next: 'Löschen Sie einige und zeichnen Sie dann weiter.',
  },
  recordingFailed: {
    happened: 'Die Aufzeichnung kann nicht weitergehen.',
    safe: 'Was bisher aufgezeichnet wurde, bleibt; die Sitzung geht weiter.',
    next: 'Prüfen Sie den freien Speicherplatz und beginnen Sie eine neue Aufzeichnung.',
  },

  // Files
  fileTooLarge: {
    happened: 'Die Datei ist größer als angekündigt oder größer, als gesendet werden kann.',
    safe: 'Was davon schon angekommen war, wurde gelöscht.',
    next: 'Prüfen Sie die Datei und senden Sie sie noch einmal, wenn sie sehr groß ist, in Teilen.',
  },
  diskFull: {
    happened: 'Für diese Datei ist nicht genug Platz frei.',
    safe: 'Nichts wurde überschrieben, und der unfertige Teil wurde gelöscht.',
    next: 'Schaffen Sie Platz auf dem empfangenden Computer und senden Sie die Datei noch einmal.',
  },
  fileHashMismatch: {
    happened: 'Die Datei ist nicht so angekommen, wie sie gesendet wurde.',
    safe: 'Die beschädigte Kopie wurde gelöscht.',
    next: 'Senden Sie die Datei noch einmal.',
  },
  fileUnreadable: {
    happened: 'Die Datei konnte nicht gelesen werden.',
    safe: 'Es wurde nichts gesendet.',
    next: 'Prüfen Sie, ob sie noch da ist und kein anderes Programm sie benutzt, und senden Sie sie noch einmal.',
  },
  fileUnwritable: {
    happened: 'Die Datei konnte nicht gespeichert werden.',
    safe: 'Keine andere Datei wurde angerührt.',
    next: 'Prüfen Sie den Download-Ordner auf dem empfangenden Computer und senden Sie die Datei noch einmal.',
  },
  fileRefused: {
    happened: 'Die Gegenseite wollte diese Datei nicht.',
    safe: 'Es wurde nichts gesendet.',
    next: 'Besprechen Sie, was für eine Datei es ist, und senden Sie sie dann noch einmal.',
  },
  fileCancelled: {
    happened: 'Die Übertragung wurde abgebrochen.',
    safe: 'Der unfertige Teil wurde gelöscht.',
    next: 'Senden Sie die Datei noch einmal, wenn Sie so weit sind.',
  },
  tooManyTransfers: {
    happened: 'Es sind schon mehrere Dateien unterwegs.',
    safe: 'Diese werden weiter übertragen.',
    next: 'Warten Sie, bis eine fertig ist, und senden Sie diese Datei dann noch einmal.',
  },

  // Chat
  chatTooLong: {
    happened: 'Die Nachricht ist zu lang.',
    safe: 'Sie wurde nicht gesendet und steht noch im Textfeld.',
    next: 'Kürzen Sie sie, oder senden Sie sie als Datei.',
  },

  // Log
  logUnwritable: {
    happened: 'Das Sitzungsprotokoll konnte nicht geschrieben werden, deshalb wurde die Sitzung beendet.',
    safe: 'Alles, was vorher protokolliert wurde, ist erhalten.',
    next: 'Prüfen Sie den freien Platz auf diesem Computer und beginnen Sie eine neue Sitzung.',
  },
  logTampered: {
    happened: 'Das Protokoll wurde verändert, nachdem es geschrieben war.',
    safe: 'Das gespeicherte Protokoll wurde so gelassen, wie es ist.',
    next: 'Verlassen Sie sich nicht darauf. Heben Sie eine Kopie auf und melden Sie es der Leitung des Supports.',
  },

  // Host
  browserMissing: {
    happened: 'Es wurde kein Chrome, Edge oder Chromium gefunden, um das Fenster zu zeigen.',
    safe: 'Es wurde nichts gestartet.',
    next: 'Installieren Sie eines davon und starten Sie Handrail noch einmal.',
  },
  pageIncomplete: {
    happened: 'Ein Teil von Handrail konnte nicht geladen werden.',
    safe: 'Es ging nichts verloren, und nichts wurde geteilt.',
    next: 'Prüfen Sie die Internetverbindung: Es wird von selbst wieder versucht. Hilft das nicht, laden Sie diese Seite neu.',
  },
  pageReloaded: {
    happened: 'Diese Seite wurde neu geladen, und damit endete die Sitzung.',
    safe: 'Es wird nichts mehr geteilt, und niemand sieht oder hört Sie.',
    next: 'Bitten Sie Ihre technische Hilfe um einen neuen PIN-Code oder Link.',
  },
  browserUnusable: {
    happened: 'Dieser Browser kann nicht, was für eine Sitzung nötig ist.',
    safe: 'Es wurde nichts gesendet, und Ihr PIN-Code oder Link gilt noch.',
    next: 'Öffnen Sie diese Seite oder den Link noch einmal in einem aktuellen Chrome, Edge, Firefox oder Safari, nicht innerhalb einer anderen App, und lassen Sie WebRTC zu.',
  },
  noInternet: {
    happened: 'Dieses Gerät hat keine Internetverbindung.',
    safe: 'Es wurde nichts gesendet, und Ihr PIN-Code gilt noch.',
    next: 'Schalten Sie WLAN oder mobile Daten ein. Die Seite müssen Sie nicht neu laden.',
  },
  windowLost: {
    happened: 'Das Fenster hat die Verbindung zum Rest von Handrail verloren.',
    safe: 'Sitzungen und Protokolle werden außerhalb des Fensters geführt.',
    next: 'Warten Sie einen Moment. Wenn es nicht zurückkommt, starten Sie Handrail neu.',
  },
  notEnrolled: {
    happened: 'Diese Konsole gehört noch zu keiner Organisation.',
    safe: 'Es wurde nichts gesendet.',
    next: 'Geben Sie Ihrer Verwaltung den Schlüssel dieser Konsole und starten Sie sie mit dem Zertifikat, das Sie dafür bekommen: --certificate DATEI.',
  },
  internal: {
    happened: 'In Handrail ist etwas schiefgegangen.',
    safe: 'Das Protokoll bleibt erhalten, und nichts weiter wurde geteilt.',
    next: 'Versuchen Sie es noch einmal. Wenn es wieder geschieht, starten Sie Handrail neu und melden Sie es.',
  },
};
