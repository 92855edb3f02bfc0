import { describe, expect, it } from 'vitest';
import { sampleMark, samplePicture } from '#tests/support/board-samples.ts';
import { LensWindow } from '#tests/support/lens-window.ts';
import { appletWhere, sessionWhere, startedSession } from '#tests/support/loopback-session.ts';
import { startMemorySession } from '#tests/support/memory-session.ts';
import { turns } from '#tests/support/turns.ts';
import { consoleHandlers } from '#console/main/console-handlers.ts';
import { LogExporter } from '#console/main/log-exporter.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { emptyBoard, type BoardView } from '#shared/std/lens/board-view.ts';
import { maxMarks } from '#shared/std/lens/board-limits.ts';
import type { TrackedFrame } from '#shared/std/lens/tracked-frame.ts';

/** A camera session in which the technician draws by what their window says, and the phone answers by what its window says. */
async function startDrawing() {
  const memory = startMemorySession();
  const { desk, applet, archive, pass, network } = memory;
  const window = new LensWindow(applet);
  applet.handlers.notices['call/prepared']({ camera: true, voice: true });
  const session = await startedSession(memory, 'lens');
  await turns(4);
  const { calls, notices } = consoleHandlers({
    core: desk,
    exporter: new LogExporter(archive, memory.stores.technician, silentLogger),
    takeFile: () => null,
    revealFile: () => {},
  });
  const frames: TrackedFrame[] = [];
  desk.on('boardTracked', ({ frame }) => frames.push(frame));
  const shown = (): BoardView => desk.view.sessions.find(({ id }) => id === session)?.board ?? emptyBoard;
  notices['board/picture']({ session, picture: samplePicture(1) });
  return {
    ...memory,
    session,
    window,
    calls,
    notices,
    phone: applet.handlers.notices,
    frames,
    shown,
    onPhone: (): BoardView => applet.view.board,
    draw: async (id: number): Promise<void> => {
      notices['board/begin']({ session, mark: sampleMark(id) });
      notices['board/extend']({
        session,
        id,
        points: [
          [0.1, 0.2],
          [0.3, 0.4],
        ],
      });
      notices['board/end']({ session, id });
      await turns();
    },
    reconnect: async (): Promise<void> => {
      network.cut();
      await pass(5_000);
      await sessionWhere(desk, session, ({ connection }) => connection.state === 'connected');
      await appletWhere(applet, ({ connection }) => connection.state === 'connected');
      await pass(5_000);
    },
  };
}

const drawn = ({ marks, still }: BoardView): unknown => ({
  still,
  marks: marks.map((mark) => ({ ...mark, hold: null })),
});

describe('the whiteboard', () => {
  it('BRD7 says when its tools are in hand, and says again what a lost connection may have swallowed', async () => {
    const { session, notices, onPhone, network, pass, desk, applet } = await startDrawing();
    notices['board/open']({ session, open: true });
    await turns();
    expect(onPhone().open).toBe(true);
    network.cut();
    notices['board/open']({ session, open: false });
    await pass(5_000);
    await sessionWhere(desk, session, ({ connection }) => connection.state === 'connected');
    await appletWhere(applet, ({ board }) => !board.open);
  });

  it('BRD1 BRD3 what the technician draws, takes back and does again shows on the phone, and both logs say so', async () => {
    const board = await startDrawing();
    const { session, calls, shown, onPhone } = board;
    await board.draw(1);
    await board.draw(2);
    expect([onPhone().marks.length, drawn(onPhone())]).toEqual([2, drawn(shown())]);
    await calls['board/undo']({ session });
    await turns();
    expect(onPhone().marks.map(({ id }) => id)).toEqual([1]);
    await calls['board/redo']({ session });
    await calls['board/clear']({ session });
    await turns();
    expect(onPhone().marks).toEqual([]);
    await calls['board/undo']({ session });
    await turns();
    expect([onPhone().marks.length, drawn(onPhone())]).toEqual([2, drawn(shown())]);
    board.notices['board/still']({ session, picture: 1 });
    await turns();
    expect([onPhone().still, shown().still]).toEqual([1, 1]);
    for (const rows of [board.archive.readExport(session).rows, board.applet.view.log]) {
      expect(rows.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['mark/drawn', 'marks/removed', 'picture/shown']),
      );
    }
  });

  it('BRD3 no more marks than agreed on either side', async () => {
    const board = await startDrawing();
    for (let id = 1; id <= maxMarks + 5; id += 1) {
      await board.draw(id);
      await board.pass(500);
    }
    expect([board.shown().marks.length, board.onPhone().marks.length]).toEqual([maxMarks, maxMarks]);
    expect(board.desk.view.sessions[0]?.status.name).toBe('active');
  });

  it('BRD4 BRD5 what the phone makes of the marks comes back, frame by frame', async () => {
    const board = await startDrawing();
    await board.draw(1);
    board.phone['board/tracking']({ mode: 'tracking' });
    board.phone['board/held']({ id: 1, hold: 'held' });
    await board.pass(500);
    expect(board.shown()).toMatchObject({ tracking: 'tracking', marks: [{ hold: 'held' }] });
    const transform: TrackedFrame['marks'][number]['transform'] = [1, 0, 0.25, 0, 1, 0.5, 0, 0, 1];
    const frame = { capturedAtMs: 1_000, sentAtMs: 1_030, marks: [{ id: 1, transform }] };
    board.phone['board/tracked'](frame);
    await turns();
    expect(board.frames).toEqual([frame]);
  });

  it('BRD6 both sides agree after a connection that swallowed an undo and a stroke', async () => {
    const board = await startDrawing();
    await board.draw(1);
    await board.draw(2);
    board.phone['board/held']({ id: 1, hold: 'held' });
    await board.pass(500);
    board.network.silent = true;
    await board.calls['board/undo']({ session: board.session });
    await board.draw(3);
    board.phone['board/held']({ id: 1, hold: 'hidden' });
    await board.pass(8_000);
    board.network.silent = false;
    await board.reconnect();
    expect(board.onPhone().marks.map(({ id }) => id)).toEqual([1, 3]);
    expect(drawn(board.onPhone())).toEqual(drawn(board.shown()));
    expect(board.shown().marks[0]?.hold).toBe('hidden');
  });

  it('BRD1 PRM4 the large X takes drawings and pictures from both sides, and nothing can be drawn then', async () => {
    const board = await startDrawing();
    await board.draw(1);
    await board.applet.handlers.calls['permission/revokeAll']({});
    expect(board.onPhone()).toEqual(emptyBoard);
    await turns(2);
    expect(board.shown()).toEqual(emptyBoard);
    board.notices['board/picture']({ session: board.session, picture: samplePicture(2) });
    await board.draw(2);
    expect([board.shown(), board.onPhone()]).toEqual([emptyBoard, emptyBoard]);
  });
});
