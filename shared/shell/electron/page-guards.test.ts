import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { guardEveryContents, guardPermissions } from './page-guards.ts';

const electron = vi.hoisted(() => ({
  app: null as unknown as EventEmitter,
  protocol: {},
  shell: { openExternal: vi.fn(() => Promise.reject(new Error('no program for it'))) },
}));
vi.mock('electron', () => electron);

type Check = (
  contents: unknown,
  permission: string,
  origin: string,
  details: { isMainFrame: boolean; requestingUrl?: string; mediaType?: string },
) => boolean;
type Request = (
  contents: unknown,
  permission: string,
  decide: (granted: boolean) => void,
  details: { isMainFrame: boolean; requestingUrl: string; mediaTypes?: readonly string[] },
) => void;

/** The handlers that a session was given. */
function guarded(page: 'console' | 'applet') {
  let check: Check = () => true;
  let request: Request = () => {};
  let device = (): boolean => true;
  guardPermissions(
    {
      setPermissionCheckHandler: (handler: Check) => (check = handler),
      setPermissionRequestHandler: (handler: Request) => (request = handler),
      setDevicePermissionHandler: (handler: () => boolean) => (device = handler),
    } as unknown as Session,
    page,
  );
  const contents = { mainFrame: { origin: `app://${page}` } };
  const ask = (permission: string, url = `app://${page}/`, isMainFrame = true): readonly boolean[] => {
    let granted: boolean | null = null;
    request(contents, permission, (answer) => (granted = answer), { isMainFrame, requestingUrl: url });
    return [check(contents, permission, url, { isMainFrame }), granted ?? true];
  };
  const askForMedia = (...kinds: readonly ('audio' | 'video')[]): readonly boolean[] => {
    let granted: boolean | null = null;
    const asked = { isMainFrame: true, requestingUrl: `app://${page}/`, mediaTypes: kinds };
    request(contents, 'media', (answer) => (granted = answer), asked);
    const checks = kinds.map((mediaType) =>
      check(contents, 'media', asked.requestingUrl, { isMainFrame: true, mediaType }),
    );
    return [checks.every(Boolean), granted ?? true];
  };
  return { ask, askForMedia, device: () => device() };
}

describe('guardPermissions', () => {
  it('gives the applet its screen and camera, and the console no screen', () => {
    expect(guarded('applet').ask('display-capture')).toEqual([true, true]);
    expect(guarded('applet').ask('media')).toEqual([true, true]);
    expect(guarded('console').ask('media')).toEqual([true, true]);
    expect(guarded('console').ask('display-capture')).toEqual([false, false]);
  });

  it('gives the console a microphone and no camera, and the applet both', () => {
    expect(guarded('console').askForMedia('audio')).toEqual([true, true]);
    expect(guarded('console').askForMedia('video')).toEqual([false, false]);
    expect(guarded('console').askForMedia('audio', 'video')).toEqual([false, false]);
    expect(guarded('applet').askForMedia('audio', 'video')).toEqual([true, true]);
  });

  it.each(['geolocation', 'notifications', 'openExternal', 'clipboard-read', 'usb', 'serial', 'fileSystem', 'unknown'])(
    'denies %s',
    (permission) => {
      expect(guarded('applet').ask(permission)).toEqual([false, false]);
      expect(guarded('console').ask(permission)).toEqual([false, false]);
    },
  );

  it('denies everything to other origins and to frames', () => {
    const { ask } = guarded('applet');
    for (const url of ['https://evil.example/', 'app://console/', 'app://applet.evil/', 'data:text/html,x', '']) {
      expect(ask('media', url), url).toEqual([false, false]);
    }
    expect(ask('media', 'app://applet/', false)).toEqual([false, false]);
  });

  it('denies every device', () => {
    expect(guarded('applet').device()).toBe(false);
  });
});

describe('guardEveryContents', () => {
  it('stops navigation, redirects and webviews, and opens no window', () => {
    electron.app = new EventEmitter();
    guardEveryContents();
    let openHandler = (): unknown => null;
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: () => unknown) => (openHandler = handler),
    });
    electron.app.emit('web-contents-created', {}, contents);
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = { preventDefault: vi.fn() };
      contents.emit(name, event);
      expect(event.preventDefault, name).toHaveBeenCalledOnce();
    }
    expect(openHandler()).toEqual({ action: 'deny' });
  });

  it.each([
    ['an invitation of the console', 'console', true, 'mailto:a@b.example?subject=s&body=b', true],
    ['a text message of the console', 'console', true, 'sms:+4930?body=b', true],
    ['a website', 'console', true, 'https://evil.example/', false],
    ['an e-mail with a file of this computer', 'console', true, 'mailto:?attach=/etc/passwd', false],
    ['an e-mail of a frame', 'console', false, 'mailto:?body=b', false],
    ['an e-mail of the applet', 'applet', true, 'mailto:?body=b', false],
    ['an e-mail of a page that is none of ours', 'console.evil', true, 'mailto:?body=b', false],
  ])(
    'C2 C3 of what leads out, hands over only what the console invites with: %s',
    (_, page, isMainFrame, url, opens) => {
      electron.app = new EventEmitter();
      electron.shell.openExternal.mockClear();
      guardEveryContents();
      const mainFrame = { origin: `app://${page}` };
      const contents = Object.assign(new EventEmitter(), { mainFrame, setWindowOpenHandler: () => {} });
      electron.app.emit('web-contents-created', {}, contents);
      const event = { preventDefault: vi.fn(), isMainFrame, url };
      contents.emit('will-navigate', event);
      expect(event.preventDefault).toHaveBeenCalledOnce();
      expect(electron.shell.openExternal.mock.calls).toEqual(opens ? [[url]] : []);
    },
  );
});
