import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, type Result } from '#shared/std/core/result.ts';
import type { InputSender } from '#shared/std/input/input-sender.ts';
import type { RpcHandlers } from '#shared/std/rpc/server.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { ConsoleCallResults, consoleContract } from '#shared/std/view/console-contract.ts';
import type { ConsoleCore } from '../core/console-core.ts';
import type { HelpTools } from '../core/help-tools.ts';
import type { TechnicianLens } from '../core/technician-lens.ts';
import type { TechnicianSession } from '../core/technician-session.ts';
import type { LogExporter } from './log-exporter.ts';

type Handlers = RpcHandlers<typeof consoleContract, ConsoleCallResults>;

/** What main does for each thing that the console's window may ask (shared/std/view/console-contract.ts). */
export function consoleHandlers(options: {
  readonly core: ConsoleCore;
  readonly exporter: LogExporter;
  readonly takeFile: (ticket: string) => FileSource | null;
  readonly revealFile: (path: string) => void;
}): Handlers {
  const { core, exporter, takeFile, revealFile } = options;
  const input = (id: string): InputSender | null => core.session(id)?.tools?.input ?? null;

  const lensOf = (id: string): TechnicianLens | null => core.session(id)?.tools?.lens ?? null;

  const inSession = async (
    id: string,
    act: (session: TechnicianSession) => Result<null, FailureCode> | Promise<Result<null, FailureCode>>,
  ): Promise<Result<null, FailureCode>> => {
    const session = core.session(id);
    return session === null ? fail('sessionNotFound') : act(session);
  };
  const withTools = (
    id: string,
    act: (tools: HelpTools) => Result<null, FailureCode>,
  ): Promise<Result<null, FailureCode>> =>
    inSession(id, ({ tools }) => (tools === null ? fail('sessionNotActive') : act(tools)));

  return {
    calls: {
      'session/create': (request) => core.createSession(request),
      'session/start': ({ session }) => inSession(session, (found) => found.start()),
      'session/hold': ({ session, onHold }) => inSession(session, (found) => found.hold(onHold)),
      'session/end': ({ session }) => inSession(session, (found) => found.end()),
      'session/remove': async ({ session }) => core.removeSession(session),
      'permission/ask': ({ session, kind }) => withTools(session, (tools) => tools.ask(kind)),
      'permission/release': ({ session, kind }) => withTools(session, (tools) => tools.release(kind)),
      'chat/send': ({ session, text }) => inSession(session, (found) => found.writeChat(text)),
      'file/send': async ({ session, tickets }) => {
        const sources = tickets.map((ticket) => takeFile(ticket)).filter((source) => source !== null);
        const tools = core.session(session)?.tools ?? null;
        if (tools === null) {
          for (const source of sources) source.close();
          return fail('sessionNotActive');
        }
        const sent = tools.sendFiles(sources);
        return sources.length < tickets.length ? fail('fileUnreadable') : sent;
      },
      'file/accept': ({ session, transfer }) => withTools(session, (tools) => tools.acceptTransfer(transfer)),
      'file/cancel': ({ session, transfer }) => withTools(session, (tools) => tools.cancelTransfer(transfer)),
      'file/reveal': async ({ session, transfer }) => {
        const shown = core.view.sessions
          .find(({ id }) => id === session)
          ?.transfers.find(({ id }) => id === transfer)?.state;
        if (shown?.name !== 'done' || shown.savedAs === null) return fail('fileUnreadable');
        revealFile(shown.savedAs);
        return { ok: true, value: null };
      },
      'camera/request': ({ session, request }) => withTools(session, ({ lens }) => lens.camera.request(request)),
      'recording/start': ({ session }) => withTools(session, ({ lens }) => lens.camera.startRecording()),
      'recording/stop': ({ session }) => withTools(session, ({ lens }) => lens.camera.stopRecording()),
      'picture/saved': ({ session, ...picture }) => withTools(session, ({ lens }) => lens.pictureSaved(picture)),
      'board/undo': ({ session }) => withTools(session, ({ lens }) => lens.board.undo()),
      'board/redo': ({ session }) => withTools(session, ({ lens }) => lens.board.redo()),
      'board/clear': ({ session }) => withTools(session, ({ lens }) => lens.board.eraseAll()),
      'log/export': ({ session, format }) => exporter.export(session, format),
      'log/verify': async ({ session }) => exporter.verify(session),
    },
    notices: {
      'media/signal': ({ session, signal }) => core.session(session)?.tools?.screen.sendSignal(signal),
      'media/wanted': ({ session }) => core.session(session)?.tools?.screen.wantMedia(),
      'media/state': ({ session, state }) => {
        if (state === 'lost') core.session(session)?.tools?.screen.wantMedia();
      },
      'screen/watch': ({ session, ...watch }) => core.session(session)?.tools?.screen.watch(watch),
      'screen/drawn': ({ session, lane, sequence }) => core.session(session)?.tools?.screen.drawn(lane, sequence),
      'call/signal': ({ session, signal }) => lensOf(session)?.camera.sendSignal(signal),
      'call/wanted': ({ session }) => lensOf(session)?.camera.wantCall(),
      'call/voice': ({ session, voice }) => lensOf(session)?.camera.speak(voice),
      'board/picture': ({ session, picture }) => lensOf(session)?.board.addPicture(picture),
      'board/begin': ({ session, mark }) => lensOf(session)?.board.begin(mark),
      'board/extend': ({ session, id, points }) => lensOf(session)?.board.extend(id, points),
      'board/end': ({ session, id }) => lensOf(session)?.board.finish(id),
      'board/open': ({ session, open }) => lensOf(session)?.board.setOpen(open),
      'board/still': ({ session, picture }) => lensOf(session)?.board.showStill(picture),
      'input/move': ({ session, x, y }) => input(session)?.move(x, y),
      'input/button': ({ session, button, down, x, y }) => input(session)?.button(button, down, x, y),
      'input/wheel': ({ session, deltaX, deltaY, x, y }) => input(session)?.wheel(deltaX, deltaY, x, y),
      'input/key': ({ session, code, down }) => input(session)?.key(code, down),
      'input/text': ({ session, text }) => input(session)?.text(text),
      'input/release': ({ session }) => input(session)?.releaseAll(),
    },
  };
}
