import { desktopCapturer, dialog, type BrowserWindow, type DesktopCapturerSource, type Session } from 'electron';
import type { Logger } from '#shared/std/core/logger.ts';
import { pageOrigin } from './app-scheme.ts';

/** The sentences of the screen picker, in the person's language. */
export type ScreenPickerTexts = {
  readonly question: string;
  readonly detail: string;
  /** For the screen with this number, from 1. */
  readonly screen: (number: number) => string;
  readonly cancel: string;
};

/**
 * Lets the person choose the screen that the page gets. The choice is made in the system's own picker or in a dialog of
 * main: whatever happens to the page, it cannot give itself a screen.
 */
export function installScreenPicker(
  session: Session,
  window: BrowserWindow,
  texts: ScreenPickerTexts,
  logger: Logger,
): void {
  session.setDisplayMediaRequestHandler(
    (request, answer) => {
      const ours = request.frame === window.webContents.mainFrame && request.frame.origin === pageOrigin('applet');
      if (!ours || !request.videoRequested || request.audioRequested) {
        answer(null);
        return;
      }
      void chooseScreen(window, texts, logger).then((source) => {
        // The page may have been reloaded while the person was choosing.
        if (window.isDestroyed() || source === null) answer(null);
        else answer({ video: source });
        return null;
      });
    },
    { useSystemPicker: true },
  );
}

async function chooseScreen(
  window: BrowserWindow,
  texts: ScreenPickerTexts,
  logger: Logger,
): Promise<DesktopCapturerSource | null> {
  try {
    const screens = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } });
    // Under Wayland the desktop's portal has asked the person already, and lists only what was chosen.
    if (process.env['XDG_SESSION_TYPE'] === 'wayland') return screens[0] ?? null;
    if (screens.length === 0) return null;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: texts.question,
      detail: texts.detail,
      buttons: [...screens.map((_screen, index) => texts.screen(index + 1)), texts.cancel],
      defaultId: screens.length,
      cancelId: screens.length,
      noLink: true,
    });
    return screens[response] ?? null;
  } catch (error) {
    logger.error('shell/screen-list-failed', { error: String(error) });
    return null;
  }
}
