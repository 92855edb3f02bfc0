import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import { isWritten, type PixelArea } from '#shared/std/lens/board-geometry.ts';
import type { BoardPoint, MarkTool } from '#shared/std/lens/board.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { classNames } from '#shared/ui/class-names.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { HeldFrames } from '#shared/dom/media/held-frames.ts';
import { rtpTimestampOf, type PaintedTrack } from '#shared/dom/media/painted-track.ts';
import { whiteboardMessages } from '../../messages/whiteboard.ts';
import { useServices } from '../../window/services.tsx';
import { focusOn, focusTargets } from '../../window/use-shortcuts.ts';
import { attachPen } from './attach-pen.ts';
import { BoardPainter } from './board-painter.ts';
import { BoardStatus } from './board-status.tsx';
import { cameraEyes } from './camera-eyes.ts';
import { moveByKey } from './keyboard-pen.ts';
import type { Stroke } from './stroke.ts';
import { TextEntry, type TextPlace } from './text-entry.tsx';
import { useWhiteboard } from './use-whiteboard.ts';
import styles from './whiteboard-layer.module.css';
import type { Whiteboard } from './whiteboard.ts';

export type WhiteboardLayerProps = {
  readonly session: SessionView;
  /** The camera, which the marks follow. */
  readonly camera: PaintedTrack;
  /** Where its picture lies in this layer, in pixels, also where zoom puts it beyond; null while there is none. */
  readonly picture: PixelArea | null;
};

/**
 * Lies over the camera's picture and fills the element that it is put into: shows the marks, and takes the pen's moves while
 * there is a tool in hand. Without one, pointers go through it.
 */
export function WhiteboardLayer(props: WhiteboardLayerProps) {
  const { session, camera, picture } = props;
  const { clock } = useServices();
  const t = useMessages(whiteboardMessages);
  const board = useWhiteboard(session.id);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tool = useStore(board.state, (state) => state.tool);
  const cannotHold = t('cannotHold');
  const painter = useMemo(() => new BoardPainter(board, { cannotHold }), [board, cannotHold]);

  useEffect(() => {
    if (canvas.current === null) return;
    const eyes = cameraEyes(camera, clock);
    board.setEyes(eyes);
    const detach = painter.attach(canvas.current, eyes);
    const held = new HeldFrames({
      clock,
      waitMs: (frame, heldForMs) => board.waitMs(rtpTimestampOf(frame), heldForMs),
    });
    const bag = new DisposeBag();
    bag.add(
      () => board.setEyes(null),
      detach,
      camera.holdBack(held),
      board.onChange(() => held.recheck()),
      () => eyes.close(),
    );
    return () => bag.dispose();
  }, [board, camera, clock, painter]);
  useLayoutEffect(() => painter.setPicture(picture), [painter, picture]);

  return (
    <div className={styles['layer']}>
      <canvas ref={canvas} className={styles['canvas']} aria-hidden />
      {tool !== null && picture !== null && (
        <DrawingArea key={board.session} {...{ board, painter, tool }} rectangle={picture} />
      )}
      <BoardStatus session={session} board={board} />
    </div>
  );
}

function DrawingArea(props: {
  readonly board: Whiteboard;
  readonly rectangle: PixelArea;
  readonly painter: BoardPainter;
  readonly tool: MarkTool;
}) {
  const { board, rectangle, painter, tool } = props;
  const t = useMessages(whiteboardMessages);
  const area = useRef<HTMLDivElement>(null);
  const stroke = useRef<Stroke | null>(null);
  const place = useRef(rectangle);
  const cross = useRef<BoardPoint>([0.5, rectangle.height / rectangle.width / 2]);
  const [writing, setWriting] = useState<TextPlace | null>(null);
  const [said, setSaid] = useState('');
  const help = useId();

  useLayoutEffect(() => {
    place.current = rectangle;
  }, [rectangle]);

  const begin = (at: BoardPoint): void => {
    if (tool === 'text') {
      // The picture that was pointed at: while somebody types, the camera has long moved on.
      const seen = board.takePicture();
      if (seen !== null) setWriting({ at, picture: seen });
      return;
    }
    stroke.current = board.begin(tool, at);
    if (isWritten(tool)) end();
  };
  const end = (): void => {
    stroke.current?.end();
    stroke.current = null;
  };

  const hand = useRef({ begin, end });
  useLayoutEffect(() => {
    hand.current = { begin, end };
  });
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const detach = attachPen(element, {
      locate: (clientX, clientY) => {
        const { left, top } = element.getBoundingClientRect();
        const { width, ...at } = place.current;
        return [(clientX - left - at.left) / width, (clientY - top - at.top) / width];
      },
      isInside: ([x, y]) => x >= 0 && x <= 1 && y >= 0 && y <= place.current.height / place.current.width,
      down: (at) => hand.current.begin(at),
      move: (points) => stroke.current?.move(points),
      up: () => hand.current.end(),
    });
    return () => {
      detach();
      hand.current.end();
    };
  }, []);

  // Put away with the keyboard on it: no blur comes, and the keyboard would be nowhere.
  useLayoutEffect(() => {
    const element = area.current;
    return () => {
      painter.setCross(null);
      if (element !== null && element === document.activeElement) focusOn(focusTargets.screen);
    };
  }, [painter]);

  const showCross = (shown: boolean): void => painter.setCross(shown ? cross.current : null);
  const keyDown = (event: KeyboardEvent): void => {
    if (event.target !== area.current || event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = moveByKey(cross.current, event, rectangle.height / rectangle.width);
    if (moved !== null) {
      cross.current = moved;
      stroke.current?.move([moved]);
      showCross(true);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (stroke.current !== null && !stroke.current.isFinished) {
        end();
        setSaid(t('drawn'));
      } else {
        begin(cross.current);
        setSaid(stroke.current === null ? '' : t('drawing'));
      }
    } else return;
    event.preventDefault();
  };

  return (
    <>
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a surface that keyboards draw on, too */}
      <div
        ref={area}
        className={classNames(styles['area'], styles[tool])}
        role="application"
        aria-label={t('areaOf', { tool: t(tool) })}
        aria-describedby={help}
        tabIndex={0}
        onKeyDown={keyDown}
        onFocus={(event) => showCross(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => {
          end();
          showCross(false);
        }}
      />
      {writing !== null && (
        <TextEntry
          place={writing}
          rectangle={rectangle}
          onDone={(text) => {
            if (text !== '') board.begin('text', writing.at, { text, picture: writing.picture })?.end();
            setWriting(null);
            area.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <span id={help} hidden>
        {t('areaHelp')}
      </span>
      <output className={styles['said']}>{said}</output>
    </>
  );
}
