import {
  ArrowUpRight,
  Circle,
  Eraser,
  Hash,
  Highlighter,
  MousePointer2,
  Pencil,
  Redo2,
  Smartphone,
  Type,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { markColours, markTools, type MarkColour, type MarkTool } from '#shared/std/lens/board.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { markPaints } from '#shared/ui/board/mark-colours.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { Tooltip } from '#shared/ui/controls/tooltip.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { whiteboardMessages } from '../../messages/whiteboard.ts';
import { useAct } from '../../window/services.tsx';
import { toolKeys } from './board-shortcuts.ts';
import { FreezeButton } from './freeze-button.tsx';
import { thicknesses, type Thickness } from './pen.ts';
import { useBoardShortcuts } from './use-board-shortcuts.ts';
import { useWhiteboard } from './use-whiteboard.ts';
import styles from './whiteboard-tools.module.css';
import type { Whiteboard } from './whiteboard.ts';

const icons: Readonly<Record<MarkTool, LucideIcon>> = {
  pen: Pencil,
  arrow: ArrowUpRight,
  circle: Circle,
  highlighter: Highlighter,
  text: Type,
  number: Hash,
};

const look = 'look';

/** Everything that is drawn with. Each group is one stop of the Tab key; arrows choose in it. */
export function WhiteboardTools(props: { readonly session: SessionView }) {
  const { session } = props;
  const t = useMessages(whiteboardMessages);
  const board = useWhiteboard(session.id);
  useBoardShortcuts(session, board);
  return (
    <section className={styles['tools']} aria-label={t('tools')}>
      <ToolChoice board={board} />
      <ColourChoice board={board} />
      <ThicknessChoice board={board} />
      <BoardActions session={session} />
      <div className={styles['actions']}>
        <FreezeButton session={session} />
        <ShowOnPhone session={session} board={board} />
      </div>
    </section>
  );
}

function ToolChoice(props: { readonly board: Whiteboard }) {
  const t = useMessages(whiteboardMessages);
  const { board } = props;
  const tool = useStore(board.state, (state) => state.tool);
  const choose = (value: string): void => {
    // To choose what is chosen puts nothing away: only the arrow does, and Escape.
    if (value !== '') board.choose(markTools.find((each) => each === value) ?? null);
  };
  return (
    <ToggleGroup.Root
      type="single"
      className={styles['choices']}
      aria-label={t('tool')}
      value={tool ?? look}
      onValueChange={choose}
    >
      <Choice value={look} name={t('look')} hint={`${t('look')} (Esc)`}>
        <MousePointer2 className={styles['icon']} aria-hidden />
      </Choice>
      {markTools.map((each) => {
        const Icon = icons[each];
        const hint = t('toolWithKeys', { tool: t(each), key: toolKeys[each] });
        return (
          <Choice key={each} value={each} name={t(each)} hint={hint}>
            <Icon className={styles['icon']} aria-hidden />
          </Choice>
        );
      })}
    </ToggleGroup.Root>
  );
}

function ColourChoice(props: { readonly board: Whiteboard }) {
  const t = useMessages(whiteboardMessages);
  const { board } = props;
  const colour = useStore(board.state, (state) => state.colour);
  return (
    <ToggleGroup.Root
      type="single"
      className={styles['choices']}
      aria-label={t('colour')}
      value={colour}
      onValueChange={(value) => value !== '' && board.setColour(value as MarkColour)}
    >
      {markColours.map((each) => (
        <Choice key={each} value={each} name={t(each)} hint={t(each)}>
          <svg className={styles['swatch']} viewBox="0 0 16 16" aria-hidden>
            <circle cx="8" cy="8" r="6.5" fill={markPaints[each].line} />
          </svg>
        </Choice>
      ))}
    </ToggleGroup.Root>
  );
}

const shownThickness: Readonly<Record<Thickness, number>> = { thin: 1.5, medium: 3, thick: 6 };

function ThicknessChoice(props: { readonly board: Whiteboard }) {
  const t = useMessages(whiteboardMessages);
  const { board } = props;
  const thickness = useStore(board.state, (state) => state.thickness);
  return (
    <ToggleGroup.Root
      type="single"
      className={styles['choices']}
      aria-label={t('width')}
      value={thickness}
      onValueChange={(value) => value !== '' && board.setThickness(value as Thickness)}
    >
      {thicknesses.map((each) => (
        <Choice key={each} value={each} name={t(each)} hint={t(each)}>
          <svg className={styles['icon']} viewBox="0 0 16 16" aria-hidden>
            <line
              x1="2"
              y1="12"
              x2="14"
              y2="4"
              stroke="currentColor"
              strokeWidth={shownThickness[each]}
              strokeLinecap="round"
            />
          </svg>
        </Choice>
      ))}
    </ToggleGroup.Root>
  );
}

function Choice(props: {
  readonly value: string;
  readonly name: string;
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip text={props.hint}>
      {/* The tooltip's own state would take the place of the group's. */}
      <span>
        <ToggleGroup.Item className={styles['choice']} value={props.value} aria-label={props.name}>
          {props.children}
        </ToggleGroup.Item>
      </span>
    </Tooltip>
  );
}

function BoardActions(props: { readonly session: SessionView }) {
  const t = useMessages(whiteboardMessages);
  const act = useAct();
  const { id: session, board } = props.session;
  return (
    <div className={styles['actions']}>
      <IconButton
        name={t('undo')}
        icon={Undo2}
        size="small"
        unavailable={board.canUndo ? null : t('nothingToUndo')}
        onClick={() => void act('board/undo', { session })}
      />
      <IconButton
        name={t('redo')}
        icon={Redo2}
        size="small"
        unavailable={board.canRedo ? null : t('nothingToRedo')}
        onClick={() => void act('board/redo', { session })}
      />
      <IconButton
        name={t('eraseAll')}
        icon={Eraser}
        size="small"
        unavailable={board.marks.length > 0 ? null : t('nothingToErase')}
        onClick={() => void act('board/clear', { session })}
      />
    </div>
  );
}

function ShowOnPhone(props: { readonly session: SessionView; readonly board: Whiteboard }) {
  const t = useMessages(whiteboardMessages);
  const { session, board } = props;
  const frozen = useStore(board.state, (state) => state.frozen);
  const isShown = frozen !== null && session.board.still === frozen.picture;
  return (
    <Button
      size="small"
      icon={Smartphone}
      aria-pressed={isShown}
      unavailable={frozen === null ? t('freezeFirst') : null}
      hint={t(isShown ? 'showingOnPhoneHint' : 'showOnPhoneHint')}
      onClick={() => board.showOnPhone(!isShown)}
    >
      {t('showOnPhone')}
    </Button>
  );
}
