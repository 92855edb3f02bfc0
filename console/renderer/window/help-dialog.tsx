import { Dialog } from '#shared/ui/controls/dialog.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { toolKeys } from '../lens/board/board-shortcuts.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import styles from './help-dialog.module.css';

const keys = [
  ['Alt+N', 'helpNew'],
  ['Alt+S', 'helpStart'],
  ['Alt+H', 'helpHold'],
  ['Alt+L', 'helpList'],
  ['Alt+C', 'helpChat'],
  ['Alt+R', 'helpScreen'],
  ['Alt+W', 'helpWhiteboard'],
  ['Alt+V', 'helpTalk'],
  ['Alt+P', 'helpPicture'],
  ['Alt+K', 'helpRecord'],
  ['Alt+1 … Alt+9', 'helpTab'],
  ['Ctrl+Alt+Shift', 'helpLeave'],
  ['+ − 0 1', 'helpZoom'],
  ['↑ ↓ ← →', 'helpPan'],
  [`Alt+Shift+${Object.values(toolKeys).join(' ')}`, 'helpDrawing'],
  ['Alt+Shift+Z Y F', 'helpDrawingUndo'],
  ['Tab ↵ ↑ ↓ ← → ↵', 'helpDrawingByKeys'],
  ['Esc', 'helpDrawingAway'],
  ['F1 ?', 'helpHelp'],
] as const;

/** The shortcuts, in one place. */
export function HelpDialog(props: { readonly onClose: () => void }) {
  const t = useMessages(consoleMessages);
  return (
    <Dialog title={t('helpTitle')} open onClose={props.onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is longer than small windows: what scrolls must be reachable by keyboard */}
      <dl className={styles['keys']} tabIndex={0}>
        {keys.map(([combination, key]) => (
          <div key={key} className={styles['row']}>
            <dt>
              <kbd className={styles['key']}>{combination}</kbd>
            </dt>
            <dd>{t(key)}</dd>
          </div>
        ))}
        <div className={styles['row']}>
          <dt>
            <kbd className={styles['key']}>{t('helpKeysList')}</kbd>
          </dt>
          <dd>{t('helpListKeys')}</dd>
        </div>
      </dl>
      <p className={styles['note']}>{t('helpInControl')}</p>
    </Dialog>
  );
}
