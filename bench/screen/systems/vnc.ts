import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../support/child.ts';
import { browserPath, openKiosk } from '../../support/kiosk.ts';
import { freePort, listening } from './free-port.ts';
import { missing } from './installed.ts';
import { closeAll, type Ends, type RunningSystem, type System } from './system.ts';

const noVncFolder = '/usr/share/novnc';

/** How x11vnc may be set: as it comes, and as fast as it gets without losing the picture. */
const servers = { default: [], tuned: ['-wait', '4', '-defer', '4', '-nonap'] } as const;

type Opened = { readonly close: () => Promise<void> };

type Viewer = {
  readonly name: string;
  readonly missing: () => string | null;
  /** Processes at the customer's beside the server, and those at the technician's. */
  readonly open: (
    port: number,
    ends: Ends,
    opened: Opened[],
  ) => Promise<{ readonly beside: readonly number[]; readonly viewer: readonly number[] }>;
};

const noVnc: Viewer = {
  name: 'noVNC',
  missing: () => missing(['websockify'], [noVncFolder]) ?? (browserPath() === null ? 'no browser installed' : null),
  open: async (port, { viewer }, opened) => {
    const webPort = await freePort();
    const line = ['--web', noVncFolder, `127.0.0.1:${webPort}`, `127.0.0.1:${port}`];
    const bridge = await startChild('websockify', line, {});
    opened.push({ close: bridge.stop });
    await listening(webPort);
    const url = `http://127.0.0.1:${webPort}/vnc.html?autoconnect=1&resize=off&path=websockify`;
    const kiosk = await openKiosk(viewer.display, url, ['--kiosk']);
    opened.push(kiosk);
    return { beside: [bridge.pid], viewer: [kiosk.pid] };
  },
};

const tigerVnc: Viewer = {
  name: 'TigerVNC viewer',
  missing: () => missing(['xtigervncviewer']),
  open: async (port, { viewer }, opened) => {
    // It keeps settings in the home folder.
    const home = await mkdtemp(join(tmpdir(), 'handrail-bench-'));
    opened.push({ close: () => rm(home, { recursive: true, force: true }) });
    const line = ['-FullScreen', '-RemoteResize=0', '-SecurityTypes=None', `127.0.0.1::${port}`];
    const child = await startChild('xtigervncviewer', line, { DISPLAY: viewer.display, HOME: home });
    opened.push({ close: child.stop });
    return { beside: [], viewer: [child.pid] };
  },
};

/** x11vnc in each of its settings with each viewer. */
export const vncSystems: readonly System[] = Object.entries(servers).flatMap(([setting, more]) =>
  [noVnc, tigerVnc].map((viewer) => ({
    name: `x11vnc ${setting} + ${viewer.name}`,
    obstacle: () => missing(['x11vnc']) ?? viewer.missing(),
    start: (ends) => start(viewer, more, ends),
  })),
);

async function start(viewer: Viewer, more: readonly string[], ends: Ends): Promise<RunningSystem> {
  const opened: Opened[] = [];
  try {
    const port = await freePort();
    const server = await startChild(
      'x11vnc',
      ['-display', ends.source.display, '-rfbport', String(port)].concat(
        ['-localhost', '-forever', '-shared', '-nopw', '-norc', '-quiet'],
        more,
      ),
      {},
    );
    opened.push({ close: server.stop });
    await listening(port);
    const processes = await viewer.open(port, ends, opened);
    return {
      sender: [server.pid, ...processes.beside],
      viewer: processes.viewer,
      // What the server sends: websockify's own port would count the same once more.
      wire: { protocol: 'tcp', port },
      seenOn: 'viewer',
      takesInput: true,
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}
